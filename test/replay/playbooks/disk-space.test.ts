import { describe, expect, it } from 'vitest';
import { done, inspection, remediationRun, replay, unproven } from '../../helpers/hosts/playbook-host.ts';

const written = (how: string) => done({ state: 'written', result: { ticketId: 7, how } });
/** What one step under a lease leaves in the history. */
const leased = (activity: string) => ['call entity ratebudget acquire', `activity ${activity}`];

describe('the disk-space playbook', () => {
  it('resolves the alert when a recovery is proven', async () => {
    const run = await replay('remediateAlert', remediationRun(), {
      inspectDisk: [unproven(50), inspection(50)],
      resolveAlerts: [done({ resolved: 1 })],
    });

    expect(run.output).toMatchObject({
      end: 'resolved',
      code: 'reading-changed',
      afterwards: { next: 'close', alertIds: [100] },
    });
    expect(run.calls).toEqual(['inspectDisk', 'inspectDisk', 'resolveAlerts', 'recordOutcome']);
    expect(run.signature).toEqual([
      ...leased('inspectDisk'),
      'timer',
      ...leased('inspectDisk'),
      ...leased('resolveAlerts'),
      'activity recordOutcome',
    ]);
  });

  it('opens a ticket after two inspections of a full disk', async () => {
    const run = await replay('remediateAlert', remediationRun(), {
      inspectDisk: [inspection(95)],
      ensureTicket: [written('opened')],
    });

    expect(run.output).toMatchObject({
      end: 'escalated',
      code: 'ticket-opened',
      ticketId: 7,
      afterwards: { next: 'watch' },
    });
    expect(run.signature).toEqual([
      ...leased('inspectDisk'),
      'timer',
      ...leased('inspectDisk'),
      ...leased('ensureTicket'),
      'activity recordOutcome',
    ]);
    expect(run.history.length).toBeLessThanOrEqual(100);
  });

  it('ends without a write when the alert has ended', async () => {
    const run = await replay('remediateAlert', remediationRun(), {
      inspectDisk: [inspection(95, { alertOpen: false, openAlertIds: [] })],
    });

    expect(run.output).toMatchObject({ end: 'resolved', code: 'alert-cleared' });
    expect(run.calls).toEqual(['inspectDisk', 'recordOutcome']);
  });

  it('does not end a flapping condition silently once more', async () => {
    const run = await replay('remediateAlert', remediationRun({ flapping: true }), {
      inspectDisk: [inspection(50, { alertOpen: false, openAlertIds: [] })],
      ensureTicket: [written('opened')],
    });

    expect(run.output).toMatchObject({ code: 'ticket-opened', text: expect.stringContaining('several times') });
    expect(run.calls).toEqual(['inspectDisk', 'ensureTicket', 'recordOutcome']);
  });

  it('does not believe a reading that may be old, and ends until a newer one can be there', async () => {
    const baseline = { at: Date.parse('2026-03-02T08:10:00Z'), freeMb: 50_000, totalMb: 100_000 };
    const waiting = inspection(50, { memory: { since: Date.parse('2026-03-02T08:00:00Z'), baseline } });

    const run = await replay('remediateAlert', remediationRun(), { inspectDisk: [unproven(50), waiting] });

    expect(run.output).toMatchObject({
      end: 'waiting',
      code: 'reading-may-be-old',
      afterwards: { next: 'again', nextAt: Date.parse('2026-03-02T08:55:00Z') },
    });
    expect(run.calls).toEqual(['inspectDisk', 'inspectDisk', 'recordOutcome']);
  });

  it('writes nothing in observe', async () => {
    const full = await replay('remediateAlert', remediationRun({ mode: 'observe' }), { inspectDisk: [inspection(95)] });
    const healthy = await replay('remediateAlert', remediationRun({ mode: 'propose' }), {
      inspectDisk: [inspection(50)],
    });

    expect(full.output).toMatchObject({ end: 'proposed', code: 'would-open-ticket' });
    expect(healthy.output).toMatchObject({ end: 'proposed', code: 'would-resolve' });
    expect([...full.calls, ...healthy.calls]).not.toContain('ensureTicket');
    expect([...full.calls, ...healthy.calls]).not.toContain('resolveAlerts');
  });

  it('comes back as long as an earlier write must be found', async () => {
    const again = (now: number) => done({ state: 'check-again', at: now + 60_000 });
    const run = await replay('remediateAlert', remediationRun(), {
      inspectDisk: [inspection(95)],
      ensureTicket: [again, again, written('opened')],
    });

    expect(run.output).toMatchObject({ code: 'ticket-opened' });
    expect(run.calls.filter((call) => call === 'ensureTicket')).toHaveLength(3);
  });

  it('tries a passing failure again with a new lease, and records when it lasts', async () => {
    const failed = {
      ok: false,
      code: 'vendor_failed',
      retryable: true,
      effect: 'none',
      message: 'Atera GET /agents: 500',
    };
    const run = await replay('remediateAlert', remediationRun(), {
      inspectDisk: [{ status: 'failed', failure: failed, usage: [] }],
    });

    expect(run.output).toMatchObject({
      end: 'failed',
      code: 'inspection-failed',
      text: expect.stringContaining('500'),
    });
    expect(run.calls.filter((call) => call === 'inspectDisk')).toHaveLength(4);
    expect(run.calls.at(-1)).toBe('recordOutcome');
  });

  it('records a run that failed unexpectedly', async () => {
    const throws = () => {
      throw new Error('storage is down');
    };
    const run = await replay('remediateAlert', remediationRun(), { inspectDisk: [throws] });

    expect(run.output).toMatchObject({
      end: 'failed',
      code: 'unexpected-error',
      text: expect.stringContaining('storage is down'),
    });
    expect(run.calls.at(-1)).toBe('recordOutcome');
  });
});
