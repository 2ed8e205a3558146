import type { OrchestrationContext, Task } from 'durable-functions';
import type { NotificationsSent } from '../activities/notify/send-notifications.ts';
import { activities } from '../runtime/names.ts';

/** A round is about four history events, and at most 30 seconds. */
const MAX_ROUNDS = 15;

/**
 * Sends people what is due, round by round while more is. A singleton under a fixed id, started by
 * the poll; it never waits: what is to be tried later is an entry in the index of what is due, which
 * a later poll finds. So a receiver that fails for days keeps nothing running.
 */
export function* notify(context: OrchestrationContext): Generator<Task, NotificationsSent> {
  let sent: NotificationsSent = { left: true };
  for (let round = 0; round < MAX_ROUNDS && sent.left; round++)
    // The activity's own plain JSON.
    sent = (yield context.df.callActivity(activities.sendNotifications, {})) as NotificationsSent;
  return sent;
}
