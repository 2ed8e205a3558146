import { deliver } from '../../../shared/notify/deliver.ts';
import { isOutboxDue } from '../../../shared/notify/outbox.ts';
import type { DueEntry } from '../../../shared/storage/due-index.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import { failureText } from '../../runtime/failure-text.ts';

type Deps = Pick<
  ActivityDeps,
  'channelSender' | 'clock' | 'conditions' | 'customers' | 'log' | 'outbox' | 'outboxStore' | 'policy'
>;

/** `left`: something is due already. */
export interface NotificationsSent {
  readonly left: boolean;
}

/**
 * Sends every channel what is due. Idempotent, as `deliver` is: a message that was sent, but not
 * written down as sent, is sent again under the same id. Entries of the index go last.
 */
export function makeSendNotifications(deps: Deps) {
  return async (): Promise<NotificationsSent> => {
    const { channelSender, clock, conditions, customers, log, outbox, outboxStore, policy } = deps;
    try {
      const entries: DueEntry[] = [];
      for await (const entry of conditions.due(clock.now())) if (isOutboxDue(entry)) entries.push(entry);
      const here = await customers.policyOf(undefined);
      const { nextAt } = await deliver({
        ...{ store: outboxStore, clock, log, notify: policy.notify },
        send: (channel, message) =>
          channelSender.send(channel, message, { ...here, language: channel.language ?? here.language }),
        linksOf: async () => ({}),
      });
      const left = nextAt !== undefined && nextAt <= clock.now();
      if (nextAt !== undefined) await outbox.ring(nextAt);
      await conditions.forgetDue(entries);
      return { left };
    } catch (error) {
      log('notifications-not-sent', { error: failureText(error) });
      return { left: false };
    }
  };
}
