import type { InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';
import { type Ending, type EndPollDeps, makeEndPoll, type PollEnded } from './end-poll.ts';
import { startRequested } from './start-due.ts';

/** Whose work: all that is due after a poll; or the one occurrence that was asked for. */
export type DueWork = Ending | { readonly requested: { readonly deviceKey: string; readonly conditionKey: string } };

/**
 * Starts what is due, as `makeEndPoll` says, or the one occurrence that was asked for. Idempotent.
 */
export function makeStartDueWork(deps: EndPollDeps) {
  const endPoll = makeEndPoll(deps);
  return async (work: DueWork, context: InvocationContext): Promise<PollEnded> => {
    const client = df.getClient(context);
    if (!('requested' in work)) return endPoll(client, work);
    return { opened: 0, started: await startRequested(deps, client, work.requested), left: false };
  };
}
