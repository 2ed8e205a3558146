import { describe, expect, it } from 'vitest';
import { policy } from '../../../shared/policy/policy.ts';

const night = { days: ['mon'], from: '22:00', to: '06:00' };
const windowOf = (from: string, to: string) => [{ days: ['tue'], from, to }];
const problemsOf = (input: object) => policy.safeParse(input).error?.issues.map(({ path }) => path.join('.')) ?? [];

describe('quiet hours in the policy', () => {
  it('are none unless it names some, and then polls come every ten minutes', () => {
    expect(policy.parse({}).quietHours).toEqual({ hours: [], pollEveryMinutes: 10 });
    expect(policy.parse({ quietHours: { hours: [night] } }).quietHours.pollEveryMinutes).toBe(10);
  });

  it('are refused beside a maintenance window that polls could miss', () => {
    const customers = { 12: { maintenanceWindows: windowOf('23:50', '00:05') } };

    expect(problemsOf({ quietHours: { hours: [night] }, maintenanceWindows: windowOf('02:00', '02:19') })).toEqual([
      'maintenanceWindows.0',
    ]);
    expect(problemsOf({ quietHours: { hours: [night] }, customers })).toEqual(['customers.12.maintenanceWindows.0']);
    expect(problemsOf({ quietHours: { hours: [night] }, maintenanceWindows: windowOf('23:50', '00:10') })).toEqual([]);
    expect(problemsOf({ maintenanceWindows: windowOf('02:00', '02:01') })).toEqual([]);
  });

  it('are no slower than a poll that is late is reported', () => {
    expect(problemsOf({ quietHours: { hours: [night], pollEveryMinutes: 16 } })).toEqual([
      'quietHours.pollEveryMinutes',
    ]);
  });
});
