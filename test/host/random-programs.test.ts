import * as df from 'durable-functions';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededFaults, startHost, VirtualClock } from '../../dev/host/index.ts';
import { advanceToQuiet } from '../../dev/host/testing.ts';

/** A step of a made-up orchestrator; `all` and `any` hold steps without further nesting. */
type Step =
  | { kind: 'activity' | 'timer' | 'long' | 'call' | 'signal' | 'child'; n: number }
  | { kind: 'retry'; n: number; failures: number }
  | { kind: 'all' | 'any'; of: Step[] };

const leaf: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('activity', 'timer', 'call', 'child'), n: fc.nat(9) }) },
  fc.record({ kind: fc.constant('long' as const), n: fc.nat(9) }),
  fc.record({ kind: fc.constant('retry' as const), n: fc.nat(9), failures: fc.nat(3) }),
);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: leaf },
  fc.record({ kind: fc.constant('signal' as const), n: fc.nat(9) }),
  fc.record({ kind: fc.constantFrom('all', 'any'), of: fc.array(leaf, { minLength: 1, maxLength: 4 }) }),
);
const program = fc.array(step, { minLength: 1, maxLength: 5 });

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const failures = new Map<string, number>();

function taskOf(context: df.OrchestrationContext, step: Step, path: string): df.Task {
  const { df: durable } = context;
  const later = (ms: number) => durable.createTimer(new Date(durable.currentUtcDateTime.getTime() + ms));
  const key = `${durable.instanceId} ${path}`;
  switch (step.kind) {
    case 'all':
      return durable.Task.all(step.of.map((child, index) => taskOf(context, child, `${path}.${index}`)));
    case 'any':
      return durable.Task.any(step.of.map((child, index) => taskOf(context, child, `${path}.${index}`)));
    case 'timer':
      return later(step.n * MINUTE);
    case 'long':
      return later(7 * DAY + step.n * DAY);
    case 'call':
      return durable.callEntity(new df.EntityId('box', String(step.n)), 'add', 1);
    case 'child':
      return durable.callSubOrchestrator('child', { n: step.n });
    case 'retry':
      return durable.callActivityWithRetry('flaky', new df.RetryOptions(MINUTE, 5), { key, failures: step.failures });
    default:
      return durable.callActivity('same', { n: step.n });
  }
}

function register(): void {
  df.app.activity('same', { handler: (input: { n: number }) => input });
  df.app.activity('flaky', {
    handler: (input: { key: string; failures: number }) => {
      const failed = failures.get(input.key) ?? 0;
      if (failed >= input.failures) return { failed };
      failures.set(input.key, failed + 1);
      throw new Error(`failure ${failed + 1}`);
    },
  });
  df.app.entity<number>('box', (context) => context.df.return(1));
  df.app.orchestration('child', function* (context) {
    const same: unknown = yield context.df.callActivity('same', context.df.getInput());
    return same;
  });
  df.app.orchestration('program', function* (context) {
    const steps = context.df.getInput<Step[]>();
    for (const [index, next] of steps.entries()) {
      if (next.kind === 'signal') context.df.signalEntity(new df.EntityId('box', String(next.n)), 'add', 1);
      else yield taskOf(context, next, String(index));
    }
    return steps.length;
  });
}

describe('made-up orchestrations', () => {
  it('all complete, whatever they combine and whatever goes wrong: both sides number the tasks alike', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(program, { minLength: 5, maxLength: 5 }), fc.integer(), async (programs, seed) => {
        const clock = new VirtualClock();
        const faults = seededFaults(seed, {
          delayed: 0.3,
          delayMs: 3 * MINUTE,
          earlyTimers: 0.3,
          twiceTogether: 0.1,
          lostBefore: 0.1,
        });
        await using host = await startHost({ register, clock, faults, log: () => {} });
        for (const [index, input] of programs.entries())
          host.client.start('program', { instanceId: `p${index}`, input });

        await advanceToQuiet(host, clock, 60 * DAY);

        const statuses = host.client.list().map(({ runtimeStatus }) => runtimeStatus);
        expect(new Set(statuses)).toEqual(new Set(['Completed']));
      }),
      { numRuns: 40, seed: 42 },
    );
  });
});
