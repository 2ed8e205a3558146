import type { DurableClient } from 'durable-functions';
import { NOTIFY_INSTANCE_ID } from '../../../shared/domain/occurrences/keys.ts';
import { MINUTE_MS } from '../../../shared/durations.ts';
import { runningStatus, startOnce } from '../../runtime/client/durable-start.ts';
import { terminateIfRunning } from '../../runtime/client/durable-terminate.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import { failureText } from '../../runtime/failure-text.ts';
import { orchestrators, SINGLETON_VERSION } from '../../runtime/names.ts';

/** It never waits: one that runs for so long waits for an answer that was lost. */
const DEADLINE_MS = 30 * MINUTE_MS;

/**
 * Starts sending what people are to be notified of, unless that runs; ends one that is past its deadline,
 * so that the next poll starts again. Never throws: nothing else waits for it.
 */
export async function startNotify({ clock, log }: Pick<ActivityDeps, 'clock' | 'log'>, client: DurableClient) {
  try {
    const how = await startOnce(client, orchestrators.notify, NOTIFY_INSTANCE_ID, {}, SINGLETON_VERSION);
    const running = how === 'running' && (await runningStatus(client, NOTIFY_INSTANCE_ID));
    if (!running || new Date(running.createdTime).getTime() > clock.now() - DEADLINE_MS) return;
    log('notify-overdue', {});
    await terminateIfRunning(client, NOTIFY_INSTANCE_ID, 'sending notifications was past its deadline');
  } catch (error) {
    log('start-failed', { what: 'notify', reason: failureText(error) });
  }
}
