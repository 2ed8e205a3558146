import { describe, expect, it } from 'vitest';
import {
  automoxOrganizations,
  automoxPlace,
  customerPolicy,
  isListedAlwaysOn,
} from '../../../shared/policy/customer.ts';
import { policy } from '../../../shared/policy/policy.ts';

const night = [{ days: ['sat'], from: '22:00', to: '04:00' }];

describe('customerPolicy', () => {
  it('has office hours in UTC, no window and no worklet by default', () => {
    expect(customerPolicy(policy.parse({}), 3)).toEqual({
      timeZone: 'UTC',
      language: 'en',
      businessHours: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '18:00' }],
      maintenanceWindows: [],
      worklets: {},
    });
  });

  it('prefers what the customer has of its own', () => {
    const given = policy.parse({
      timeZone: 'Europe/Berlin',
      worklets: { diskCleanup: 1 },
      customers: { 3: { timeZone: 'Asia/Kolkata', maintenanceWindows: night, worklets: { diskCleanup: 2 } } },
    });

    const own = { timeZone: 'Asia/Kolkata', maintenanceWindows: night, worklets: { diskCleanup: 2 } };
    expect(customerPolicy(given, 3)).toMatchObject(own);
    expect(customerPolicy(given, 4)).toMatchObject({ timeZone: 'Europe/Berlin', worklets: { diskCleanup: 1 } });
    expect(customerPolicy(given, undefined)).toMatchObject({ timeZone: 'Europe/Berlin', worklets: { diskCleanup: 1 } });
  });

  it('gives a customer with an organisation of its own no worklet of another one', () => {
    const given = policy.parse({
      worklets: { diskCleanup: 1 },
      customers: {
        3: { automox: { organizationId: 9 } },
        4: { automox: {} },
        5: { automox: { organizationId: 9 }, worklets: { diskCleanup: 2 } },
      },
    });

    expect([3, 4, 5].map((id) => customerPolicy(given, id).worklets.diskCleanup)).toEqual([undefined, 1, 2]);
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

describe('automoxPlace', () => {
  const given = policy.parse({
    customers: {
      3: { automox: { organizationId: 70, serverGroupIds: [5, 6] } },
      4: { automox: {} },
      5: { timeZone: 'Asia/Tokyo' },
      6: { automox: { organizationId: 70 } },
    },
  });

  it.each<[number, object | undefined]>([
    [3, { organizationId: 70, serverGroupIds: [5, 6] }],
    [4, { organizationId: 1 }],
    [5, undefined],
    [9, undefined],
  ])('of customer %i is %j', (customerId, place) => {
    expect(automoxPlace(given, customerId, 1)).toEqual(place);
  });

  it('of all customers together names each organisation once', () => {
    expect(automoxOrganizations(given, 1)).toEqual([1, 70]);
    expect(automoxOrganizations(policy.parse({}), 1)).toEqual([]);
  });

  it('is never an empty list of groups, which would look like all of them', () => {
    const empty = { customers: { 3: { automox: { serverGroupIds: [] } } } };

    expect(policy.safeParse(empty).error?.issues).toMatchObject([
      { path: ['customers', '3', 'automox', 'serverGroupIds'] },
    ]);
  });
});

describe('isListedAlwaysOn', () => {
  it('is true for the devices the customer names, and only there', () => {
    const given = policy.parse({ customers: { 3: { alwaysOnDevices: [12] } } });

    expect(isListedAlwaysOn(given, 3, 12)).toBe(true);
    expect([isListedAlwaysOn(given, 3, 13), isListedAlwaysOn(given, 4, 12)]).toEqual([false, false]);
    expect(isListedAlwaysOn(given, undefined, 12)).toBe(false);
  });
});
