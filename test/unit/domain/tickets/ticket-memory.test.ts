import { describe, expect, it } from 'vitest';
import { isReadDue, memoryOf } from '../../../../shared/domain/tickets/ticket-memory.ts';
import { ticketMemory } from '../../../helpers/app/ticket-rows.ts';

const HOUR = 3_600_000;

describe('isReadDue', () => {
  it.each([
    ['while rules may still act', {}, 0.2, false],
    ['once they have', {}, 0.25, true],
    ['within four hours', { readAt: HOUR }, 4.5, false],
    ['after four hours', { readAt: HOUR }, 5, true],
    ['a little early: follow-ups come by the hour', { readAt: HOUR + 20_000 }, 5, true],
    ['of an old one after as long again', { readAt: 10 * HOUR }, 19, false],
    ['of an old one after as long again', { readAt: 10 * HOUR }, 20, true],
    ['of a very old one after a day', { readAt: 100 * HOUR }, 123, false],
    ['of a very old one after a day', { readAt: 100 * HOUR }, 124, true],
  ])('%s: %o, %d hours old, %s', (_when, over, hours, expected) => {
    expect(isReadDue(ticketMemory(over), hours * HOUR, 4)).toBe(expected);
  });

  it('is so of a ticket nothing is known of', () => {
    expect(isReadDue(undefined, 0, 4)).toBe(true);
  });
});

describe('memoryOf', () => {
  it('forgets what it knew of another ticket', () => {
    const written = { status: 'Offen' };

    expect(memoryOf(ticketMemory({ readBack: true }), 7, written, 9)).toMatchObject({ ticketId: 7, readBack: true });
    expect(memoryOf(ticketMemory({ readBack: true }), 8, written, 9)).toMatchObject({
      ticketId: 8,
      ...{ since: 9, technician: '', status: 'Offen', readBack: false },
    });
  });
});
