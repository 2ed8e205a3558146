import { describe, expect, it } from 'vitest';
import { MINUTE_MS } from '../../../shared/durations.ts';
import { makeCustomers } from '../../../shared/policy/customers.ts';
import { policy } from '../../../shared/policy/policy.ts';

function accountIn(zones: readonly (string | undefined)[], given: object = {}) {
  let now = 0;
  let reads = 0;
  const readZone = async () => zones[Math.min(reads++, zones.length - 1)];
  const clock = { now: () => now } as Parameters<typeof makeCustomers>[2];
  const customers = makeCustomers(policy.parse(given), readZone, clock);
  return {
    zoneOf: async (customerId: number) => (await customers.policyOf(customerId)).timeZone,
    languageOf: async (customerId: number) => (await customers.policyOf(customerId)).language,
    reads: () => reads,
    wait: (minutes: number) => {
      now += minutes * MINUTE_MS;
    },
  };
}

describe('makeCustomers', () => {
  it("reads the account's zone once for as many customers as ask within an hour", async () => {
    const account = accountIn(['W. Europe Standard Time', 'Tokyo Standard Time']);

    const zones = [await account.zoneOf(1), await account.zoneOf(2)];
    account.wait(59);
    zones.push(await account.zoneOf(1));

    expect(zones).toEqual(['Europe/Berlin', 'Europe/Berlin', 'Europe/Berlin']);
    expect(account.reads()).toBe(1);
    account.wait(2);
    expect(await account.zoneOf(1)).toBe('Asia/Tokyo');
  });

  it('asks again a minute later for a zone that is not known yet', async () => {
    const account = accountIn([undefined, 'W. Europe Standard Time']);

    const first = [await account.zoneOf(1), await account.zoneOf(1)];
    account.wait(2);

    expect(first).toEqual(['UTC', 'UTC']);
    expect(await account.zoneOf(1)).toBe('Europe/Berlin');
    expect(account.reads()).toBe(2);
  });

  it('reads nothing for a customer whose zone the policy names', async () => {
    const account = accountIn(['Tokyo Standard Time'], { customers: { 3: { timeZone: 'Europe/Paris' } } });

    expect(await account.zoneOf(3)).toBe('Europe/Paris');
    expect(account.reads()).toBe(0);
    expect(await account.zoneOf(4)).toBe('Asia/Tokyo');
  });

  it("gives a customer its own language, else the policy's, else English", async () => {
    const german = accountIn(['UTC'], { language: 'de', customers: { 3: { language: 'en' } } });

    expect(await german.languageOf(3)).toBe('en');
    expect(await german.languageOf(4)).toBe('de');
    expect(await accountIn(['UTC']).languageOf(4)).toBe('en');
  });
});
