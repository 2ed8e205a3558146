import { afterAll, describe, expect } from 'vitest';
import type { Faults } from '../../../../dev/host/faults.ts';
import type { LoggedRequest } from '../../../../dev/simulator/request-log.ts';
import type { Lags } from '../../../../dev/simulator/world/monitoring/lags.ts';
import { call } from '../../../helpers/app/api.ts';
import { printRequests, type Stage, scenario } from '../../../helpers/app/scenario.ts';
import {
  addCleanable,
  CLEANUP,
  cleaning,
  lostOnce,
  untilAsked,
  withAutomoxMatch,
} from '../../../helpers/scenarios/disk-scenarios.ts';

const DAY = 86_400_000;

/** What was done, as every ticket, note and outcome after it must say. */
const SENT =
  'Run Automox worklet 40001 (disk cleanup) on NW-SRV-01, because drive C: is over its limit of 90 %. Approved by Ada (typed, not verified), sent 2026-03-02 08:20 UTC.';

const NOT_KNOWN = 'Whether it helped is not known';

/** Atera takes its alert away a day late. */
const late: Partial<Lags> = { clearMs: [DAY, DAY] };

const keptAlert = { ...withAutomoxMatch, simulator: { world: { lags: late } } };

const oneTicket = { tickets: ['Open'], commands: [CLEANUP], openAlerts: 1 };

const killSwitch = async ({ app }: Stage, on: boolean) => {
  await call(app, 'PUT', '/api/kill-switch', { on, reason: 'restore under way', by: 'Kim' });
};

async function whyOf({ app }: Stage): Promise<string> {
  const [alert] = await app.outcomes();
  return String((await call(app, 'GET', `/api/alerts/${alert?.alertId}/decision`)).body.why);
}

/** Atera opens a ticket for the first alert that it is asked about. */
function onlyFirst(): () => boolean {
  let count = 0;
  return () => count++ === 0;
}

/** Once the worklet is sent, `happens`. */
function onceSent({ app }: Stage, happens: (request: LoggedRequest) => void): void {
  app.simulator.faults.inject({ on: 'POST /policies/{policyId}/action', fault: { kind: 'then', run: happens } });
}

afterAll(printRequests);

describe('after a cleanup was sent, the ticket reports it when', () => {
  scenario(
    'the kill switch kept the run from writing its ticket',
    withAutomoxMatch,
    async (stage) => {
      await addCleanable(stage, () => 0);
      await untilAsked(stage);
      await stage.answer('approve');
      await stage.minutes(10);
      await killSwitch(stage, true);
      await stage.hours(2);
      expect(await whyOf(stage)).toContain(`${SENT} Automox says that it succeeded. ${NOT_KNOWN}`);
      await killSwitch(stage, false);
      await stage.hours(1.5);
    },
    {
      ...oneTicket,
      outcomes: ['still-occurring'],
      says: [`Tried: ${SENT} Automox says that it succeeded. ${NOT_KNOWN}`],
    },
  );

  scenario(
    'Atera answers 500 for an hour while it is verified',
    withAutomoxMatch,
    async (stage) => {
      await addCleanable(stage, () => 0);
      await untilAsked(stage);
      const fault = { kind: 'status', status: 500 } as const;
      onceSent(stage, () => stage.app.simulator.faults.inject({ on: 'GET /agents/{agentId}', times: 4, fault }));
      await stage.answer('approve');
      await stage.hours(2);
      expect(await whyOf(stage)).toContain(SENT);
      await stage.hours(2);
    },
    { ...oneTicket, outcomes: ['still-occurring'], says: [`Tried: ${SENT}`, NOT_KNOWN] },
  );

  scenario(
    'the answer of Automox was lost and Atera is out of reach after it',
    withAutomoxMatch,
    async (stage) => {
      await addCleanable(stage, () => 0);
      await untilAsked(stage);
      const { faults } = stage.app.simulator;
      faults.inject({ on: 'POST /policies/{policyId}/action', fault: { kind: 'reset-after' } });
      await stage.answer('approve');
      await stage.minutes(8);
      faults.inject({ on: 'GET /agents/{agentId}', times: 4, fault: { kind: 'status', status: 500 } });
      await stage.hours(4);
    },
    {
      ...oneTicket,
      outcomes: ['still-occurring'],
      says: [`Tried: ${SENT} Whether Automox took it is not known; it is not sent again.`, NOT_KNOWN],
    },
  );

  scenario(
    'the worker went away right after it was sent, and the kill switch is on from then',
    { ...withAutomoxMatch, faults: lostOnce('sendCommand'), activityVisibilityMs: 60_000 },
    async (stage) => {
      await addCleanable(stage, () => 0);
      await untilAsked(stage);
      onceSent(stage, () => void killSwitch(stage, true));
      await stage.answer('approve');
      await stage.hours(2);
      await killSwitch(stage, false);
      await stage.hours(1.5);
    },
    {
      ...oneTicket,
      outcomes: ['still-occurring'],
      says: ['Tried: Run Automox worklet 40001', 'Approved by Ada (typed, not verified), sent'],
    },
  );
});

/**
 * What the run receives after the worklet was sent is lost: it waits until the watchdog ends it.
 */
let lost = 0;
const lostAfterSending: Faults = {
  delayMs: (what) => {
    const isRun = what.kind === 'event' && what.target.startsWith('rem.');
    const isSent = isRun && /state\\*":\\*"sent/.test(JSON.stringify(what.event));
    return isSent && lost++ === 0 ? 240 * 3_600_000 : 0;
  },
};

describe('a run that is started again by the watchdog after the cleanup was sent', () => {
  const policy = { ...cleaning, customFields: { deviceOptOut: 'Automation' }, remediationDeadlineMinutes: 240 };
  scenario(
    'says of a device that is to be left alone by now that nothing more was done',
    { ...withAutomoxMatch, policy, faults: lostAfterSending },
    async (stage) => {
      const { device } = await addCleanable(stage, () => 0);
      await untilAsked(stage);
      const { customFields } = stage.app.simulator.world;
      const field = customFields.define('agent', 'Automation');
      onceSent(stage, () => customFields.set(field, device.agentId, 'No automation'));
      await stage.answer('approve');
      await stage.hours(6);
    },
    {
      outcomes: ['opted-out'],
      commands: [CLEANUP],
      openAlerts: 1,
      explained: ['to be left alone; nothing more was done.', SENT, NOT_KNOWN],
    },
  );
});

describe('a cleanup that helped', () => {
  scenario(
    'is reported in the ticket that its alert carries, and is not asked for again the next day',
    { ...withAutomoxMatch, simulator: { world: { lags: late, opensTicket: onlyFirst() } } },
    async (stage) => {
      const { device } = await addCleanable(stage);
      await untilAsked(stage);
      await stage.answer('approve');
      await stage.hours(4);
      expect(stage.ticket().comments.at(-1)?.text).toContain(
        `${SENT} Automox says that it succeeded. The drive has recovered`,
      );
      await stage.hours(26);
      device.setDiskUsedPercent('C:', 97);
      await stage.hours(2);
    },
    {
      outcomes: ['verified-recovered', 'ticket-opened'],
      tickets: ['Open', 'Open'],
      // Once when the cleanup was verified, once when the alert was over.
      comments: 2,
      commands: [CLEANUP],
      openAlerts: 1,
      says: ['and it is back within 7 days: that was no fix.'],
    },
  );

  scenario(
    'is reported though the kill switch was on when its alert was to be resolved',
    keptAlert,
    async (stage) => {
      await addCleanable(stage);
      await untilAsked(stage);
      await stage.answer('approve');
      await stage.minutes(10);
      await killSwitch(stage, true);
      await stage.hours(2);
      await killSwitch(stage, false);
      await stage.hours(4);
    },
    { outcomes: ['verified-recovered'], commands: [CLEANUP], explained: [SENT, 'The drive has recovered'] },
  );
});

describe('while a cleanup runs', () => {
  scenario(
    'no text says that it waits for an approval',
    withAutomoxMatch,
    async (stage) => {
      await addCleanable(stage);
      await untilAsked(stage);
      await stage.answer('approve');
      await stage.minutes(5);
      expect(await whyOf(stage)).toBe(`${SENT} Its result is being verified.`);
    },
    { outcomes: ['verifying'], commands: [CLEANUP] },
  );
});
