import { afterAll, describe, expect } from 'vitest';
import { call } from '../../../helpers/app/api.ts';
import { printRequests, type Stage, scenario } from '../../../helpers/app/scenario.ts';
import { addCleanable, CLEANUP, untilAsked, withAutomoxMatch } from '../../../helpers/scenarios/disk-scenarios.ts';

const ID = 'rem.a1001.disk-space.C.1';

const APPROVED =
  'Run Automox worklet 40001 (disk cleanup) on NW-SRV-01, because drive C: is over its limit of 90 %. Approved by Ada (typed, not verified) 2026-03-02 08:20 UTC';

const LATER = APPROVED.replace('08:20', '08:35');

const done = { outcomes: ['cleanup-verified'], commands: [CLEANUP] };

const notDone = { tickets: ['Open'], openAlerts: 1 };

const seldom = { ...withAutomoxMatch, pollSchedule: '0 */20 * * * *' };

/**
 * From the person's yes on Atera refuses the app's key, or fails, for so many requests that name
 * the device.
 */
async function approveThenFail(stage: Stage, status: number, times: number, minutes = 20): Promise<void> {
  await addCleanable(stage);
  await stage.minutes(minutes);
  stage.app.simulator.faults.inject({ on: 'GET /agents/{agentId}', times, fault: { kind: 'status', status } });
  await stage.answer('approve');
}

async function killSwitch({ app }: Stage, on: boolean): Promise<void> {
  await call(app, 'PUT', '/api/kill-switch', { on, reason: 'restore under way', by: 'Kim' });
}

async function approvalOf({ app }: Stage) {
  return (await call(app, 'GET', `/api/remediations/${ID}`)).body.approval;
}

async function whyOf({ app }: Stage): Promise<string> {
  const [alert] = await app.outcomes();
  return String((await call(app, 'GET', `/api/alerts/${alert?.alertId}/decision`)).body.why);
}

afterAll(printRequests);

describe('a yes is acted on though, right after it,', () => {
  scenario(
    'Atera refuses the key once, which is being replaced',
    withAutomoxMatch,
    async (stage) => {
      await approveThenFail(stage, 401, 1);
      await stage.minutes(10);
      expect(await whyOf(stage)).toContain(
        `${APPROVED}; it is not done yet: it was not possible to inspect the device`,
      );
      expect(await approvalOf(stage)).toMatchObject({ state: 'approved', became: { what: 'waits' } });
      await stage.hours(4);
      expect(await approvalOf(stage)).toMatchObject({ state: 'sent' });
    },
    done,
  );

  scenario(
    'the inspection fails with all its retries',
    withAutomoxMatch,
    async (stage) => {
      await approveThenFail(stage, 500, 4);
      await stage.hours(5);
    },
    done,
  );

  scenario(
    'it fails again when the run begins again',
    withAutomoxMatch,
    async (stage) => {
      await approveThenFail(stage, 401, 3);
      await stage.hours(5);
    },
    done,
  );

  scenario(
    'the inspection fails for so long that a ticket asks a person to check',
    withAutomoxMatch,
    async (stage) => {
      await approveThenFail(stage, 401, 1_000);
      await stage.hours(8);
      expect(await approvalOf(stage)).toMatchObject({ became: { what: 'waits', why: expect.stringContaining('401') } });
      const [ticket] = stage.app.simulator.world.tickets.all();
      expect(ticket?.title).toContain('Could not be verified');
      expect(ticket?.description).toContain('it is not done yet: it was not possible to inspect the device');
      stage.app.simulator.faults.clear();
      await stage.hours(5);
    },
    {
      ...done,
      outcomes: ['verified-recovered'],
      tickets: ['Resolved'],
      comments: 1,
      explained: ['Approved by Ada (typed, not verified)'],
    },
  );

  scenario(
    'Automox refuses the key when the worklet is to be sent',
    withAutomoxMatch,
    async (stage) => {
      await addCleanable(stage);
      await untilAsked(stage);
      const fault = { kind: 'status', status: 401 } as const;
      stage.app.simulator.faults.inject({ on: 'POST /policies/{policyId}/action', fault });
      await stage.answer('approve');
      await stage.hours(5);
    },
    done,
  );

  scenario(
    'the kill switch is on for two hours',
    withAutomoxMatch,
    async (stage) => {
      await addCleanable(stage);
      await untilAsked(stage);
      await killSwitch(stage, true);
      await stage.answer('approve');
      await stage.hours(2);
      expect(await whyOf(stage)).toContain('Approved by Ada (typed, not verified)');
      await killSwitch(stage, false);
      await stage.hours(4);
    },
    done,
  );
});

describe('a yes that could not be acted on', () => {
  scenario(
    'for as long as it is good is reported in the ticket, in the outcome and by the API',
    seldom,
    async (stage) => {
      await approveThenFail(stage, 401, 1_000, 35);
      await stage.hours(73);
      expect(await approvalOf(stage)).toMatchObject({
        state: 'not-done',
        became: { why: expect.stringContaining('401') },
      });
      expect(await whyOf(stage)).toContain(`${LATER}, but it was not done: it was not possible to inspect the device`);
      stage.app.simulator.faults.clear();
      await stage.hours(3);
    },
    {
      ...notDone,
      outcomes: ['still-occurring'],
      comments: 1,
      noted: [`${LATER}, but it was not done: it was not possible to inspect the device`],
      says: [
        `Tried: ${LATER}; it is not done yet: it was not possible to`,
        'It is tried again, until 2026-03-05 08:35 UTC.',
      ],
    },
  );

  scenario(
    'because Automox is out of reach for a day is reported in a ticket by then, and is done when it is back',
    seldom,
    async (stage) => {
      await addCleanable(stage);
      await stage.minutes(35);
      const { faults } = stage.app.simulator;
      const broken = { kind: 'status', status: 503 } as const;
      faults.inject({ on: 'GET /servers/{serverId}', times: Number.POSITIVE_INFINITY, fault: broken });
      await stage.answer('approve');
      await stage.hours(25);
      const ticket = stage.ticket();
      expect(ticket.description).toContain(`Tried: ${LATER}; it is not done yet: it was not possible to send the`);
      expect(ticket.description).toContain('It is tried again, until 2026-03-05 08:35 UTC.');
      expect(ticket.description).not.toContain('was not done');
      expect(await approvalOf(stage)).toMatchObject({ state: 'approved', became: { what: 'waits' } });
      faults.clear();
      await stage.hours(5);
    },
    {
      ...done,
      outcomes: ['verified-recovered'],
      tickets: ['Resolved'],
      comments: 2,
      explained: ['Approved by Ada (typed, not verified)'],
    },
  );

  scenario(
    'because the drive recovered is reported in the outcome',
    withAutomoxMatch,
    async (stage) => {
      const { device } = await addCleanable(stage);
      await untilAsked(stage);
      await killSwitch(stage, true);
      await stage.answer('approve');
      await stage.minutes(10);
      device.setDiskUsedPercent('C:', 40);
      await stage.hours(2);
      await killSwitch(stage, false);
      await stage.hours(2);
      expect(await approvalOf(stage)).toMatchObject({ state: 'not-done' });
    },
    {
      outcomes: ['alert-cleared'],
      explained: ['Approved by Ada (typed, not verified) 2026-03-02 08:20 UTC; it was not done.'],
    },
  );
});

describe('right after the yes', () => {
  scenario(
    'no text says that it waits for an approval',
    withAutomoxMatch,
    async (stage) => {
      await addCleanable(stage);
      await untilAsked(stage);
      await stage.answer('approve');
      expect(await whyOf(stage)).toBe(`${APPROVED}; the device is inspected once more before it is done.`);
      await stage.hours(3);
    },
    done,
  );
});
