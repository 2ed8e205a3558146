import { describe, expect, it } from 'vitest';
import { customerPolicy } from '../../shared/policy/customer.ts';
import { policy } from '../../shared/policy/policy.ts';

const night = [{ days: ['sat'], from: '22:00', to: '04:00' }];

describe('customerPolicy', () => {
  it('has office hours in UTC, no window and no worklet by default', () => {
    expect(customerPolicy(policy.parse({}), 3)).toEqual({
      timeZone: 'UTC',
      businessHours: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '18:00' }],
      maintenanceWindows: [],
    });
  });

  it('prefers what the customer has of its own', () => {
    const given = policy.parse({
      timeZone: 'Europe/Berlin',
      worklets: { diskCleanup: 1 },
      customers: { 3: { timeZone: 'Asia/Kolkata', maintenanceWindows: night, worklets: { diskCleanup: 2 } } },
    });

    const own = { timeZone: 'Asia/Kolkata', maintenanceWindows: night, cleanupWorklet: 2 };
    expect(customerPolicy(given, 3)).toMatchObject(own);
    expect(customerPolicy(given, 4)).toMatchObject({ timeZone: 'Europe/Berlin', cleanupWorklet: 1 });
    expect(customerPolicy(given, undefined)).toMatchObject({ timeZone: 'Europe/Berlin', cleanupWorklet: 1 });
  });

  it.each([
    [{}, 'W. Europe Standard Time', 'Europe/Berlin'],
    [{}, 'Middle Earth Standard Time', 'UTC'],
    [{ timeZone: 'Asia/Tokyo' }, 'W. Europe Standard Time', 'Asia/Tokyo'],
    [{ timeZone: 'Asia/Tokyo' }, 'Middle Earth Standard Time', 'Asia/Tokyo'],
  ])('with the policy %j and the account in "%s" is in %s', (given, accountTimeZone, timeZone) => {
    expect(customerPolicy(policy.parse(given), 3, accountTimeZone)).toMatchObject({ timeZone });
  });
});
