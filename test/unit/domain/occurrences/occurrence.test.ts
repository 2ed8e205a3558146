import { describe, expect, it } from 'vitest';
import type { Condition } from '../../../../shared/domain/occurrences/condition.ts';
import {
  afterRun,
  closed,
  isFlapping,
  openOrJoin,
  previousTicket,
  withoutClosedAlerts,
} from '../../../../shared/domain/occurrences/occurrence.ts';
import { conditionFacts } from '../../../helpers/scenarios/condition-facts.ts';

const DAY = 86_400_000;

const opened = (over: Partial<Condition> = {}): Condition => ({
  ...openOrJoin(undefined, conditionFacts(), 0).condition,
  ...over,
});

describe('openOrJoin', () => {
  it('opens the first occurrence and is due at once', () => {
    const { condition, joined } = openOrJoin(undefined, conditionFacts(), 5);

    expect(joined).toBe(false);
    expect(condition).toMatchObject({ occurrence: 1, state: 'opening', alertIds: [100], nextAt: 5 });
  });

  it('changes nothing when the same alert is opened again', () => {
    const row = opened();

    expect(openOrJoin(row, conditionFacts(), 9)).toEqual({ condition: row, joined: true });
  });

  it('lets a new alert join the open occurrence and wakes what watches it', () => {
    const row = opened({ state: 'watching', nextAt: 999 });

    const { condition } = openOrJoin(row, conditionFacts({ alertId: 101 }), 50);

    expect(condition).toMatchObject({ occurrence: 1, alertIds: [100, 101], repeats: 1, nextAt: 50 });
  });

  it('does not move the deadline of a run in flight', () => {
    const row = opened({ state: 'remediating', nextAt: 999 });

    expect(openOrJoin(row, conditionFacts({ alertId: 101 }), 50).condition.nextAt).toBe(999);
  });

  it('opens the next occurrence after the last one closed, and remembers our ticket', () => {
    const row = closed(opened({ ticketId: 7 }), 10);

    const { condition } = openOrJoin(row, conditionFacts({ alertId: 101 }), 20);

    expect(condition).toMatchObject({ occurrence: 2, previousTicketId: 7, previousClosedAt: 10, alertIds: [101] });
    expect(condition.ticketId).toBeUndefined();
  });

  it('adopts the ticket an alert carries', () => {
    expect(openOrJoin(undefined, conditionFacts({ ticketId: 55 }), 0).condition).toMatchObject({
      ticketId: 55,
      ticketAdopted: true,
    });
  });

  it('never forgets its own ticket for a later one, so that none is left behind open', () => {
    const row = opened({ state: 'watching', ticketId: 7 });

    const { condition } = openOrJoin(row, conditionFacts({ alertId: 101, ticketId: 55 }), 50);

    expect(condition).toMatchObject({ ticketId: 7, ticketAdopted: false });
  });

  it('does not reopen a ticket that was not ours', () => {
    const row = closed(opened({ ticketId: 55, ticketAdopted: true }), 10);

    expect(openOrJoin(row, conditionFacts({ alertId: 101 }), 20).condition.previousTicketId).toBeUndefined();
  });
});

describe('afterRun', () => {
  it('closes an occurrence whose every alert the end covers', () => {
    const row = afterRun(opened(), { next: 'close', alertIds: [100] }, undefined, 70);

    expect(row).toMatchObject({ state: 'closed', closedAt: 70, recentCloses: [70] });
    expect(row.nextAt).toBeUndefined();
  });

  it('checks again at once when an alert joined after the inspection', () => {
    const row = afterRun(opened({ alertIds: [100, 101] }), { next: 'close', alertIds: [100] }, undefined, 70);

    expect(row).toMatchObject({ state: 'watching', nextAt: 70 });
  });

  it('forgets an earlier clear inspection unless it is confirmed', () => {
    const row = afterRun(opened({ clearSince: 5 }), { next: 'watch', nextAt: 90 }, 7, 70);

    expect(row).toMatchObject({ state: 'watching', nextAt: 90, ticketId: 7 });
    expect(row.clearSince).toBeUndefined();
  });
});

describe('previousTicket', () => {
  it.each([
    [6, 7],
    [8, undefined],
  ])('after %d days gives %s', (days, expected) => {
    const row = opened({ previousTicketId: 7, previousClosedAt: 0, openedAt: days * DAY });

    expect(previousTicket(row, 7)).toBe(expected);
  });
});

describe('isFlapping', () => {
  it('is so after two ends within a day before it was opened, however long it lasts', () => {
    const limits = { count: 2, hours: 24 };

    expect(isFlapping({ recentCloses: [DAY, 1.5 * DAY], openedAt: 1.9 * DAY }, limits)).toBe(true);
    expect(isFlapping({ recentCloses: [0, 1.5 * DAY], openedAt: 1.9 * DAY }, limits)).toBe(false);
  });
});

describe('an occurrence that fires on and on', () => {
  const firings = (count: number) => {
    let row = opened();
    for (let alertId = 101; row.alertIds.length < count; alertId++)
      row = openOrJoin(row, conditionFacts({ alertId }), alertId).condition;
    return row;
  };

  it('keeps the first of many alerts: while it is open, somebody must resolve it', () => {
    const row = firings(45);

    expect(row.alertIds).toHaveLength(45);
    expect(withoutClosedAlerts(row, new Set([101, 102])).alertIds.slice(0, 2)).toEqual([100, 103]);
  });

  it('forgets the older ones that are closed, and none of the latest thirty', () => {
    const row = firings(45);

    const { alertIds } = withoutClosedAlerts(row, new Set(row.alertIds));

    expect(alertIds).toEqual(row.alertIds.slice(-30));
  });
});

describe('an end that is no recovery', () => {
  it('does not count as coming and going, however often a person cancels', () => {
    const cancelled = { next: 'close', alertIds: [100], isRecovery: false } as const;
    const recovered = { next: 'close', alertIds: [100] } as const;

    expect(afterRun(opened(), cancelled, undefined, 5).recentCloses).toEqual([]);
    expect(afterRun(opened(), recovered, undefined, 5).recentCloses).toEqual([5]);
  });
});
