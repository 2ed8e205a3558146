import { describe, expect, it } from 'vitest';
import { approvalLastsUntil } from '../../../../shared/domain/approvals/approval-lasts.ts';

const at = (text: string) => Date.parse(`2026-${text}:00Z`);
const nightly = { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '22:00', to: '04:00' } as const;
const sundays = { days: ['sun'], from: '02:00', to: '05:00' } as const;
const bounds = (...windows: (typeof nightly | typeof sundays)[]) => ({
  windows: windows as never,
  zone: 'Europe/Berlin',
  withoutWindowHours: 72,
});

describe('a yes', () => {
  it.each([
    ['a window at night, across midnight', '03-02T08:00', bounds(nightly), '03-03T03:00'],
    ['a window once a week', '03-02T08:00', bounds(sundays), '03-08T04:00'],
    ['a window in the night when the clocks go forward', '03-23T08:00', bounds(sundays), '03-29T03:00'],
    ['an open window: that may be too late for it', '03-08T03:30', bounds(sundays), '03-15T04:00'],
    ['windows that leave no gap', '03-02T08:00', bounds({ ...nightly, to: '22:00' } as never), '03-10T08:00'],
    ['no window at all', '03-02T08:00', bounds(), '03-05T08:00'],
  ])('to what is done in %s', (_what, given, rules, until) => {
    expect(new Date(approvalLastsUntil(at(given), true, rules)).toISOString()).toBe(new Date(at(until)).toISOString());
  });

  it('to what is done at once is good for a set time, whatever windows there are', () => {
    expect(approvalLastsUntil(at('03-02T08:00'), false, bounds(nightly))).toBe(at('03-05T08:00'));
  });
});
