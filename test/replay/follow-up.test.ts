import { describe, expect, it } from 'vitest';
import { done, followUpRun, look, replay } from '../helpers/playbook-host.ts';

const written = (result: object) => done({ state: 'written', result });
const now = Date.parse('2026-03-02T08:00:00Z');
const seenClear = { clearSince: now - 3_600_000, ticketId: 7 };

describe('a follow-up', () => {
  it('comes back soon after the first clear look, and closes nothing', async () => {
    const run = await replay('followUp', followUpRun({ ticketId: 7 }), { inspectDisk: [look(50)] });

    expect(run.output).toMatchObject({
      end: 'waiting',
      code: 'clear-once',
      afterwards: { next: 'watch', clearSince: now },
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
      inspectDisk: [look(95)],
      commentTicket: [written({})],
    });

    expect(run.output).toMatchObject({ code: 'still-so', afterwards: { next: 'watch' } });
    expect(run.calls).toEqual(['inspectDisk', 'commentTicket', 'recordOutcome']);
  });

  it('opens the ticket that is still missing, when the mode has come to allow it', async () => {
    const run = await replay('followUp', followUpRun({ mode: 'propose' }), {
      inspectDisk: [look(95)],
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
