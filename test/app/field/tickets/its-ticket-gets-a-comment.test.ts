import { afterAll, describe, expect } from 'vitest';
import type { Ticket } from '../../../../dev/simulator/world/tickets.ts';
import { printRequests, type Stage, scenario } from '../../../helpers/app/scenario.ts';
import {
  addCleanable,
  addFull,
  CLEANUP,
  seldomPolled,
  untilAsked,
  withAutomoxMatch,
} from '../../../helpers/scenarios/disk-scenarios.ts';

const DAY = 86_400_000;

const CLEANED =
  'Run Automox worklet 40001 (disk cleanup) on NW-SRV-01, because drive C: is over its limit of 90 %. Approved by Ada (typed, not verified), sent 2026-03-02 08:20 UTC.';

/** Opens a ticket from the one alert there is, as people do in Atera's list. */
function attach({ app }: Stage): Ticket {
  const [alert] = app.simulator.world.alerts.in('Open');
  return app.simulator.world.person.attachTicket(alert?.id ?? 0);
}

afterAll(printRequests);

describe('a ticket that somebody opens for the alert', () => {
  scenario(
    'while the cleanup is verified gets a comment on it, and is left open',
    { ...withAutomoxMatch, simulator: { world: { lags: { clearMs: [DAY, DAY] } } } },
    async (stage) => {
      await addCleanable(stage);
      await untilAsked(stage);
      await stage.answer('approve');
      await stage.minutes(10);
      attach(stage);
      await stage.hours(5);
    },
    {
      outcomes: ['cleanup-verified'],
      tickets: ['Open'],
      comments: 1,
      commands: [CLEANUP],
      noted: ['[rmm a1001.disk-space.C.1]', CLEANED, 'The drive has recovered'],
    },
  );

  scenario(
    'while a person is asked gets a comment on what became of the yes, though the drive recovered',
    withAutomoxMatch,
    async (stage) => {
      const { device } = await addCleanable(stage);
      await untilAsked(stage);
      attach(stage);
      await stage.minutes(10);
      const broken = { kind: 'status', status: 401 } as const;
      stage.app.simulator.faults.inject({ on: 'POST /policies/{policyId}/action', times: 3, fault: broken });
      await stage.answer('approve');
      await stage.minutes(5);
      device.setDiskUsedPercent('C:', 40);
      await stage.hours(5);
    },
    {
      outcomes: ['verified-recovered'],
      tickets: ['Open'],
      comments: 3,
      noted: ['The condition has recovered', 'Approved by Ada (typed, not verified)'],
    },
  );

  scenario(
    'for nothing that the app did is left alone',
    withAutomoxMatch,
    async (stage) => {
      const { device } = await addCleanable(stage);
      await untilAsked(stage);
      attach(stage);
      await stage.minutes(10);
      device.setDiskUsedPercent('C:', 40);
      await stage.hours(5);
    },
    { outcomes: ['alert-cleared'], tickets: ['Open'] },
  );
});

describe('a device that is removed from Atera while its ticket is open', () => {
  scenario(
    'is reported there, once; its occurrence stays open as long as its alert does',
    seldomPolled,
    async (stage) => {
      const device = addFull(stage);
      await stage.hours(1);
      stage.app.simulator.world.person.deleteDevice(device);
      await stage.hours(20);
      expect(await stage.app.deps.conditions.get('a1001', 'disk-space.C')).toMatchObject({ state: 'watching' });
    },
    {
      outcomes: ['device-not-found'],
      tickets: ['Open'],
      comments: 1,
      openAlerts: 1,
      noted: ['Atera does not know agent 1001 any more', 'please close it'],
      explained: ['Its alert is still open', 'Its ticket 7001 is left as it is'],
    },
  );

  scenario(
    'is reported there, and its occurrence ends with its alert; that is no recovery',
    seldomPolled,
    async (stage) => {
      const device = addFull(stage);
      await stage.hours(1);
      const { person, alerts } = stage.app.simulator.world;
      person.deleteDevice(device);
      person.resolveAlert(alerts.in('Open')[0]?.id ?? 0);
      await stage.hours(8);
      const row = await stage.app.deps.conditions.get('a1001', 'disk-space.C');
      expect(row).toMatchObject({ state: 'closed', recentCloses: [] });
    },
    {
      outcomes: ['device-not-found'],
      tickets: ['Open'],
      comments: 1,
      noted: ['Atera does not know agent 1001 any more'],
    },
  );
});
