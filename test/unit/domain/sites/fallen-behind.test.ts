import { describe, expect, it } from 'vitest';
import { siteState } from '../../../../shared/domain/sites/site-rule.ts';
import { eitherOf, watchSites } from '../../../../shared/domain/sites/watch-sites.ts';
import { surroundings } from '../../../../shared/playbooks/site-incident/surroundings.ts';
import { policy } from '../../../../shared/policy/policy.ts';

const MINUTE = 60_000;
const NOW = 60 * MINUTE;
const rules = policy.parse({}).siteRule;

const at = (prefix: string, ...minutes: number[]) =>
  minutes.map((minute, i) => ({ deviceKey: `${prefix}${i}`, customerId: 1, quietSince: minute * MINUTE }));
const found = (machines: number[], firewalls: number[], alwaysOn = 100) =>
  siteState(
    { quiet: at('a', ...machines), down: at('g', ...firewalls), fleets: new Map([[1, { alwaysOn }]]), now: NOW },
    rules,
  );
const none = { ...found([], []), customers: new Map() };
const once = { now: NOW, atMostMinutes: 120 };

describe('machines that go quiet with a firewall', () => {
  it.each([
    ['two with one firewall', [20, 21], [22], 20],
    ['two that follow their firewall', [21, 22], [20], 21],
  ])('are one incident, and only they are, however few: %s', (_name, machines, firewalls, first) => {
    const [part] = found(machines, firewalls).customers.values();

    expect(part).toEqual({
      ...{ quiet: 2, of: 100, since: first * MINUTE },
      part: { from: 20 * MINUTE, until: 30 * MINUTE },
    });
  });

  it.each([
    ['one machine and two firewalls', [20], [20, 21]],
    ['two machines without one', [20, 21], []],
    ['a firewall that fell at another time', [20, 21], [40]],
    ['machines that fell at other times', [20, 35], [27]],
  ])('are none: %s', (_name, machines, firewalls) => {
    expect([...found(machines, firewalls).customers.values()]).toEqual([]);
  });

  it('are the whole site where they are a large enough share', () => {
    expect([...found([20, 21, 22], [22], 4).customers.values()]).toEqual([{ quiet: 3, of: 4, since: 20 * MINUTE }]);
  });

  it('are the whole site also when only one of two counts says so', () => {
    const [part, whole] = [found([20, 21, 22], [22]), found([20, 21, 22], [22], 4)];

    for (const both of [eitherOf(part, whole), eitherOf(whole, part)])
      expect(both.customers.get(1)?.part).toBeUndefined();
  });

  it('excuse no device that went quiet before or after', () => {
    const watch = watchSites(undefined, found([20, 21], [22]), at('a', 20, 21), once);
    const isExcused = (minute: number | undefined) =>
      surroundings(watch, 1, minute === undefined ? undefined : minute * MINUTE).siteIncident !== undefined;

    expect([19, 20, 30, 31, undefined].map(isExcused)).toEqual([false, true, true, false, false]);
  });

  it('are over when they are back, whatever else is quiet by then', () => {
    const watch = watchSites(undefined, found([20, 21], [22]), at('a', 20, 21), once);
    const still = watchSites(watch, none, at('a', 20, 50, 51), once);
    const over = watchSites(watch, none, at('a', 50, 51, 52), once);

    expect(still.incidents[0]).toMatchObject({ still: 1 });
    expect(still.incidents[0]?.endedAt).toBeUndefined();
    expect(over.incidents[0]).toMatchObject({ still: 0, endedAt: NOW });
  });

  it('become the whole site when that follows', () => {
    const watch = watchSites(undefined, found([20, 21], [22]), at('a', 20, 21), once);
    const whole = watchSites(watch, found([20, 21, 22, 23], [22], 5), at('a', 20, 21, 22, 23), once);

    expect(whole.incidents).toHaveLength(1);
    expect(whole.incidents[0]).toMatchObject({ quiet: 4, of: 100, still: 4 });
    expect(whole.incidents[0]?.part).toBeUndefined();
  });
});
