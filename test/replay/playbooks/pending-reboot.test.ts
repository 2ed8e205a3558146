import { describe, expect, it } from 'vitest';
import { done } from '../../helpers/hosts/playbook-host.ts';
import {
  ASKED,
  alertOver,
  atera,
  automox,
  oldScan,
  RAISED,
  approvedReboot as reboot,
  remediateReboot as remediate,
  scanAfter,
  scanBefore,
  withoutBootTime,
} from '../../helpers/hosts/reboot-host.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const resolved = done({ resolved: 1 });
const rebooted = atera({ lastRebootAt: RAISED + 62 * MINUTE });
const without = (calls: readonly string[]) => calls.filter((call) => call !== 'recordOutcome');
const inspection = ['inspectReboot', 'readServer'];
const leased = (activity: string) => ['call entity ratebudget acquire', `activity ${activity}`];

describe('the pending-reboot playbook', () => {
  it('reboots after two witnesses, an approval and a fresh inspection, and resolves the alert on a changed boot time and a scan after it', async () => {
    const run = await reboot({ inspectReboot: [atera(), atera(), rebooted], resolveAlerts: [resolved] });

    expect(run.output).toMatchObject({
      end: 'resolved',
      code: 'rebooted',
      text: expect.stringMatching(
        /Reboot the server NW-SRV-01 .* Approved by Ada, sent 2026-03-02 09:00 UTC\. It came up again 2026-03-02 09:02 UTC, says Atera\./,
      ),
      afterwards: { next: 'close', alertIds: [100] },
    });
    expect(run.signature).toEqual([
      'sub-orchestration awaitRebootScan',
      'call entity devicegate ask',
      'call entity fleetbreaker ask',
      'activity askApproval',
      'timer',
      `event ${ASKED.event.event}`,
      'activity askApproval',
      'sub-orchestration awaitRebootScan',
      'call entity devicegate take',
      'call entity fleetbreaker take',
      ...leased('confirmDevice'),
      ...leased('sendCommand'),
      'timer',
      'sub-orchestration awaitRebootScan',
      'signal entity devicegate release',
      'signal entity fleetbreaker report',
      'activity recordResult',
      ...leased('resolveAlerts'),
      'activity recordOutcome',
    ]);
    expect(run.history.length).toBeLessThanOrEqual(100);
  });

  it('asks Automox for a scan newer than the alert before it asks a person', async () => {
    const run = await reboot({
      inspectReboot: [atera(), atera(), atera(), rebooted],
      readServer: [oldScan, automox(), automox(), scanBefore, scanAfter],
      resolveAlerts: [resolved],
    });

    expect(without(run.calls)).toEqual([
      ...inspection,
      ...inspection,
      'askApproval',
      'askApproval',
      ...inspection,
      'confirmDevice',
      'sendCommand',
      ...inspection,
      ...inspection,
      'recordResult',
      'resolveAlerts',
    ]);
    expect(run.output).toMatchObject({ code: 'rebooted' });
  });

  it('ends without a write when the alert has ended, and resolves it when the device has booted since', async () => {
    const earlier = { alertCreatedAt: RAISED - HOUR, openedAt: RAISED - HOUR };
    const booted20 = atera({ lastRebootAt: RAISED - 40 * MINUTE });
    const resolves = { resolveAlerts: [resolved] };
    const over = await remediate({ inspectReboot: [alertOver] });
    const booted = await remediate(
      { inspectReboot: [booted20], readServer: [automox({ scannedAt: RAISED - 45 * MINUTE }), scanAfter], ...resolves },
      earlier,
    );

    expect(over.output).toMatchObject({ end: 'resolved', code: 'alert-cleared' });
    expect(booted.output).toMatchObject({ end: 'resolved', code: 'rebooted', afterwards: { next: 'close' } });
    expect(without(booted.calls)).toEqual([...inspection, ...inspection, 'resolveAlerts']);
    expect(booted.calls).not.toContain('recordResult');
  });

  it('ends by the boot alone where there is no Automox, and says what is not known', async () => {
    const automoxMatch = { has: false, reason: 'Automox is not set up' } as const;
    const run = await remediate(
      { inspectReboot: [atera({ lastRebootAt: RAISED - 40 * MINUTE, automoxMatch })], resolveAlerts: [resolved] },
      { alertCreatedAt: RAISED - HOUR },
    );

    expect(run.output).toMatchObject({
      end: 'resolved',
      code: 'rebooted-unwitnessed',
      text: expect.stringContaining('whether Windows still wants a reboot is not known'),
    });
  });

  it('gives Automox its time to scan a device that has booted, and then calls a person', async () => {
    const stale = automox({ scannedAt: RAISED - 2 * HOUR });
    const inspection = (bootedAgo: number) => ({
      inspectReboot: [atera({ lastRebootAt: RAISED - bootedAgo })],
      readServer: [stale],
    });
    const over = { alertCreatedAt: RAISED - 3 * HOUR };

    const early = await remediate(inspection(20 * MINUTE), over);
    const late = await remediate(inspection(2 * HOUR), over);

    expect(early.output).toMatchObject({ end: 'waiting', code: 'reboot-unconfirmed', afterwards: { next: 'again' } });
    expect(late.output).toMatchObject({ code: 'ticket-opened', text: expect.stringContaining('no Automox scan') });
  });

  it('takes a scan that failed for no witness, and asks for another one', async () => {
    const failed = done({ found: true, connected: true, scanFailed: true });
    const again = await remediate({ inspectReboot: [atera()], readServer: [failed] });
    const then = await remediate({ inspectReboot: [atera()], readServer: [failed, automox()] }, {}, [], []);

    expect(again.output).toMatchObject({
      code: 'ticket-opened',
      text: expect.stringContaining('scan of the device failed'),
    });
    expect(then.output).toMatchObject({ code: 'ticket-opened', text: expect.stringContaining('Automox scan agree') });
  });

  it('opens a ticket after the one wait for a scan that never comes', async () => {
    const run = await remediate({ inspectReboot: [atera()], readServer: [oldScan] });

    expect(run.output).toMatchObject({ code: 'ticket-opened', text: expect.stringContaining('no new one came') });
    expect(without(run.calls)).toEqual([...inspection, ...inspection, 'ensureTicket']);
  });

  it.each([
    [
      'there is no Automox',
      atera({ automoxMatch: { has: false, reason: 'Automox is not set up' } }),
      automox(),
      'no second witness',
    ],
    ['Automox disagrees', atera(), automox({ needsReboot: false }), 'finds none'],
    ['Atera reports no boot time', withoutBootTime, automox(), 'does not report when the device last booted'],
    [
      'the device needs another reboot',
      atera({ lastRebootAt: RAISED - 30 * MINUTE }),
      automox((now) => ({ scannedAt: now })),
      'another reboot',
    ],
  ])('inspects twice and opens a ticket when %s', async (_name, found, server, said) => {
    // The boot counts once it is older than the scan.
    const run = await remediate({ inspectReboot: [found], readServer: [server] }, { alertCreatedAt: RAISED - HOUR });

    expect(run.output).toMatchObject({ code: 'ticket-opened', text: expect.stringContaining(said) });
    expect(run.calls.filter((call) => call === 'inspectReboot')).toHaveLength(2);
    expect(run.calls).not.toContain('askApproval');
  });

  it('takes Automox that cannot be asked for no witness', async () => {
    const failure = {
      ok: false,
      code: 'vendor_forbidden',
      retryable: false,
      effect: 'none',
      message: 'Automox GET /servers: 403',
    };
    const run = await remediate({ inspectReboot: [atera()], readServer: [{ status: 'failed', failure, usage: [] }] });

    expect(run.output).toMatchObject({ code: 'ticket-opened', text: expect.stringContaining('no second witness') });
  });

  it('waits for a device that is offline, and opens a ticket only days after the alert', async () => {
    const off = atera({ online: false });
    const early = await remediate({ inspectReboot: [off], readServer: [automox()] });
    const late = await remediate(
      { inspectReboot: [off], readServer: [automox()] },
      { alertCreatedAt: RAISED - 73 * HOUR },
    );

    expect(early.output).toMatchObject({
      end: 'waiting',
      code: 'device-offline',
      afterwards: { next: 'again', nextAt: expect.closeTo(RAISED + HOUR + 2 * MINUTE, -4) },
    });
    expect(late.output).toMatchObject({ code: 'ticket-opened' });
  });

  it('does not even ask where no maintenance window is set', async () => {
    const run = await remediate({ inspectReboot: [atera()], readServer: [automox()] }, {}, [], []);

    expect(run.output).toMatchObject({ code: 'ticket-opened' });
    expect(run.calls).not.toContain('askApproval');
  });

  it('writes nothing in observe, not even a scan', async () => {
    const run = await remediate({ inspectReboot: [atera()], readServer: [automox()] }, { mode: 'observe' });

    expect(run.output).toMatchObject({
      end: 'proposed',
      code: 'would-open-ticket',
      text: expect.stringContaining('Proposed: Reboot the server NW-SRV-01'),
    });
    expect(without(run.calls)).toEqual(inspection);
  });

  it('ends without an answer of its own when nobody or a no came', async () => {
    const no = { state: 'rejected', by: 'Ada', reason: 'month-end' };
    const rejected = await remediate(
      { inspectReboot: [atera()], readServer: [automox()], askApproval: [ASKED.question, no] },
      {},
      [ASKED.event],
    );

    expect(rejected.output).toMatchObject({
      code: 'ticket-opened',
      text: expect.stringContaining('Ada said no: month-end.'),
    });
    expect(without(rejected.calls)).toEqual([
      ...inspection,
      'askApproval',
      'askApproval',
      ...inspection,
      'ensureTicket',
    ]);
  });

  it('ends until the window opens once it is approved', async () => {
    const windows = [{ days: ['tue' as const], from: '02:00', to: '04:00' }];
    const run = await remediate(
      {
        inspectReboot: [atera()],
        readServer: [automox()],
        askApproval: [ASKED.yes],
      },
      {},
      [],
      windows,
    );

    expect(run.output).toMatchObject({
      end: 'waiting',
      code: 'waits-for-window',
      afterwards: { next: 'again', nextAt: Date.parse('2026-03-03T02:00:00Z') },
    });
  });
});
