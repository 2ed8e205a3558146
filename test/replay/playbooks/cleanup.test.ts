import { describe, expect, it } from 'vitest';
import {
  automoxMatch,
  clean,
  evidence,
  full,
  gone,
  healthy,
  leased,
  MINUTE,
  pending,
  policy,
  sent,
  withoutRecord,
} from '../../helpers/hosts/cleanup-host.ts';
import { done, inspection } from '../../helpers/hosts/playbook-host.ts';

describe('a disk cleanup', () => {
  it('runs after an approval and a fresh inspection, and resolves the alert when the disk has recovered', async () => {
    const scenario = await clean({
      inspectDisk: [full, full, full, healthy],
      sendCommand: [sent],
      checkCommand: [gone],
      resolveAlerts: [done({ resolved: 1 })],
    });

    expect(scenario.output).toMatchObject({
      end: 'resolved',
      code: 'cleanup-verified',
      text: expect.stringMatching(
        /worklet 77.* Approved by Ada, sent 2026-03-02 09:00 UTC. Automox says that it succeeded. The drive has recovered: 50 % used by a newer inventory of Atera./,
      ),
      afterwards: { next: 'close', alertIds: [100] },
    });
    expect(scenario.signature).toEqual([
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
    expect(scenario.history.length).toBeLessThanOrEqual(100);
  });

  it('whose result no reading shows becomes a ticket that says so, and counts as no failure', async () => {
    const scenario = await clean({ inspectDisk: [full], sendCommand: [sent], checkCommand: [gone] });

    expect(scenario.output).toMatchObject({
      code: 'ticket-opened',
      text: expect.stringContaining('Whether it helped is not known'),
    });
    expect(withoutRecord(scenario.calls)).toEqual([
      ...['inspectDisk', 'inspectDisk', 'askApproval', 'askApproval', 'inspectDisk', 'confirmDevice', 'sendCommand'],
      ...['checkCommand', 'readServer', 'inspectDisk', 'readServer', 'inspectDisk', 'readServer', 'inspectDisk'],
      'recordResult',
      'ensureTicket',
      'readOutput',
      'noteOutput',
    ]);
    expect(scenario.signature).toContain('sub-orchestration reportWithOutput');
    expect(scenario.signature).toContain('signal entity fleetbreaker cancel');
    expect(scenario.history.length).toBeLessThanOrEqual(100);
    expect(scenario.longest).toBeLessThanOrEqual(100);
  });

  it('inspects the drive four times at the most, in a history of its own that stays small', async () => {
    const asked = (now: number) => done({ found: true, connected: true, scannedAt: 0, scanAskedAt: now });

    const scenario = await clean({
      inspectDisk: [full],
      readServer: [asked],
      sendCommand: [sent],
      checkCommand: [gone],
    });

    expect(scenario.calls.filter((call) => call === 'readServer')).toHaveLength(4);
    expect(scenario.longest).toBeLessThanOrEqual(100);
  });

  it.each([
    ['is no success when a scan after it shows the drive still full', 95, healthy, 'ticket-opened'],
    ['is a success when a scan after it agrees', 50, healthy, 'cleanup-verified'],
    ['is a success by such a scan alone', 50, full, 'cleanup-verified'],
  ])('%s', async (_name, usedPercent, after, code) => {
    const volumes = [{ drive: 'C:', totalMb: 100_000, freeMb: (100 - usedPercent) * 1_000 }];
    const scanned = (now: number) => done({ found: true, connected: true, scannedAt: now - MINUTE, volumes });

    const scenario = await clean({
      inspectDisk: [full, full, full, after],
      sendCommand: [sent],
      checkCommand: [gone],
      readServer: [scanned],
      resolveAlerts: [done({ resolved: 1 })],
    });

    expect(scenario.output).toMatchObject({ code });
    expect(scenario.calls.includes('resolveAlerts')).toBe(code !== 'ticket-opened');
  });

  it('holds device and customer for as long as the watchdog lets its run live', async () => {
    const scenario = await clean({ inspectDisk: [full], sendCommand: [sent], checkCommand: [gone] });

    const takes = scenario.history.map((event) => JSON.stringify(event)).filter((event) => event.includes('take'));
    const until = Date.parse('2026-03-02T09:00:00Z') + policy.remediationDeadlineMinutes * MINUTE;
    expect(takes).toHaveLength(2);
    for (const take of takes) expect(take).toContain(`until\\\\\\":${until}`);
  });

  it('whose verification fails unexpectedly releases the brakes, and is not sent again', async () => {
    const throws = () => {
      throw new Error('The storage is away');
    };

    const scenario = await clean({ inspectDisk: [full], sendCommand: [sent], checkCommand: [throws] });

    expect(scenario.output).toMatchObject({ code: 'unexpected-error', afterwards: { next: 'watch' } });
    expect(scenario.signature.slice(-3)).toEqual([
      'signal entity devicegate release',
      'signal entity fleetbreaker cancel',
      'activity recordOutcome',
    ]);
  });

  it('is no success when the disk cannot be read afterwards', async () => {
    const unread = inspection(50, { automoxMatch, readingProblem: { kind: 'not-listed' } });
    const nothing = (now: number) => {
      const { value } = unread(now);
      return done({ ...Object(value), reading: undefined });
    };

    const scenario = await clean({
      inspectDisk: [full, full, full, nothing],
      sendCommand: [sent],
      checkCommand: [gone],
    });

    expect(scenario.output).toMatchObject({ code: 'ticket-opened' });
    expect(scenario.calls).not.toContain('resolveAlerts');
  });

  it.each([
    ['said no to', { state: 'rejected', by: 'Ada', reason: 'not today' }, 'Ada said no: not today.'],
    ['did not answer', { state: 'expired', because: 'unanswered' }, 'Nobody approved it within 24 hours'],
    [
      'approved long ago',
      { state: 'expired', because: 'too-old', by: 'Ada', at: 0, until: 0 },
      'it could not be done in that time',
    ],
  ])('that a person %s becomes a ticket from a fresh inspection', async (_name, answer, said) => {
    const scenario = await clean({ inspectDisk: [full], askApproval: [pending, answer] }, {}, []);

    expect(scenario.output).toMatchObject({ code: 'ticket-opened', text: expect.stringContaining(said) });
    expect(scenario.calls.filter((call) => call === 'inspectDisk')).toHaveLength(3);
    expect(scenario.calls).not.toContain('sendCommand');
  });
});
