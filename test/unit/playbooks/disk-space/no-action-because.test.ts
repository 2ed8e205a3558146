import { describe, expect, it } from 'vitest';
import { noActionBecause } from '../../../../orchestrations/playbooks/disk-space/observe-disk.ts';
import { customerPolicy } from '../../../../shared/policy/customer.ts';
import { policy } from '../../../../shared/policy/policy.ts';

const withWorklet = runOn('C', { worklets: { diskCleanup: 77 } });
const without = runOn('C', {});
const onOtherDrive = runOn('D', { worklets: { diskCleanup: 77 } });
const automoxMatch = { has: true, organizationId: 5, serverId: 9 } as const;
const none = { has: false, reason: 'Automox has 2 devices of that host name' } as const;

describe('why no cleanup is proposed', () => {
  it.each([
    ['the reason why there is no Automox match', withWorklet, none, 'holds', none.reason],
    ['that no worklet is set', without, automoxMatch, 'holds', 'the policy names no cleanup worklet for the customer'],
    [
      'that the worklet is for other drives',
      onOtherDrive,
      automoxMatch,
      'holds',
      'the cleanup worklet is not for this drive',
    ],
    [
      'that nothing is certain',
      withWorklet,
      automoxMatch,
      'unknown',
      'nothing shows for certain that the drive is full',
    ],
    ['nothing when one is proposed', withWorklet, automoxMatch, 'holds', undefined],
    ['nothing when none is needed', withWorklet, none, 'recovered', undefined],
    ['nothing when the device was not read', withWorklet, undefined, 'unknown', undefined],
  ] as const)('is reported as %s', (_what, run, observed, verdict, reason) => {
    expect(noActionBecause(run, observed ? { automoxMatch: observed } : {}, { verdict })).toBe(reason);
  });
});

function runOn(drive: string, given: object) {
  const parsed = policy.parse(given);
  const key = { deviceKey: 'a1', conditionKey: `disk-space.${drive}`, occurrence: 1 };
  return {
    customer: customerPolicy(parsed, 2),
    policy: parsed,
    subject: { key, playbook: 'disk-space', details: { drive } } as const,
  };
}
