import { describe, expect, it } from 'vitest';
import { eachTime } from '../../../functions/each-time.ts';
import type { RegisteredDeps, UnderPolicy } from '../../../orchestrations/runtime/deps.ts';
import { type Policy, policy } from '../../../shared/policy/policy.ts';

const under = (language: 'en' | 'de') => ({ policy: policy.parse({ language }) }) as UnderPolicy;

/** Dependencies whose policy is what `inForce` holds. */
function depsUnder(inForce: { now: UnderPolicy }) {
  return { version: '1.0', inForce: async () => inForce.now } as unknown as RegisteredDeps;
}

describe('eachTime', () => {
  it('gives each invocation the policy in force when it begins, beside the other dependencies', async () => {
    const inForce = { now: under('en') };
    const handler = eachTime(depsUnder(inForce), ({ policy: { language }, version }) => (name: string) => [
      language,
      version,
      name,
    ]);

    const first = await handler('one');
    inForce.now = under('de');
    const second = await handler('two');

    expect([first, second]).toEqual([
      ['en', '1.0', 'one'],
      ['de', '1.0', 'two'],
    ]);
  });

  it('shows an invocation one policy to its end, though another comes into force meanwhile', async () => {
    const inForce = { now: under('en') };
    const { promise: changed, resolve: change } = Promise.withResolvers<void>();
    const handler = eachTime(depsUnder(inForce), (deps: { policy: Policy }) => async () => {
      await changed;
      return deps.policy.language;
    });

    const running = handler();
    await Promise.resolve();
    inForce.now = under('de');
    change();

    expect(await running).toBe('en');
    expect(await handler()).toBe('de');
  });

  it('lets a handler remember from one invocation to the next while the policy is the same', async () => {
    const inForce = { now: under('en') };
    const handler = eachTime(depsUnder(inForce), () => {
      let times = 0;
      return () => ++times;
    });

    const counts = [await handler(), await handler()];
    inForce.now = under('en');
    counts.push(await handler());

    expect(counts).toEqual([1, 2, 1]);
  });
});
