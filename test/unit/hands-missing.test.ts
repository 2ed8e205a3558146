import { describe, expect, it } from 'vitest';
import { handsMissing } from '../../orchestrations/disk-look.ts';
import { customerPolicy } from '../../shared/policy/customer.ts';
import { policy } from '../../shared/policy/policy.ts';

const withWorklet = { customer: customerPolicy(policy.parse({ worklets: { diskCleanup: 77 } }), 2) };
const without = { customer: customerPolicy(policy.parse({}), 2) };
const hands = { has: true, organizationId: 5, serverId: 9 } as const;
const none = { has: false, reason: 'Automox has 2 devices of that host name' } as const;

describe('why no cleanup is proposed', () => {
  it.each([
    ['the reason why there are no hands', withWorklet, none, 'holds', none.reason],
    ['that no worklet is set', without, hands, 'holds', 'the policy names no cleanup worklet for the customer'],
    ['that nothing is certain', withWorklet, hands, 'unknown', 'nothing tells for certain that the drive is full'],
    ['nothing when one is proposed', withWorklet, hands, 'holds', undefined],
    ['nothing when none is needed', withWorklet, none, 'recovered', undefined],
    ['nothing when the device was not read', withWorklet, undefined, 'unknown', undefined],
  ] as const)('is told as %s', (_what, run, seen, verdict, reason) => {
    expect(handsMissing(run, seen ? { hands: seen } : {}, { verdict })).toBe(reason);
  });
});
