import { describe, expect, it } from 'vitest';
import type { Condition } from '../../../../shared/domain/occurrences/condition.ts';
import { afterRun, openOrJoin } from '../../../../shared/domain/occurrences/occurrence.ts';
import { isHintDue, withTicketHint } from '../../../../shared/domain/occurrences/ticket-hint.ts';
import { newMemory } from '../../../../shared/domain/tickets/ticket-memory.ts';
import { conditionFacts } from '../../../helpers/scenarios/condition-facts.ts';

const HOUR = 3_600_000;
const NOW = Date.parse('2026-03-02T08:00:00Z');
const memory = newMemory(7, { status: 'Open' }, NOW - HOUR);

/** Watched, with a ticket of an hour's age; due in half an hour. */
const watched = (over: Partial<Condition> = {}): Condition => ({
  ...openOrJoin(undefined, conditionFacts(), NOW - HOUR).condition,
  ...{ state: 'watching', ticketId: 7, ticket: memory, run: 2, runEnded: 2 },
  ...{ runBy: { version: '1', at: NOW - HOUR / 2 }, nextAt: NOW + HOUR / 2 },
  ...over,
});

describe('a hint that a ticket has changed', () => {
  it('makes its condition due, and its ticket is to be read', () => {
    const row = withTicketHint(watched(), 7, NOW);

    expect(row).toMatchObject({ nextAt: NOW, ticketHintAt: NOW });
    expect(isHintDue(row, NOW)).toBe(true);
  });

  it.each<[string, Partial<Condition>]>([
    ['over', { state: 'closed' }],
    ['about to begin', { state: 'opening' }],
    ['carried by another ticket', { ticketId: 8 }],
    ['without a ticket', { ticketId: undefined }],
    ['cancelled by a person', { cancelled: 'the disk is swapped' }],
    ['carried by a ticket that was opened just now', { ticket: { ...memory, since: NOW - 30_000 } }],
  ])('changes nothing of an occurrence that is %s', (_what, over) => {
    const row = watched(over);

    expect(withTicketHint(row, 7, NOW)).toBe(row);
  });

  it('leaves what is due already to its turn', () => {
    expect(withTicketHint(watched({ nextAt: NOW - 5 }), 7, NOW).nextAt).toBe(NOW - 5);
  });

  it('is served once a minute: one within it waits, and covers those that come until then', () => {
    const first = withTicketHint(watched(), 7, NOW);
    const second = withTicketHint(first, 7, NOW + 10_000);
    const third = withTicketHint(second, 7, NOW + 20_000);

    expect(second.ticketHintAt).toBe(NOW + 60_000);
    expect(third).toBe(second);
    expect(isHintDue(second, NOW + 59_000)).toBe(false);
    expect(isHintDue(second, NOW + 60_000)).toBe(true);
  });

  it('is served by a reading after it, not by one before', () => {
    const row = withTicketHint(watched(), 7, NOW);

    expect(isHintDue({ ...row, ticket: { ...memory, readAt: NOW - 1 } }, NOW + 5)).toBe(true);
    expect(isHintDue({ ...row, ticket: { ...memory, readAt: NOW + 1 } }, NOW + 5)).toBe(false);
    expect(isHintDue({ ...row, ticket: { ...memory, since: NOW + 1 } }, NOW + 5)).toBe(false);
  });

  const running = watched({ run: 3, runBy: { version: '1', at: NOW - 1_000 }, nextAt: NOW + 4 * HOUR });

  it('leaves the deadline of a run alone that is under way, and is served after it', () => {
    const row = withTicketHint(running, 7, NOW);
    expect(row.nextAt).toBe(NOW + 4 * HOUR);

    const after = afterRun(row, { next: 'watch', nextAt: NOW + HOUR }, 7, NOW + 5_000);

    expect(after.nextAt).toBe(NOW);
  });

  it('is not served again after a run that began after it, whatever that found', () => {
    const row = { ...withTicketHint(watched(), 7, NOW), run: 3, runBy: { version: '1', at: NOW + 1 } };

    expect(afterRun(row, { next: 'watch', nextAt: NOW + HOUR }, 7, NOW + 5_000).nextAt).toBe(NOW + HOUR);
  });

  it('is forgotten with the occurrence', () => {
    const row = { ...withTicketHint(watched(), 7, NOW), state: 'closed' } as const;

    expect(openOrJoin(row, conditionFacts({ alertId: 101 }), NOW).condition.ticketHintAt).toBeUndefined();
  });
});
