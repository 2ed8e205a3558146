import { afterAll, describe, expect } from 'vitest';
import type { EnrollOptions } from '../../../../dev/simulator/automox/enrolled-server.ts';
import type { Worklet } from '../../../../dev/simulator/automox/organization.ts';
import { printRequests, type Stage, scenario } from '../../../helpers/app/scenario.ts';
import {
  addCleanable,
  addFull,
  addWorklet,
  CLEANUP,
  seldomPolled,
  untilAsked,
  withAutomoxMatch,
} from '../../../helpers/scenarios/disk-scenarios.ts';

/** A full server whose volumes Automox reports in its own way, cleaned with an approval. */
async function cleanWith(stage: Stage, options: EnrollOptions, run?: Worklet): Promise<void> {
  await stage.enroll(addFull(stage), options);
  addWorklet(stage, run);
  await untilAsked(stage);
  await stage.answer('approve');
  await stage.hours(1.5);
}

/** Atera keeps its alerts for a day after their end. */
const slowToClear = { simulator: { world: { lags: { clearMs: [86_400_000, 86_400_000] } } } } as const;

afterAll(printRequests);

describe('the end of a disk cleanup', () => {
  scenario(
    'is judged by Atera alone when Automox sends volumes that cannot be read',
    { ...withAutomoxMatch, ...slowToClear },
    (stage) => cleanWith(stage, { rawVolumes: [{ VOLUME: 'C:', AVAIL: 'all', FREE: 'lots' }] }),
    {
      outcomes: ['cleanup-verified'],
      commands: [CLEANUP],
      explained: ['The drive has recovered: 50 % used by a newer inventory of Atera.'],
      most: { atera: 9, automox: 11 },
    },
  );

  scenario(
    'is no success, and no failure, by volumes that cannot be read',
    withAutomoxMatch,
    (stage) => cleanWith(stage, { rawVolumes: 'everything is fine' }, () => 0),
    {
      outcomes: ['ticket-opened'],
      tickets: ['Open'],
      comments: 1,
      commands: [CLEANUP],
      openAlerts: 1,
      says: ['Whether it helped is not known: no reading is certain to be newer than it.'],
      most: { atera: 10, automox: 14 },
    },
  );

  scenario(
    'is no success when Automox still reports the drive full, though Atera reads it healthy',
    { ...withAutomoxMatch, ...slowToClear },
    async (stage) => {
      // Atera's reading is new, and healthy, by the time of the second check.
      const device = addFull(stage, { inventoryMinutes: 5 });
      await stage.enroll(device, { rawVolumes: [{ VOLUME: 'C:', AVAIL: '268435456000', FREE: '1342177280' }] });
      addWorklet(stage);
      await untilAsked(stage);
      await stage.answer('approve');
      await stage.hours(1);
    },
    {
      outcomes: ['ticket-opened'],
      tickets: ['Open'],
      comments: 1,
      commands: [CLEANUP],
      openAlerts: 1,
      says: ['(50 % used)', "It did not help: the drive was still 99.5 % used by Automox's scan after it."],
      most: { atera: 9, automox: 13 },
    },
  );

  scenario(
    'is no success because a person resolved the alert of a drive that is still full',
    withAutomoxMatch,
    async (stage) => {
      const { device } = await addCleanable(stage, () => 0);
      await untilAsked(stage);
      await stage.answer('approve');
      await stage.minutes(23);
      stage.app.simulator.world.person.resolveAlert(device.openAlertId('C:') ?? 0);
      // The alert comes back, and the next inspection of the ticket follows within the hour.
      await stage.hours(1.1);
    },
    {
      outcomes: ['still-occurring', 'still-occurring'],
      tickets: ['Open'],
      comments: 1,
      commands: [CLEANUP],
      openAlerts: 1,
      says: ['(95 % used)', "It did not help: the drive was still 95 % used by Automox's scan after it."],
    },
  );
});

describe('a full drive of a server that goes offline', () => {
  scenario(
    'while a person is asked is cleaned when it is back; its absence is a ticket of its own, closed by then',
    { ...withAutomoxMatch, ...seldomPolled },
    async (stage) => {
      const { device, server } = await addCleanable(stage);
      await stage.hours(1);
      device.goOffline();
      await stage.answer('approve');
      await stage.hours(12);
      expect(server.queue).toEqual([]);
      expect(stage.ticket()).toMatchObject({ status: 'Open', title: expect.stringContaining('.offline.') });
      device.comeBack();
      await stage.hours(6);
    },
    { outcomes: ['cleanup-verified', 'verified-recovered'], tickets: ['Resolved'], comments: 1, commands: [CLEANUP] },
  );
});
