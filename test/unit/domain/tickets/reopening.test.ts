import { describe, expect, it } from 'vitest';
import type { Condition } from '../../../../shared/domain/occurrences/condition.ts';
import { afterRun, closed, openOrJoin } from '../../../../shared/domain/occurrences/occurrence.ts';
import { carriedAgain, carriedByNew, isBouncing, mayReopen } from '../../../../shared/domain/tickets/reopening.ts';
import { ticketMemory, ticketOf } from '../../../helpers/app/ticket-rows.ts';
import { conditionFacts } from '../../../helpers/scenarios/condition-facts.ts';

const HOUR = 3_600_000;
const hold = { how: 'closed', at: 0, until: 9 } as const;
const rowOf = (over: Partial<Condition> = {}): Condition => ({
  ...openOrJoin(undefined, conditionFacts(), 0).condition,
  ...over,
});

describe('mayReopen', () => {
  it.each([
    ['ours', { resolvedAt: HOUR }, 'erledigt', true],
    ['ours', { resolvedAt: HOUR }, 'Closed', false],
    ['ours', {}, 'Erledigt', false],
    ['ours', { reopening: true }, 'Erledigt', true],
    ['always', {}, 'Closed', true],
    ['never', { resolvedAt: HOUR }, 'Erledigt', false],
  ] as const)('%s, with %o and status %s: %s', (reopen, memory, status, expected) => {
    const policy = { reopen, ticketStatus: { open: 'Open', resolved: 'Erledigt', closed: ['Closed'] } };

    expect(mayReopen(policy, ticketMemory(memory), ticketOf({ resolvedAt: HOUR, status }))).toBe(expected);
  });
});

describe('isBouncing', () => {
  const day = { flapping: { count: 3, hours: 24 } };

  it.each([
    ['never opened again', [], day, false],
    ['opened again once', [HOUR], day, false],
    ['twice within two days', [HOUR, 49 * HOUR], day, true],
    ['twice, further apart', [HOUR, 50 * HOUR], day, false],
    ['the last two of many', [0, 60 * HOUR, 61 * HOUR], day, true],
    ['of what does not flap', [HOUR, 40 * HOUR], {}, true],
  ])('%s', (_what, reopens, rules, expected) => {
    expect(isBouncing({ reopens }, rules)).toBe(expected);
  });
});

describe('the row', () => {
  it('of a ticket that is opened again knows nothing of its end', () => {
    const row = carriedAgain(rowOf({ reopens: [1] }), ticketMemory({ hold, resolvedAt: 5, reopening: true }), {
      opened: true,
      now: HOUR,
    });

    expect(row).toMatchObject({ ticketId: 7, reopens: [1, HOUR], ticket: { since: HOUR, readAt: HOUR } });
    expect(row.ticket).not.toHaveProperty('hold');
    expect(row.ticket).not.toHaveProperty('resolvedAt');
    expect(row.ticket).not.toHaveProperty('reopening');
  });

  it('of a new ticket starts afresh, and only once', () => {
    const before = rowOf({ ticketId: 6, reopens: [1, 2], repeats: 4 });

    const row = carriedByNew(before, ticketMemory({ since: HOUR }), 1);

    expect(row).toMatchObject({ ticketId: 7, ticketNumber: 1, reopens: [], repeats: 0, lastCommentAt: HOUR });
    expect(carriedByNew(row, ticketMemory(), 2)).toBe(row);
  });

  it('keeps what made a held ticket worse during a wait', () => {
    const before = rowOf({ ticketId: 7, ticket: ticketMemory({ hold }) });

    const row = afterRun(before, { next: 'watch', nextAt: 1, worse: 'its whole site went away since' }, undefined, 0);

    expect(row.ticket?.hold).toEqual({ ...hold, worse: 'its whole site went away since' });
  });

  it('of the next occurrence knows its last ticket, and no longer holds still for it', () => {
    const before = closed(rowOf({ ticketId: 7, ticket: ticketMemory({ hold, resolvedAt: 5 }), reopens: [3] }), 10);

    const { condition } = openOrJoin(before, conditionFacts({ alertId: 101 }), 20);

    expect(condition).toMatchObject({ previousTicketId: 7, ticketNumber: 0, reopens: [3], ticket: { resolvedAt: 5 } });
    expect(condition.ticket).not.toHaveProperty('hold');
  });

  it('of an occurrence that goes on after its ticket was closed numbers the next one', () => {
    const before = rowOf({ ticketId: 7, alertIds: [100, 101], ticket: ticketMemory() });

    const row = afterRun(before, { next: 'close', alertIds: [100] }, undefined, 70);

    expect(row).toMatchObject({ state: 'watching', previousTicketId: 7, ticketNumber: 1, nextAt: 70 });
    expect(row.ticketId).toBeUndefined();
  });
});
