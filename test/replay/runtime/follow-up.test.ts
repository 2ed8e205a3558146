import { describe, expect, it } from 'vitest';
import { done, followUpRun, fullForADay, inspection, replay } from '../../helpers/hosts/playbook-host.ts';

const written = (result: object) => done({ state: 'written', result });
const now = Date.parse('2026-03-02T08:00:00Z');
/** What earlier inspections have shown of a drive that was full for a day. */
const yesterday = now - 86_400_000;
const baseline = { at: yesterday, freeMb: 5_000, totalMb: 100_000 };

const observedClear = { clearSince: now - 3_600_000, ticketId: 7 };

describe('a follow-up', () => {
  it('comes back soon after the first inspection that shows a recovery, and closes nothing', async () => {
    const changed = { at: now, freeMb: 50_000, totalMb: 100_000 };
    const once = inspection(50, { memory: { since: yesterday, baseline, changed } });

    const run = await replay('followUp', followUpRun({ ticketId: 7 }), { inspectDisk: [once] });

    expect(run.output).toMatchObject({
      end: 'waiting',
      code: 'reading-changed-once',
      afterwards: { next: 'watch', nextAt: now + 600_000 },
    });
    expect(run.calls).toEqual(['inspectDisk', 'recordOutcome']);
  });

  it('closes the ticket and then resolves the alert after the second', async () => {
    const run = await replay('followUp', followUpRun(observedClear), {
      inspectDisk: [inspection(50)],
      closeTicket: [written({ how: 'resolved' })],
      resolveAlerts: [done({ resolved: 1 })],
    });

    expect(run.output).toMatchObject({ end: 'resolved', code: 'verified-recovered', afterwards: { next: 'close' } });
    expect(run.signature).toEqual(
      ['inspectDisk', 'closeTicket', 'resolveAlerts']
        .flatMap((name) => ['call entity ratebudget acquire', `activity ${name}`])
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
    const run = await replay('followUp', followUpRun(observedClear), {
      inspectDisk: [inspection(50)],
      closeTicket: [{ status: 'failed', failure, usage: [] }],
    });

    expect(run.output).toMatchObject({ end: 'failed', code: 'close-failed', afterwards: { next: 'watch' } });
    expect(run.calls).not.toContain('resolveAlerts');
  });

  it('reads the ticket, and notes further firings, when a note is due', async () => {
    const run = await replay('followUp', followUpRun({ ticketId: 7, commentDue: true }), {
      inspectDisk: [fullForADay()],
      readTicket: [done({ ticketId: 7, readAt: now })],
      commentTicket: [written({})],
    });

    expect(run.output).toMatchObject({ code: 'still-occurring', afterwards: { next: 'watch' } });
    expect(run.calls).toEqual(['inspectDisk', 'readTicket', 'commentTicket', 'recordOutcome']);
  });

  it('asks nobody about the ticket in between, and says when it was last read', async () => {
    const ticket = { readDue: false, readAt: now - 3_600_000 };
    const run = await replay('followUp', followUpRun({ ticketId: 7, ticket }), { inspectDisk: [fullForADay()] });

    expect(run.output).toMatchObject({
      text: expect.stringContaining('7, open when last read (2026-03-02 07:00 UTC)'),
    });
    expect(run.calls).toEqual(['inspectDisk', 'recordOutcome']);
  });

  it('opens the ticket that is still missing, when the mode has come to allow it', async () => {
    const run = await replay('followUp', followUpRun({ mode: 'propose' }), {
      inspectDisk: [fullForADay()],
      ensureTicket: [written({ ticketId: 8, how: 'opened' })],
    });

    expect(run.output).toMatchObject({ code: 'ticket-opened', ticketId: 8 });
  });

  const hold = { how: 'closed', at: now - 7_200_000, until: now + 86_400_000 } as const;

  it('holds still when it finds the ticket closed by a person', async () => {
    const run = await replay('followUp', followUpRun({ ticketId: 7, commentDue: true }), {
      inspectDisk: [fullForADay()],
      readTicket: [done({ ticketId: 7, readAt: now, hold })],
    });

    expect(run.output).toMatchObject({ end: 'waiting', code: 'closed-by-person', ticketId: 7 });
    expect(run.calls).toEqual(['inspectDisk', 'readTicket', 'recordOutcome']);
  });

  it('asks for no ticket while it holds still', async () => {
    const over = { ticketId: 7, commentDue: true, ticket: { readDue: false, hold } };
    const run = await replay('followUp', followUpRun(over), { inspectDisk: [fullForADay()] });

    expect(run.output).toMatchObject({ code: 'closed-by-person' });
    expect(run.calls).toEqual(['inspectDisk', 'recordOutcome']);
  });

  it('opens one ticket in the place of the closed one when it gets worse', async () => {
    const over = { ticketId: 7, ticket: { readDue: false, hold, worse: 'its alert is Critical now' } };
    const run = await replay('followUp', followUpRun(over), {
      inspectDisk: [fullForADay()],
      ensureTicket: [written({ ticketId: 8, how: 'opened' })],
    });

    expect(run.output).toMatchObject({ code: 'ticket-opened', ticketId: 8 });
  });

  it('opens the ticket again that the app itself had ended before the condition came back', async () => {
    const run = await replay('followUp', followUpRun({ ticketId: 7, ticket: { readDue: true } }), {
      inspectDisk: [fullForADay()],
      readTicket: [done({ readAt: now })],
      ensureTicket: [written({ ticketId: 7, how: 'reopened' })],
    });

    expect(run.output).toMatchObject({ code: 'ticket-reopened', ticketId: 7 });
  });

  it('records that it failed unexpectedly, and checks again', async () => {
    const throws = () => {
      throw new Error('storage is down');
    };
    const run = await replay('followUp', followUpRun(observedClear), {
      inspectDisk: [inspection(50)],
      closeTicket: [throws],
    });

    expect(run.output).toMatchObject({
      end: 'failed',
      code: 'unexpected-error',
      text: "The run failed unexpectedly: Activity function 'closeTicket' failed: storage is down",
      ticketId: 7,
      afterwards: { next: 'watch' },
    });
    expect(run.calls.at(-1)).toBe('recordOutcome');
  });
});
