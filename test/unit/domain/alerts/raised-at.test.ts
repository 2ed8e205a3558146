import { describe, expect, it } from 'vitest';
import { surelyRaisedAt } from '../../../../shared/domain/alerts/raised-at.ts';

const LISTED_AT = Date.parse('2026-03-02T08:00:00Z');
const MINUTE = 60_000;

describe('since when an alert surely stands', () => {
  it.each([
    ['a moment ago', 0, 0],
    ['two minutes before the poll', 2, 2],
    ['just within a quarter of an hour', 14, 14],
    ['a quarter of an hour before', 15, 0],
    ['in a zone an hour away', 61, 0],
    ['in a zone four hours away', 242, 0],
    ['days ago', 3 * 1_440, 0],
  ])('is said of one that was raised %s', (_name, minutesBefore, expected) => {
    expect(surelyRaisedAt({ createdAt: LISTED_AT - minutesBefore * MINUTE, firstListedAt: LISTED_AT })).toBe(
      LISTED_AT - expected * MINUTE,
    );
  });
});
