import type { InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';
import type { ActivityDeps } from '../deps.ts';
import { openWaitingAlerts } from './open-waiting-alerts.ts';
import { startDue } from './start-due.ts';

type Deps = Pick<
  ActivityDeps,
  'alerts' | 'conditions' | 'directory' | 'effects' | 'outcomes' | 'clock' | 'policy' | 'mode' | 'log'
>;

/**
 * Turns waiting alerts into occurrences and starts what is due: remediations of new occurrences, follow-ups of watched ones. Twice
 * is harmless: ids follow from the occurrence, and a row moves on only after its run was started.
 */
export function makeStartDueWork(deps: Deps) {
  return async (_input: unknown, context: InvocationContext): Promise<{ opened: number; started: number }> => {
    const client = df.getClient(context);
    const opened = await openWaitingAlerts(deps);
    const started = await startDue(deps, client);
    return { opened, started };
  };
}
