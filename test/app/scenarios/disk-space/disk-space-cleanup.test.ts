import { afterAll, describe, expect } from 'vitest';
import { printRequests, scenario } from '../../../helpers/app/scenario.ts';
import {
  addCleanable,
  CLEANUP,
  lostOnce,
  untilAsked,
  withAutomoxMatch,
} from '../../../helpers/scenarios/disk-scenarios.ts';

/** What every ticket about a cleanup says of it. */
const SENT =
  'Run Automox worklet 40001 (disk cleanup) on NW-SRV-01, because drive C: is over its limit of 90 %. Approved';

/** What is said of one that left the drive as it was. */
const NO_HELP = "It did not help: the drive was still 95 % used by Automox's scan after it.";

afterAll(printRequests);

describe('a disk cleanup', () => {
  scenario(
    'frees the drive after an approval, and needs no ticket',
    withAutomoxMatch,
    async (stage) => {
      await addCleanable(stage);
      await untilAsked(stage);
      await stage.answer('approve');
      await stage.hours(3);
    },
    { outcomes: ['cleanup-verified'], commands: [CLEANUP], most: { atera: 6, automox: 8 } },
  );

  scenario(
    'frees the drive while Atera keeps the alert, which is then resolved on a scan from after it',
    { ...withAutomoxMatch, simulator: { world: { lags: { clearMs: [86_400_000, 86_400_000] } } } },
    async (stage) => {
      await addCleanable(stage);
      await untilAsked(stage);
      await stage.answer('approve');
      await stage.hours(3);
    },
    {
      outcomes: ['cleanup-verified'],
      commands: [CLEANUP],
      explained: [
        'Alert resolved.',
        SENT,
        "Automox says that it succeeded. The drive has recovered: 50 % used by Automox's scan after it.",
      ],
      most: { atera: 6, automox: 8 },
    },
  );

  scenario(
    'does not help: the ticket says what was tried',
    withAutomoxMatch,
    async (stage) => {
      await addCleanable(stage, () => 0);
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
      says: [
        'What: drive C: of NW-SRV-01 has been over its alert limit of 90 %.',
        'Since: 2026-03-02 08:0',
        'Evidence: 12.5 GB free of 250.0 GB (95 % used)',
        `Tried: ${SENT} by Ada (typed, not verified), sent 2026-03-02 08:20 UTC. Automox says that it succeeded. ${NO_HELP}`,
        'Please do: free space',
      ],
      most: { atera: 9, automox: 13 },
    },
  );

  scenario(
    'fails with an exit code, which the ticket names',
    withAutomoxMatch,
    async (stage) => {
      await addCleanable(stage, () => 1603);
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
      says: [`Automox says that it failed with exit code 1603. ${NO_HELP}`],
      most: { atera: 9, automox: 13 },
    },
  );

  scenario(
    'fails with an exit code and frees the drive all the same: only the reading counts',
    withAutomoxMatch,
    async (stage) => {
      await addCleanable(stage, (device) => {
        device.setDiskUsedPercent('C:', 50);
        return 1;
      });
      await untilAsked(stage);
      await stage.answer('approve');
      await stage.hours(3);
    },
    { outcomes: ['cleanup-verified'], commands: [CLEANUP], most: { atera: 6, automox: 8 } },
  );

  scenario(
    'stays in the queue because the device goes away: the ticket says that it had not ended',
    withAutomoxMatch,
    async (stage) => {
      const { server } = await addCleanable(stage);
      const on = 'POST /policies/{policyId}/action';
      stage.app.simulator.faults.inject({ on, fault: { kind: 'then', run: () => server.setAgent('down') } });
      await untilAsked(stage);
      await stage.answer('approve');
      await stage.hours(3.5);
      expect(server.queue).toHaveLength(1);
    },
    {
      outcomes: ['ticket-opened'],
      tickets: ['Open'],
      comments: 1,
      openAlerts: 1,
      says: ['It had not ended after 60 minutes. Whether it helped is not known'],
      most: { atera: 10, automox: 13 },
    },
  );

  scenario(
    'stays in the queue for fifty minutes: its end is still waited for',
    { ...withAutomoxMatch, simulator: { automox: { behaviour: { drainMs: [3_000_000, 3_000_000] } } } },
    async (stage) => {
      await addCleanable(stage);
      await untilAsked(stage);
      await stage.answer('approve');
      await stage.hours(4);
    },
    {
      outcomes: ['cleanup-verified'],
      commands: [CLEANUP],
      explained: ['Automox says that it succeeded.'],
      // Two reads of the queue more than when the device takes the command at once.
      most: { atera: 6, automox: 12 },
    },
  );

  scenario(
    'stays in the queue until long after its ticket: when it frees the drive at last, the ticket is closed',
    withAutomoxMatch,
    async (stage) => {
      const { server } = await addCleanable(stage);
      const on = 'POST /policies/{policyId}/action';
      stage.app.simulator.faults.inject({ on, fault: { kind: 'then', run: () => server.setAgent('down') } });
      await untilAsked(stage);
      await stage.answer('approve');
      await stage.hours(5);
      server.setAgent('as-device');
      await stage.hours(2);
    },
    { outcomes: ['verified-recovered'], tickets: ['Resolved'], comments: 2, commands: [CLEANUP] },
  );

  scenario(
    'is not sent once more when the connection is reset after Automox took it',
    withAutomoxMatch,
    async (stage) => {
      await addCleanable(stage);
      const on = 'POST /policies/{policyId}/action';
      stage.app.simulator.faults.inject({ on, fault: { kind: 'reset-after' } });
      await untilAsked(stage);
      await stage.answer('approve');
      await stage.hours(3);
    },
    { outcomes: ['cleanup-verified'], commands: [CLEANUP], most: { atera: 6, automox: 8 } },
  );

  scenario(
    'is not sent once more when a gateway answers 502 after Automox took it',
    withAutomoxMatch,
    async (stage) => {
      const { server, worklet } = await addCleanable(stage, () => 0);
      const { automox, faults } = stage.app.simulator;
      const on = 'POST /policies/{policyId}/action';
      faults.inject({ on, fault: { kind: 'status', status: 502 } });
      faults.inject({ on, fault: { kind: 'then', run: () => automox.remediate(worklet, server) } });
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
      says: ['Whether Automox took it is not known; it is not sent again.', NO_HELP],
      most: { atera: 9, automox: 13 },
    },
  );

  scenario(
    'that may not have been sent is neither said to have left a queue nor to be without effect',
    withAutomoxMatch,
    async (stage) => {
      await addCleanable(stage);
      const on = 'POST /policies/{policyId}/action';
      stage.app.simulator.faults.inject({ on, times: 9, fault: { kind: 'status', status: 502 } });
      await untilAsked(stage);
      await stage.answer('approve');
      await stage.hours(3);
    },
    {
      outcomes: ['still-occurring'],
      tickets: ['Open'],
      openAlerts: 1,
      says: [
        'Whether Automox took it is not known; it is not sent again. It is not in the queue of the device, and Automox reports no result: whether it ran is not known. The drive was still 95 % used',
      ],
    },
  );

  scenario(
    'is sent once when the worker is lost right after the command',
    { ...withAutomoxMatch, faults: lostOnce('sendCommand'), activityVisibilityMs: 60_000 },
    async (stage) => {
      await addCleanable(stage);
      await untilAsked(stage);
      await stage.answer('approve');
      await stage.hours(3);
    },
    { outcomes: ['cleanup-verified'], commands: [CLEANUP], most: { atera: 6, automox: 8 } },
  );

  scenario(
    'held for a day only: full again, it is reported as no fix and not cleaned once more',
    withAutomoxMatch,
    async (stage) => {
      const { device } = await addCleanable(stage);
      await untilAsked(stage);
      await stage.answer('approve');
      await stage.hours(3);
      device.setDiskUsedPercent('C:', 97);
      await stage.hours(1.5);
    },
    {
      outcomes: ['cleanup-verified', 'ticket-opened'],
      tickets: ['Open'],
      commands: [CLEANUP],
      openAlerts: 1,
      says: [
        '(97 % used)',
        'Nothing was done to the device. Proposed: Run Automox worklet 40001',
        'It ended on 2026-03-02',
        'and it is back within 7 days: that was no fix.',
      ],
    },
  );

  scenario(
    'that did not help is not made twice in a day, though a person emptied the drive in between',
    withAutomoxMatch,
    async (stage) => {
      const { device } = await addCleanable(stage, () => 0);
      await untilAsked(stage);
      await stage.answer('approve');
      await stage.hours(1.5);
      device.setDiskUsedPercent('C:', 50);
      await stage.hours(3);
      expect(stage.ticket().status).toBe('Resolved');
      device.setDiskUsedPercent('C:', 97);
      await stage.hours(1.5);
    },
    {
      outcomes: ['verified-recovered', 'ticket-reopened'],
      tickets: ['Open'],
      comments: 3,
      commands: [CLEANUP],
      openAlerts: 1,
      noted: ['The condition came back at', 'No further attempt is made before 2026-03-03', '1 in the last 24 hours'],
    },
  );
});
