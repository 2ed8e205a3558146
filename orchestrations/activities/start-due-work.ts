import type { InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';
import type { ActivityDeps } from '../deps.ts';
import { failureText } from '../failure-text.ts';
import { judgeSites } from './judge-sites.ts';
import { openWaitingAlerts } from './open-waiting-alerts.ts';
import { startDue } from './start-due.ts';

type Deps = Pick<
  ActivityDeps,
  'alerts' | 'conditions' | 'directory' | 'effects' | 'outcomes' | 'sites' | 'clock' | 'policy' | 'mode' | 'log'
>;

/**
 * Turns waiting alerts into occurrences and starts what is due: remediations of new occurrences, follow-ups of watched ones. Twice
 * is harmless: ids follow from the occurrence, and a row moves on only after its run was started.
 */
export function makeStartDueWork(deps: Deps) {
  return async (_input: unknown, context: InvocationContext): Promise<{ opened: number; started: number }> => {
    const client = df.getClient(context);
    const opened = await openWaitingAlerts(deps);
    // Before anything is started: a device's run must know that its whole site is away.
    await judgeSites(deps).catch((error) => deps.log('sites-not-judged', { error: failureText(error) }));
    const started = await startDue(deps, client);
    return { opened, started };
  };
}
