import type { InvocationContext } from '@azure/functions';
import type { DurableClient } from 'durable-functions';
import * as df from 'durable-functions';
import { failureText } from '../../runtime/failure-text.ts';
import type { JudgeDeps } from '../../runtime/playbook.ts';
import { openWaitingAlerts } from '../alerts/open-waiting-alerts.ts';
import { carryOutMutes } from './carry-out-mutes.ts';
import { makeFinishPoll } from './finish-poll.ts';
import { judgeBeforeStarting } from './playbook-hooks.ts';
import { startDue, startRequested } from './start-due.ts';
import type { StartDueDeps } from './start-one.ts';
import { wakeLeftBehind } from './take-up.ts';

/** What ending a poll works with. */
export type EndPollDeps = StartDueDeps & JudgeDeps;

/** What is still to be done once the pages are read. */
export interface Ending {
  /** Set for a poll that read every row and is not finished yet. */
  readonly pollId?: string;
  /** Whether the site rule has been judged for this poll. */
  readonly judged: boolean;
  /** Whether no poll was complete before; read when absent. */
  readonly isFirst?: boolean;
  /** As in `Finished`. */
  readonly listedSince?: string | undefined;
  /** The newest version of the app that has started runs, where `isFirst` is given. */
  readonly newestVersion?: string;
}

/**
 * What was done. `left` = time ran out before all that is due was begun; what failed is not left,
 * but due again in a minute.
 */
export interface PollEnded {
  readonly opened: number;
  readonly started: number;
  readonly left: boolean;
  /** Why the poll could not be finished, if so. */
  readonly unfinished?: string;
}

/**
 * With the time for finishing, less than the 30 s of an activity; a slow storage or host is given
 * less work instead of more time.
 */
const WORKING_MS = 15_000;

/** Opening occurrences may use this much of it: what was opened is to be started as well. */
const OPENING_MS = 7_000;

/**
 * Finishes a poll, judges the sites, turns waiting alerts into occurrences and starts what is due:
 * remediations of new occurrences, follow-ups of watched ones. A poll that cannot be finished does
 * not keep from their time the runs that are due. Idempotent: ids follow from the occurrence, and a
 * row moves on only after its run was started.
 */
export function makeEndPoll(deps: EndPollDeps) {
  const finishPoll = makeFinishPoll(deps);
  return async (client: DurableClient, { pollId, judged, ...given }: Ending): Promise<PollEnded> => {
    const { isFirst, listedSince } = given;
    let unfinished: string | undefined;
    try {
      if (pollId !== undefined) await finishPoll({ pollId, isFirst, listedSince });
    } catch (error) {
      unfinished = failureText(error);
    }
    // Before the sites are judged: what is muted counts for no site.
    if (!judged) await carryOutMutes(deps);
    // Before anything is started: a device's run must know that its whole site is away.
    if (!judged) await judgeBeforeStarting(deps);
    if (!judged) await lookForLeftBehind(deps, given);
    const now = deps.clock.now();
    const opening = await openWaitingAlerts(deps, now + OPENING_MS);
    const starting = await startDue(deps, client, now + WORKING_MS);
    const done = { opened: opening.opened, started: starting.started, left: opening.left || starting.left };
    return { ...done, ...(unfinished !== undefined && { unfinished }) };
  };
}

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

/** What cannot be searched for now is by the next poll. */
async function lookForLeftBehind(deps: EndPollDeps, { isFirst, newestVersion }: Omit<Ending, 'judged'>): Promise<void> {
  try {
    const newest = isFirst === undefined ? (await deps.alerts.polls()).newestVersion : newestVersion;
    await wakeLeftBehind(deps, newest);
  } catch (error) {
    deps.log('left-behind-unknown', { reason: failureText(error) });
  }
}
