import fc from 'fast-check';
import { expect, it } from 'vitest';
import { policyChanges } from '../../../shared/policy/changes/policy-changes.ts';
import { automoxPlace, customerPolicy } from '../../../shared/policy/customer.ts';
import { effectiveMode, type Policy, policy } from '../../../shared/policy/policy.ts';

const night = { days: ['sat' as const], from: '22:00', to: '23:00' };
const longNight = { days: ['sat' as const], from: '22:00', to: '04:00' };

const windows = fc.constantFrom([], [night], [longNight], [night, longNight]);
const worklets = fc.constantFrom({}, { diskCleanup: 5 }, { diskCleanup: 6 });
const ownModes = fc.constantFrom({}, { diskSpace: 'observe' as const }, { diskSpace: 'approve' as const });
const maybe = <T>(each: fc.Arbitrary<T>) => fc.option(each, { nil: undefined });

const customer = fc.record({
  maintenanceWindows: maybe(windows),
  worklets: maybe(worklets),
  automox: maybe(fc.constantFrom({}, { organizationId: 7 }, { organizationId: 8 })),
});

/** Small policies, each value absent, given and overridden. */
const policies = fc
  .record({
    maintenanceWindows: windows,
    worklets,
    attemptsPerDay: fc.constantFrom(1, 2),
    modes: maybe(
      fc.record({
        default: ownModes,
        customers: fc.constantFrom({}, { 12: {} }, { 12: { diskSpace: 'propose' as const } }),
      }),
    ),
    customers: fc.record({ 12: customer }, { requiredKeys: [] }),
  })
  .map((document) => policy.parse(JSON.parse(JSON.stringify(document))));

const widens = (before: Policy, after: Policy) =>
  policyChanges(before, after, { names: {}, language: 'en' }).some((change) => change.widens);

const LADDER = ['observe', 'propose', 'approve', 'auto'];
const minutesOf = (one: Policy, id: number | undefined) =>
  Math.max(0, ...customerPolicy(one, id).maintenanceWindows.map(({ to }) => (to === '04:00' ? 360 : 60)));

/** What the app may do for a customer: the worklets it may run there, the window, the mode. */
function allowed(one: Policy, id: number | undefined) {
  const place = id === undefined ? undefined : automoxPlace(one, id, 1);
  const own = Object.values(customerPolicy(one, id).worklets);
  return {
    worklets: place ? own.map((worklet) => `${place.organizationId} ${worklet}`) : [],
    minutes: minutesOf(one, id),
    mode: LADDER.indexOf(effectiveMode(one, 'auto', 'disk-space', id)),
  };
}

it('what is not said to widen lets the app do nothing for anybody that it might not do before', () => {
  fc.assert(
    fc.property(policies, policies, (before, after) => {
      fc.pre(!widens(before, after));
      for (const id of [12, 13, undefined]) {
        const [was, is] = [allowed(before, id), allowed(after, id)];
        expect(is.worklets.every((one) => was.worklets.includes(one))).toBe(true);
        expect(is.minutes).toBeLessThanOrEqual(was.minutes);
        expect(is.mode).toBeLessThanOrEqual(was.mode);
      }
      expect(after.attemptsPerDay).toBeLessThanOrEqual(before.attemptsPerDay);
    }),
    { numRuns: 400 },
  );
});

it('a policy does not differ from itself', () => {
  fc.assert(
    fc.property(policies, (one) => {
      expect(policyChanges(one, structuredClone(one), { names: { 12: 'North Wind' }, language: 'de' })).toEqual([]);
    }),
    { numRuns: 50 },
  );
});
