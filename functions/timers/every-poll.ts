import type { InvocationContext, Timer } from '@azure/functions';
import * as df from 'durable-functions';
import type { AppDeps } from '../../orchestrations/runtime/deps.ts';
import { failureText } from '../../orchestrations/runtime/failure-text.ts';
import { makeNotifyPolicy } from '../services/policy/notify-policy.ts';
import type { WatchDeps } from '../services/watch-app.ts';
import { makeCountQuestions } from './count-questions.ts';
import { makeRestsNow } from './rests-now.ts';
import { makeStartPoll } from './start-poll.ts';
import { makeStartRefresh } from './start-refresh.ts';
import { makeStartRetention } from './start-retention.ts';
import { makeWatchSelf } from './watch-self.ts';

type Deps = Pick<AppDeps, 'automox' | 'budgets' | 'measure' | 'policies' | 'inForce'> & WatchDeps;

/**
 * The app's only timer (`POLL_SCHEDULE`): starts a poll, unless polling rests in quiet hours, and
 * what is due beside it. Each timer of
 * its own would renew a lock of its own, about 480 blob writes an hour, which are the dear kind
 * (measured on Functions 4.1037). What cannot be started does not hinder the rest; throws then, so
 * that the host counts a failed run.
 */
export function makeEveryPoll(deps: Deps) {
  const startPoll = makeStartPoll(deps);
  const restsNow = makeRestsNow(deps);
  const starts = {
    poll: async (client: df.DurableClient) => ((await restsNow()) ? undefined : startPoll(client)),
    refresh: makeStartRefresh(deps),
    retention: makeStartRetention(deps),
  };
  const countQuestions = makeCountQuestions(deps);
  const notifyPolicy = makeNotifyPolicy(deps);
  const watchSelf = makeWatchSelf(deps);
  return async (_timer: Timer, context: InvocationContext): Promise<void> => {
    const client = df.getClient(context);
    const failed: string[] = [];
    for (const [what, start] of Object.entries(starts)) {
      try {
        await start(client);
      } catch (error) {
        deps.log('start-failed', { what, reason: failureText(error) });
        failed.push(what);
      }
    }
    await notifyPolicy();
    // A number that is missing hinders nobody's work.
    await countQuestions().catch((error) => deps.log('questions-not-counted', { reason: failureText(error) }));
    await watchSelf().catch((error) => deps.log('app-not-watched', { reason: failureText(error) }));
    if (failed.length > 0) throw new Error(`Not started: ${failed.join(', ')}`);
  };
}
