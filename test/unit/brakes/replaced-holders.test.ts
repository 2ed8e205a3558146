import { describe, expect, it } from 'vitest';
import { applyToGate } from '../../../shared/brakes/device-gate.ts';
import { applyToBreaker } from '../../../shared/brakes/fleet-breaker.ts';
import type { Braked } from '../../../shared/brakes/hold.ts';

const HOUR = 3_600_000;
const FIRST = 'rem.a1.disk-space.C.3';
const SECOND = `${FIRST}-2`;
const limits = { attemptsPerDay: 1, attemptsPerWeek: 3 };
const breakerLimits = {
  maxInFlight: 3,
  maxSharePercent: 5,
  openAfterFailures: 2,
  openAtErrorPercent: 50,
  pauseMinutes: 60,
};

type Apply = (stored: unknown, operation: { verb: string; input: unknown }, now: number) => Braked<unknown>;

/** Plays operations on one brake, and returns its replies. */
function played(apply: Apply, operations: readonly [verb: string, input: object][]) {
  let state: unknown;
  return operations.map(([verb, input]) => {
    const braked = apply(state, { verb, input }, HOUR);
    state = braked.state;
    return braked.reply;
  });
}

const take = (holder: string): [string, object] => [
  'take',
  { holder, until: 5 * HOUR, conditionKey: 'disk-space.C', limits },
];

describe("a device's gate whose holder was taken the place of", () => {
  it('counts the next instance of the same remediation as the same holder, with one attempt', () => {
    const replies = played(applyToGate, [take(FIRST), take(SECOND)]);

    expect(replies).toEqual([
      { kind: 'granted', renewed: false },
      { kind: 'granted', renewed: true },
    ]);
  });

  it('is not freed, nor taken back, by the one that was replaced', () => {
    const replies = played(applyToGate, [
      take(FIRST),
      take(SECOND),
      ['release', { holder: FIRST, acted: false }],
      take(FIRST),
      take('rem.a1.pending-reboot.1'),
    ]);

    expect(replies.slice(3)).toEqual([
      { kind: 'busy', until: 5 * HOUR },
      { kind: 'busy', until: 5 * HOUR },
    ]);
  });

  it('tells apart other remediations whose ids end alike', () => {
    const [, other] = played(applyToGate, [take(FIRST), take('rem.a1.disk-space.C.33-2')]);

    expect(other).toMatchObject({ kind: 'busy' });
  });
});

describe("a customer's breaker whose holder was taken the place of", () => {
  const slot = (holder: string): [string, object] => [
    'take',
    { holder, until: 5 * HOUR, deviceCount: 10, limits: breakerLimits },
  ];
  const report = (holder: string, ok: boolean): [string, object] => ['report', { holder, ok, limits: breakerLimits }];

  it('counts one slot and one result for all instances of a remediation', () => {
    const replies = played(applyToBreaker, [slot(FIRST), slot(SECOND), report(SECOND, false), report(FIRST, false)]);

    expect(replies).toEqual([
      { kind: 'granted', renewed: false },
      { kind: 'granted', renewed: true },
      { kind: 'recorded', counted: true },
      { kind: 'recorded', counted: false },
    ]);
  });
});
