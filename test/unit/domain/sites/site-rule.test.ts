import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAlwaysOn, type QuietDevice, type SiteFacts, siteState } from '../../../../shared/domain/sites/site-rule.ts';

const MINUTE = 60_000;
const rules = {
  withinMinutes: 10,
  minDevices: 3,
  minSharePercent: 30,
  vendorMinCustomers: 3,
  vendorMinSharePercent: 20,
  vendorQuietMinutes: 10,
  vendorMinAgents: 5,
  vendorQuietAtMostMinutes: 120,
};

/** Devices of a customer that went quiet at these minutes. */
const quietAt = (customerId: number, ...minutes: number[]): QuietDevice[] =>
  minutes.map((minute, index) => ({ deviceKey: `a${customerId}-${index}`, customerId, quietSince: minute * MINUTE }));

const fleets = (...alwaysOn: number[]) => new Map(alwaysOn.map((count, index) => [index + 1, { alwaysOn: count }]));

const state = (over: Partial<SiteFacts>) =>
  siteState({ quiet: [], fleets: fleets(10), now: 60 * MINUTE, ...over }, rules);
const incidents = (over: Partial<SiteFacts>) => [...state(over).customers];

describe('siteState', () => {
  it('detects an incident in enough devices, and a large enough share, that went quiet together', () => {
    const quiet = quietAt(1, 20, 24, 29, 30);

    expect(incidents({ quiet })).toEqual([[1, { quiet: 4, of: 10, since: 20 * MINUTE }]]);
  });

  it.each([
    ['fewer than three devices', quietAt(1, 0, 1), fleets(2)],
    ['a share that is not above the limit', quietAt(1, 0, 1, 2), fleets(10)],
    ['devices that went quiet one after the other', quietAt(1, 0, 6, 12, 18, 24), fleets(5)],
    ['the same device reported repeatedly', [...quietAt(1, 0), ...quietAt(1, 1), ...quietAt(1, 2)], fleets(3)],
    ['devices of different customers', [...quietAt(1, 0, 0), ...quietAt(2, 0, 0)], fleets(2, 2)],
    ['nothing', [], fleets(1)],
  ])('detects none in %s', (_name, quiet, known) => {
    expect(incidents({ quiet, fleets: known })).toEqual([]);
  });

  it('slides its span: it begins with any device', () => {
    expect(incidents({ quiet: quietAt(1, 0, 8, 12, 18), fleets: fleets(9) })).toEqual([
      [1, { quiet: 3, of: 9, since: 8 * MINUTE }],
    ]);
  });

  it('counts the end of the span and not a moment more', () => {
    expect(incidents({ quiet: quietAt(1, 0, 5, 10), fleets: fleets(9) })).toHaveLength(1);
    expect(incidents({ quiet: quietAt(1, 0, 5, 10.001), fleets: fleets(9) })).toHaveLength(0);
  });

  it('counts a device once in a span, and again in another one', () => {
    const [first, ...others] = quietAt(1, 0, 20, 21);
    const again = { deviceKey: 'a1-0', customerId: 1, quietSince: 22 * MINUTE };

    expect(
      incidents({ quiet: [first, ...others, again].filter((one) => one !== undefined), fleets: fleets(5) }),
    ).toEqual([[1, { quiet: 3, of: 5, since: 20 * MINUTE }]]);
  });

  it('never detects an incident where the fleet is not known, and says so', () => {
    const quiet = [...quietAt(1, 0, 1, 2), ...quietAt(2, 0, 1, 2), ...quietAt(3, 0)];

    expect(state({ quiet, fleets: fleets(0) })).toEqual({
      customers: new Map(),
      notJudged: new Map([
        [1, 'fleet-unknown'],
        [2, 'fleet-unknown'],
      ]),
      vendorQuiet: false,
    });
  });

  it('never counts more devices than there are', () => {
    expect(incidents({ quiet: quietAt(1, 0, 1, 2, 3), fleets: fleets(2) })).toEqual([
      [1, { quiet: 4, of: 4, since: 0 }],
    ]);
  });

  it.each([
    [
      'three customers and a large share',
      [...quietAt(1, 0), ...quietAt(2, 5), ...quietAt(3, 10)],
      fleets(5, 5, 4),
      true,
    ],
    ['three customers, not together', [...quietAt(1, 0), ...quietAt(2, 6), ...quietAt(3, 12)], fleets(2, 2, 2), false],
    ['two customers', [...quietAt(1, 0, 0), ...quietAt(2, 0, 0)], fleets(2, 2, 1), false],
    [
      'three customers and a small share',
      [...quietAt(1, 0), ...quietAt(2, 0), ...quietAt(3, 0)],
      fleets(5, 5, 5),
      false,
    ],
    ['customers of no known fleet', [...quietAt(1, 0), ...quietAt(2, 0), ...quietAt(9, 0)], fleets(1, 1, 1), false],
  ])('suspects Atera for %s: %#', (_name, quiet, known, expected) => {
    const { vendorQuiet, because } = state({ quiet, fleets: known });

    expect({ vendorQuiet, because }).toEqual({
      vendorQuiet: expected,
      because: expected ? 'customers-together' : undefined,
    });
  });

  it.each([
    [
      'no device was reported for longer than ten minutes',
      { newestLastSeenAt: 49 * MINUTE, refreshedAt: 60 * MINUTE },
      true,
    ],
    ['some device was reported ten minutes ago', { newestLastSeenAt: 50 * MINUTE, refreshedAt: 60 * MINUTE }, false],
    ['it is not known when any device was reported', { refreshedAt: 60 * MINUTE }, false],
    ['the directory was never refreshed', { newestLastSeenAt: 0 }, false],
    ['the refresh itself is long ago', { newestLastSeenAt: 0, refreshedAt: 30 * MINUTE, now: 91 * MINUTE }, false],
  ])('judges Atera by the newest LastSeen when %s', (_name, observed, expected) => {
    const { vendorQuiet, because } = state({ fleets: fleets(10, 10, 10), ...observed });

    expect({ vendorQuiet, because }).toEqual({
      vendorQuiet: expected,
      because: expected ? 'nothing-reported' : undefined,
    });
  });

  it('does not suspect Atera where it calls everything offline itself, nor where few customers could be inspected', () => {
    const unlisted = { newestLastSeenAt: 0, refreshedAt: 60 * MINUTE };

    expect(state({ ...unlisted, fleets: fleets() }).vendorQuiet).toBe(false);
    expect(state({ ...unlisted, fleets: fleets(10, 10, 0) }).vendorQuiet).toBe(false);
  });

  it('suspects Atera no other time for what was quiet when a suspicion was dropped', () => {
    const quiet = [...quietAt(1, 50), ...quietAt(2, 50), ...quietAt(3, 50)];
    const of = { quiet, fleets: fleets(1, 1, 1), newestLastSeenAt: 40 * MINUTE, refreshedAt: 60 * MINUTE };

    expect(state(of).because).toBe('customers-together');
    expect(state({ ...of, trustedAgainAt: 51 * MINUTE }).because).toBeUndefined();
  });

  it.each([
    ['five agents of three customers within two hours', [1, 1, 2, 2, 3], 'agents-dropping'],
    ['four of them', [1, 1, 2, 3], undefined],
    ['five of two customers', [1, 1, 1, 2, 2], undefined],
  ])('by %s that fall silent one by one', (_name, customers, expected) => {
    const silentAgents = customers.map((customerId, i) => ({
      ...{ deviceKey: `a${i}`, customerId, quietSince: i * 20 * MINUTE },
    }));

    expect(state({ silentAgents, fleets: fleets(50, 50, 50), now: 100 * MINUTE }).because).toBe(expected);
  });

  it('finds the fullest span, in whatever order the devices come', () => {
    const device = fc.record({
      deviceKey: fc.constantFrom('a1', 'a2', 'a3', 'a4', 'a5'),
      customerId: fc.constant(1),
      quietSince: fc.integer({ min: 0, max: 40 }).map((minute) => minute * MINUTE),
    });
    const agrees = fc.property(fc.array(device, { maxLength: 12 }), (quiet) => {
      const counts = quiet.map(({ quietSince }) => {
        const together = quiet.filter(
          (one) => one.quietSince >= quietSince && one.quietSince <= quietSince + 10 * MINUTE,
        );
        return new Set(together.map(({ deviceKey }) => deviceKey)).size;
      });
      const most = Math.max(0, ...counts);
      const [found] = incidents({ quiet, fleets: fleets(5) });
      return (found?.[1].quiet ?? 0) === (most >= 3 ? most : 0);
    });

    fc.assert(agrees, { numRuns: 300 });
  });
});

describe('isAlwaysOn', () => {
  it.each([
    ['server', false, false, true],
    ['workstation', false, true, true],
    ['workstation', false, false, false],
    ['workstation', true, false, true],
    ['laptop', false, true, false],
    ['laptop', true, false, true],
  ] as const)('a %s (listed %s, business hours %s): %s', (deviceClass, isListed, inBusinessHours, expected) => {
    expect(isAlwaysOn(deviceClass, isListed, inBusinessHours)).toBe(expected);
  });
});
