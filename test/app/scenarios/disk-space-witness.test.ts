import { afterAll, describe, expect } from 'vitest';
import type { EnrollOptions } from '../../../dev/simulator/automox/enrolled-server.ts';
import type { Worklet } from '../../../dev/simulator/automox/organization.ts';
import {
  addCleanable,
  addFull,
  addWorklet,
  CLEANUP,
  seldomPolled,
  untilAsked,
  withHands,
} from '../../helpers/disk-stories.ts';
import { printRequests, type Stage, scenario } from '../../helpers/scenario.ts';

/** A full server whose volumes Automox tells in its own way, cleaned with an approval. */
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
    'is told by Atera alone when Automox sends volumes that cannot be read',
    { ...withHands, ...slowToClear },
    (stage) => cleanWith(stage, { rawVolumes: [{ VOLUME: 'C:', AVAIL: 'all', FREE: 'lots' }] }),
    { outcomes: ['reading-after-lag'], commands: [CLEANUP], most: { atera: 5, automox: 7 } },
  );

  scenario(
    'is no success by volumes that cannot be read',
    withHands,
    (stage) => cleanWith(stage, { rawVolumes: 'everything is fine' }, () => 0),
    {
      outcomes: ['ticket-opened'],
      tickets: ['Open'],
      commands: [CLEANUP],
      openAlerts: 1,
      says: ['It did not help.'],
      most: { atera: 6, automox: 7 },
    },
  );

  scenario(
    'is no success when Automox still sees the drive full, though Atera reads it healthy',
    { ...withHands, ...slowToClear },
    (stage) => cleanWith(stage, { rawVolumes: [{ VOLUME: 'C:', AVAIL: '268435456000', FREE: '1342177280' }] }),
    {
      outcomes: ['ticket-opened'],
      tickets: ['Open'],
      commands: [CLEANUP],
      openAlerts: 1,
      says: ["By Automox's own scan after it, the drive is still full."],
      most: { atera: 6, automox: 7 },
    },
  );

  scenario(
    'is no success because a person resolved the alert of a drive that is still full',
    withHands,
    async (stage) => {
      const { device } = await addCleanable(stage, () => 0);
      await untilAsked(stage);
      await stage.answer('approve');
      await stage.minutes(52);
      stage.app.simulator.world.person.resolveAlert(device.openAlertId('C:') ?? 0);
      await stage.minutes(15);
    },
    {
      outcomes: ['still-so', 'still-so'],
      tickets: ['Open'],
      commands: [CLEANUP],
      openAlerts: 1,
      says: ['(95 % used)', 'It did not help.'],
    },
  );
});

describe('a full drive of a server that goes offline', () => {
  scenario(
    'while a person is asked is cleaned when it is back; its absence is a ticket of its own, closed by then',
    { ...withHands, ...seldomPolled },
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
    { outcomes: ['alert-cleared', 'verified-over'], tickets: ['Resolved'], comments: 1, commands: [CLEANUP] },
  );
});
