import * as df from 'durable-functions';
import { describe, expect, it } from 'vitest';
import { MemoryStore, startHost, VirtualClock } from '../../dev/host/index.ts';
import { replayHistories } from '../../dev/host/replay-history.ts';
import { advanceToQuiet } from '../../dev/host/testing.ts';

// biome-ignore lint/suspicious/noExplicitAny: what a task yields is as the flow says.
type Flow = (context: df.OrchestrationContext) => Generator<df.Task, unknown, any>;

/** Everything a history can hold: activities, a part, a timer, an entity, a fan-out, a new beginning. */
const asReleased: Flow = function* (context) {
  const round = context.df.getInput<number>();
  yield context.df.callActivity('first', {});
  yield context.df.Task.all([context.df.callActivity('second', {}), context.df.callSubOrchestrator('part')]);
  yield context.df.createTimer(new Date(context.df.currentUtcDateTime.getTime() + 60_000));
  yield context.df.callEntity(new df.EntityId('counter', 'one'), 'add', {});
  if (round === 0) context.df.continueAsNew(1);
  return round;
};

function appWith(flow: Flow, name = 'flow') {
  return () => {
    for (const activity of ['first', 'second', 'renamed']) df.app.activity(activity, { handler: () => ({}) });
    df.app.orchestration('part', function* (context) {
      yield context.df.callActivity('first', {});
      return null;
    });
    df.app.entity('counter', (context) => context.df.return({}));
    df.app.orchestration(name, flow);
  };
}

/** What the hub keeps of the released flow, run to its end. */
async function kept() {
  const clock = new VirtualClock();
  const store = new MemoryStore();
  await using host = await startHost({ register: appWith(asReleased), clock, store });
  host.client.start('flow', { instanceId: 'f', input: 0 });
  await advanceToQuiet(host, clock);
  return store.load().instances.filter(({ record }) => record.entity === null);
}

describe('a kept history', () => {
  it('fits the code that wrote it, after a new beginning as well', async () => {
    const instances = await kept();

    expect(instances.length).toBeGreaterThan(1);
    expect(await replayHistories(appWith(asReleased), instances)).toEqual([]);
  });

  it.each<[string, Flow, RegExp]>([
    [
      'whose activity has another name',
      function* (context) {
        yield context.df.callActivity('renamed', {});
      },
      /^f: (Non-Deterministic|after \d+ events it asks for \[activity renamed\], not for \[activity first\])/,
    ],
    [
      'that ends sooner',
      function* (context) {
        yield context.df.callActivity('first', {});
        return 1;
      },
      /^f: (Non-Deterministic|after \d+ events it asks for \[\], not for \[activity second)/,
    ],
    [
      'that does one thing more at its end',
      function* (context) {
        yield* asReleased(context);
        yield context.df.callActivity('second', {});
      },
      /^f: after \d+ events it asks for \[activity second\], not for \[\]/,
    ],
  ])('does not fit code %s', async (_what, flow, problem) => {
    const instances = await kept();

    const problems = await replayHistories(appWith(flow), instances);

    expect(problems).toEqual([expect.stringMatching(problem)]);
  });

  it('does not fit an app without its orchestrator', async () => {
    expect(await replayHistories(appWith(asReleased, 'other'), await kept())).toContain(
      "f: there is no orchestrator 'flow' any more",
    );
  });
});
