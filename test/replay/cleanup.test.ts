import { describe, expect, it } from 'vitest';
import { approvalEvent, evidenceHash } from '../../shared/domain/proposal.ts';
import { customerPolicy } from '../../shared/policy/customer.ts';
import { policy as policySchema } from '../../shared/policy/policy.ts';
import { type Answers, done, look, remediationRun, replay } from '../helpers/playbook-host.ts';

const MINUTE = 60_000;
const policy = policySchema.parse({ worklets: { diskCleanup: 77 } });
const run = (over: Parameters<typeof remediationRun>[0] = {}) =>
  remediationRun({ policy, customer: customerPolicy(policy, 2), ...over });

const hands = { has: true, organizationId: 5, serverId: 9 } as const;
const full = look(95, { hands });
const healthy = look(50, { hands });
const pending = (now: number) => ({ state: 'pending', number: 1, expiresAt: now + 24 * 60 * MINUTE });
const approved = { state: 'approved', number: 1, by: 'Ada', at: 0 };
const sent = (now: number) => done({ state: 'sent', at: now });
const gone = done({ queued: false, exitCode: 0 });
const opened = done({ state: 'written', result: { ticketId: 7, how: 'opened' } });

/** What the run asks a person about. */
const evidence = evidenceHash(run().subject.key, {
  action: { kind: 'worklet', organizationId: 5, serverId: 9, workletId: 77 },
  facts: { drive: 'C', thresholdPercent: 90, state: 'over its limit' },
  text: '',
});
const yes = { afterMinutes: 60, event: approvalEvent(evidence, 1) };

const clean = (answers: Answers, over: Parameters<typeof remediationRun>[0] = {}, happenings = [yes]) =>
  replay(
    'remediateAlert',
    run(over),
    { askApproval: [pending, approved], ensureTicket: [opened], readServer: [done({ found: false })], ...answers },
    happenings,
  );

const withoutRecord = (calls: readonly string[]) => calls.filter((call) => call !== 'recordOutcome');
const leased = (activity: string, budget = '') => [
  `call entity ratebudget acquire${budget}`,
  `activity ${activity}`,
  'signal entity ratebudget settle',
];

describe('a disk cleanup', () => {
  it('runs after an approval and a fresh look, and resolves the alert when the disk has recovered', async () => {
    const story = await clean({
      inspectDisk: [full, full, full, healthy],
      sendCommand: [sent],
      checkCommand: [gone],
      resolveAlerts: [done({ resolved: 1 })],
    });

    expect(story.output).toMatchObject({
      end: 'resolved',
      code: 'cleanup-verified',
      text: expect.stringMatching(
        /worklet 77.* Approved by Ada, sent 2026-03-02 09:00 UTC. Automox says that it succeeded. The drive has recovered: 50 % used by a newer inventory of Atera./,
      ),
      afterwards: { next: 'close', alertIds: [100], fixed: true },
    });
    expect(story.signature).toEqual([
      ...leased('inspectDisk'),
      'timer',
      ...leased('inspectDisk'),
      'call entity devicegate ask',
      'call entity fleetbreaker ask',
      'activity askApproval',
      'timer',
      `event approval-1-${evidence}`,
      'activity askApproval',
      ...leased('inspectDisk'),
      'call entity devicegate take',
      'call entity fleetbreaker take',
      ...leased('confirmDevice'),
      ...leased('sendCommand'),
      'sub-orchestration verifyCleanup',
      'signal entity devicegate release',
      'signal entity fleetbreaker report',
      ...leased('resolveAlerts'),
      'activity recordOutcome',
    ]);
    expect(story.history.length).toBeLessThanOrEqual(100);
  });

  it('whose result no reading shows becomes a ticket that says so, and counts as no failure', async () => {
    const story = await clean({ inspectDisk: [full], sendCommand: [sent], checkCommand: [gone] });

    expect(story.output).toMatchObject({
      code: 'ticket-opened',
      text: expect.stringContaining('Whether it helped is not known'),
    });
    expect(withoutRecord(story.calls)).toEqual([
      ...['inspectDisk', 'inspectDisk', 'askApproval', 'askApproval', 'inspectDisk', 'confirmDevice', 'sendCommand'],
      ...['checkCommand', 'readServer', 'inspectDisk', 'readServer', 'inspectDisk', 'readServer', 'inspectDisk'],
      'ensureTicket',
    ]);
    expect(story.signature).toContain('signal entity fleetbreaker cancel');
    expect(story.history.length).toBeLessThanOrEqual(100);
    expect(story.longest).toBeLessThanOrEqual(100);
  });

  it('inspects the drive four times at the most, in a history of its own that stays small', async () => {
    const asked = (now: number) => done({ found: true, connected: true, scannedAt: 0, scanAskedAt: now });

    const story = await clean({
      inspectDisk: [full],
      readServer: [asked],
      sendCommand: [sent],
      checkCommand: [gone],
    });

    expect(story.calls.filter((call) => call === 'readServer')).toHaveLength(4);
    expect(story.longest).toBeLessThanOrEqual(100);
  });

  it.each([
    ['is no success when a scan after it shows the drive still full', 95, healthy, 'ticket-opened'],
    ['is a success when a scan after it agrees', 50, healthy, 'cleanup-verified'],
    ['is a success by such a scan alone', 50, full, 'cleanup-verified'],
  ])('%s', async (_name, usedPercent, after, code) => {
    const volumes = [{ drive: 'C:', totalMb: 100_000, freeMb: (100 - usedPercent) * 1_000 }];
    const scanned = (now: number) => done({ found: true, connected: true, scannedAt: now - MINUTE, volumes });

    const story = await clean({
      inspectDisk: [full, full, full, after],
      sendCommand: [sent],
      checkCommand: [gone],
      readServer: [scanned],
      resolveAlerts: [done({ resolved: 1 })],
    });

    expect(story.output).toMatchObject({ code });
    expect(story.calls.includes('resolveAlerts')).toBe(code !== 'ticket-opened');
  });

  it('holds device and customer for as long as the watchdog lets its run live', async () => {
    const story = await clean({ inspectDisk: [full], sendCommand: [sent], checkCommand: [gone] });

    const takes = story.history.map((event) => JSON.stringify(event)).filter((event) => event.includes('take'));
    const until = Date.parse('2026-03-02T09:00:00Z') + policy.remediationDeadlineMinutes * MINUTE;
    expect(takes).toHaveLength(2);
    for (const take of takes) expect(take).toContain(`until\\\\\\":${until}`);
  });

  it('whose verification breaks off gives the brakes back, and is not sent again', async () => {
    const breaks = () => {
      throw new Error('The storage is away');
    };

    const story = await clean({ inspectDisk: [full], sendCommand: [sent], checkCommand: [breaks] });

    expect(story.output).toMatchObject({ code: 'unexpected-error', afterwards: { next: 'watch' } });
    expect(story.signature.slice(-3)).toEqual([
      'signal entity devicegate release',
      'signal entity fleetbreaker cancel',
      'activity recordOutcome',
    ]);
  });

  it('is no success when the disk cannot be read afterwards', async () => {
    const unread = look(50, { hands, readingProblem: 'the inventory lists no drive C:' });
    const nothing = (now: number) => {
      const { value } = unread(now);
      return done({ ...Object(value), reading: undefined });
    };

    const story = await clean({ inspectDisk: [full, full, full, nothing], sendCommand: [sent], checkCommand: [gone] });

    expect(story.output).toMatchObject({ code: 'ticket-opened' });
    expect(story.calls).not.toContain('resolveAlerts');
  });

  it.each([
    ['said no to', { state: 'rejected', by: 'Ada', reason: 'not today' }, 'Ada said no: not today.'],
    ['did not answer', { state: 'expired', because: 'unanswered' }, 'Nobody approved it within 24 hours'],
    ['approved long ago', { state: 'expired', because: 'too-old' }, 'could not be done within 72 hours'],
  ])('that a person %s becomes a ticket from a fresh look', async (_name, answer, said) => {
    const story = await clean({ inspectDisk: [full], askApproval: [pending, answer] }, {}, []);

    expect(story.output).toMatchObject({ code: 'ticket-opened', text: expect.stringContaining(said) });
    expect(story.calls.filter((call) => call === 'inspectDisk')).toHaveLength(3);
    expect(story.calls).not.toContain('sendCommand');
  });

  it('is not sent when the device looks different from what was approved', async () => {
    const elsewhere = look(95, { hands: { ...hands, serverId: 10 } });

    const story = await clean({ inspectDisk: [full, full, elsewhere] });

    expect(story.output).toMatchObject({
      code: 'ticket-opened',
      text: expect.stringContaining('different from what had been approved'),
    });
    expect(story.calls).not.toContain('sendCommand');
  });

  it('is not sent to a device that was marked to be left alone while a person was asked', async () => {
    const story = await clean({ inspectDisk: [full, full, look(95, { hands, optedOut: true })] });

    expect(story.output).toMatchObject({ end: 'skipped', code: 'opted-out' });
    expect(story.calls).not.toContain('sendCommand');
  });

  it('is not needed any more when the disk has recovered before it is sent', async () => {
    const story = await clean({ inspectDisk: [full, full, healthy], resolveAlerts: [done({ resolved: 1 })] });

    expect(story.output).toMatchObject({ end: expect.not.stringContaining('failed') });
    expect(story.calls).not.toContain('sendCommand');
  });

  it('waits for a device that is not connected, and gives the brakes back', async () => {
    const story = await clean({ inspectDisk: [full], sendCommand: [done({ state: 'offline' })] });

    expect(story.output).toMatchObject({ end: 'waiting', code: 'waits-for-device', afterwards: { next: 'again' } });
    expect(story.signature.slice(-3)).toEqual([
      'signal entity devicegate release',
      'signal entity fleetbreaker cancel',
      'activity recordOutcome',
    ]);
  });

  it('that the kill switch keeps back is begun again with its approval, and gives the brakes back', async () => {
    const message = 'The kill switch is on (restore): did not send a command to a device';
    const failure = { ok: false, code: 'kill_switch_on', retryable: false, effect: 'none', message };
    const story = await clean({ inspectDisk: [full], sendCommand: [{ status: 'failed', failure, usage: [] }] });

    expect(story.output).toMatchObject({
      end: 'waiting',
      code: 'kill-switch',
      text: expect.stringContaining(`Approved by Ada; ${message}.`),
      afterwards: { next: 'again', nextAt: Date.parse('2026-03-02T09:10:00Z') },
    });
    expect(story.signature.slice(-3)).toEqual([
      'signal entity devicegate release',
      'signal entity fleetbreaker cancel',
      'activity recordOutcome',
    ]);
  });

  it('that Automox refuses is a ticket, and neither an attempt nor a failure of the device', async () => {
    const failure = { ok: false, code: 'vendor_forbidden', retryable: false, effect: 'none', message: 'Automox: 403' };

    const story = await clean({ inspectDisk: [full], sendCommand: [{ status: 'failed', failure, usage: [] }] });

    expect(story.output).toMatchObject({
      text: expect.stringContaining('The command could not be sent: Automox: 403.'),
    });
    expect(story.signature).toContain('signal entity fleetbreaker cancel');
    expect(story.signature).not.toContain('signal entity fleetbreaker report');
  });

  it('is verified, not sent again, when it is not known whether Automox took it', async () => {
    const unclear = (now: number) => done({ state: 'unclear', at: now });

    const story = await clean({ inspectDisk: [full], sendCommand: [unclear], checkCommand: [gone] });

    expect(story.calls.filter((call) => call === 'sendCommand')).toHaveLength(1);
    expect(story.output).toMatchObject({ text: expect.stringContaining('it is not sent again') });
  });

  it('is only proposed where the mode allows no more', async () => {
    const story = await clean({ inspectDisk: [full] }, { mode: 'propose' });

    expect(story.output).toMatchObject({
      code: 'ticket-opened',
      text: expect.stringContaining('Proposed: Run Automox worklet 77'),
    });
    expect(story.calls).not.toContain('askApproval');
  });

  it('is not repeated for a disk that is full again within days', async () => {
    const fixedAt = Date.parse('2026-02-26T08:00:00Z');

    const story = await clean({ inspectDisk: [full] }, { fixedAt });

    expect(story.output).toMatchObject({ text: expect.stringContaining('back within 7 days: that was no fix') });
    expect(story.calls).not.toContain('askApproval');
  });

  it('is still asked about when the alert that seemed gone is open', async () => {
    const story = await clean({
      inspectDisk: [full, full, full, full, healthy],
      askApproval: [{ state: 'alert-gone' }, approved],
      sendCommand: [sent],
      checkCommand: [gone],
      resolveAlerts: [done({ resolved: 1 })],
    });

    expect(story.output).toMatchObject({ end: 'resolved', afterwards: { fixed: true } });
    expect(story.calls.filter((call) => call === 'askApproval')).toHaveLength(2);
  });

  it('becomes a ticket when the alert seems gone again and again', async () => {
    const story = await clean({ inspectDisk: [full], askApproval: [{ state: 'alert-gone' }] });

    expect(story.output).toMatchObject({ code: 'ticket-opened' });
    expect(story.history.length).toBeLessThanOrEqual(100);
  });

  it('is looked at again when the alert goes away while a person is asked', async () => {
    const over = look(95, { hands, alertOpen: false, openAlertIds: [] });

    const story = await clean({ inspectDisk: [full, full, over], askApproval: [{ state: 'alert-gone' }] }, {}, []);

    expect(story.output).toMatchObject({ end: 'resolved', code: 'alert-cleared' });
  });
});
