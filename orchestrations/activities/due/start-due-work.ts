import type { InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';
import type { ActivityDeps } from '../../runtime/deps.ts';
import { openWaitingAlerts } from '../alerts/open-waiting-alerts.ts';
import { judgeBeforeStarting } from './playbook-hooks.ts';
import { startDue, startRequested } from './start-due.ts';

type Deps = Pick<
  ActivityDeps,
  | 'alerts'
  | 'conditions'
  | 'customers'
  | 'directory'
  | 'effects'
  | 'monitored'
  | 'outcomes'
  | 'sites'
  | 'clock'
  | 'policy'
  | 'mode'
  | 'log'
>;

/** Whose work: all that is due, with the site rule `judged` already or not; or the one occurrence that was asked for. */
export type DueWork =
  | { readonly judged: boolean }
  | { readonly requested: { readonly deviceKey: string; readonly conditionKey: string } };

/** What was done. `left` = time ran out before all that is due was begun; what failed is not left, but due again in a minute. */
export interface WorkStarted {
  readonly opened: number;
  readonly started: number;
  readonly left: boolean;
}

/** An activity has to end within 30 s; a slow storage or host is given less work instead of more time. */
const WORKING_MS = 15_000;

/** Taking up may use this much of it: what was taken up is to be started as well. */
const OPENING_MS = 7_000;

/**
 * Judges the sites, turns waiting alerts into occurrences and starts what is due: remediations of new occurrences, follow-ups of
 * watched ones. Only the poll has the sites judged, and there is one poll. Idempotent: ids follow from the occurrence, and a row moves on
 * only after its run was started.
 */
export function makeStartDueWork(deps: Deps) {
  return async (work: DueWork, context: InvocationContext): Promise<WorkStarted> => {
    const client = df.getClient(context);
    if ('requested' in work)
      return { opened: 0, started: await startRequested(deps, client, work.requested), left: false };
    // Before anything is taken up: a device's run must know that its whole site is away.
    if (!work.judged) await judgeBeforeStarting(deps);
    const now = deps.clock.now();
    const opening = await openWaitingAlerts(deps, now + OPENING_MS);
    const starting = await startDue(deps, client, now + WORKING_MS);
    return { opened: opening.opened, started: starting.started, left: opening.left || starting.left };
  };
}
