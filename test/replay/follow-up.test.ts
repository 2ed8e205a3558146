import { describe, expect, it } from 'vitest';
import { done, followUpRun, fullForADay, look, replay } from '../helpers/playbook-host.ts';

const written = (result: object) => done({ state: 'written', result });
const now = Date.parse('2026-03-02T08:00:00Z');
/** What earlier inspections have shown of a drive that was full for a day. */
const yesterday = now - 86_400_000;
const baseline = { at: yesterday, freeMb: 5_000, totalMb: 100_000 };

const seenClear = { clearSince: now - 3_600_000, ticketId: 7 };

describe('a follow-up', () => {
  it('comes back soon after the first look that shows a recovery, and closes nothing', async () => {
    const changed = { at: now, freeMb: 50_000, totalMb: 100_000 };
    const once = look(50, { memory: { since: yesterday, baseline, changed } });

    const run = await replay('followUp', followUpRun({ ticketId: 7 }), { inspectDisk: [once] });

    expect(run.output).toMatchObject({
      end: 'waiting',
      code: 'reading-changed-once',
      afterwards: { next: 'watch', nextAt: now + 600_000 },
    });
    expect(run.calls).toEqual(['inspectDisk', 'recordOutcome']);
  });

  it('closes the ticket and then resolves the alert after the second', async () => {
    const run = await replay('followUp', followUpRun(seenClear), {
      inspectDisk: [look(50)],
      closeTicket: [written({ how: 'resolved' })],
      resolveAlerts: [done({ resolved: 1 })],
    });

    expect(run.output).toMatchObject({ end: 'resolved', code: 'verified-over', afterwards: { next: 'close' } });
    expect(run.signature).toEqual(
      ['inspectDisk', 'closeTicket', 'resolveAlerts']
        .flatMap((name) => ['call entity ratebudget acquire', `activity ${name}`, 'signal entity ratebudget settle'])
        .concat('activity recordOutcome'),
    );
  });

  it('leaves the alert as a reminder when the ticket could not be closed', async () => {
    const failure = {
      ok: false,
      code: 'vendor_forbidden',
      retryable: false,
      effect: 'none',
      message: 'Atera PUT /tickets: 403',
    };
    const run = await replay('followUp', followUpRun(seenClear), {
      inspectDisk: [look(50)],
      closeTicket: [{ status: 'failed', failure, usage: [] }],
    });

    expect(run.output).toMatchObject({ end: 'failed', code: 'close-failed', afterwards: { next: 'watch' } });
    expect(run.calls).not.toContain('resolveAlerts');
  });

  it('notes further firings when a note is due', async () => {
    const run = await replay('followUp', followUpRun({ ticketId: 7, commentDue: true }), {
      inspectDisk: [fullForADay()],
      commentTicket: [written({})],
    });

    expect(run.output).toMatchObject({ code: 'still-so', afterwards: { next: 'watch' } });
    expect(run.calls).toEqual(['inspectDisk', 'commentTicket', 'recordOutcome']);
  });

  it('opens the ticket that is still missing, when the mode has come to allow it', async () => {
    const run = await replay('followUp', followUpRun({ mode: 'propose' }), {
      inspectDisk: [fullForADay()],
      ensureTicket: [written({ ticketId: 8, how: 'opened' })],
    });

    expect(run.output).toMatchObject({ code: 'ticket-opened', ticketId: 8 });
  });

  it('records that it broke off unexpectedly, and looks again', async () => {
    const breaks = () => {
      throw new Error('storage is down');
    };
    const run = await replay('followUp', followUpRun(seenClear), { inspectDisk: [look(50)], closeTicket: [breaks] });

    expect(run.output).toMatchObject({
      end: 'failed',
      code: 'unexpected-error',
      text: "The run broke off: Activity function 'closeTicket' failed: storage is down",
      ticketId: 7,
      afterwards: { next: 'watch' },
    });
    expect(run.calls.at(-1)).toBe('recordOutcome');
  });
});
