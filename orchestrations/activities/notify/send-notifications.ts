import type { Locale } from '../../../shared/domain/time/local-times.ts';
import type { ChannelMessage } from '../../../shared/notify/channels/message.ts';
import { deliver } from '../../../shared/notify/deliver.ts';
import { isOutboxDue } from '../../../shared/notify/outbox.ts';
import type { Channel } from '../../../shared/policy/sections/notify-section.ts';
import type { DueEntry } from '../../../shared/storage/conditions/due-index.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import { failureText } from '../../runtime/failure-text.ts';
import { type LinkMaker, linksWith } from './links-of.ts';

type Deps = Pick<
  ActivityDeps,
  'channelSender' | 'clock' | 'conditions' | 'customers' | 'directory' | 'log' | 'outbox' | 'outboxStore' | 'policy'
> & {
  /** Absent = messages lead nowhere. */
  readonly answerLinks?: LinkMaker;
};

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
    const { channelSender, clock, conditions, log, outbox, outboxStore, policy } = deps;
    try {
      const entries: DueEntry[] = [];
      for await (const entry of conditions.due(clock.now())) if (isOutboxDue(entry)) entries.push(entry);
      const { nextAt } = await deliver({
        ...{ store: outboxStore, clock, log, notify: policy.notify, nameOf: namesFrom(deps) },
        send: async (channel, message) => channelSender.send(channel, message, await localeOf(deps, channel, message)),
        linksOf: linksWith(deps.answerLinks, clock),
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

/** One event is written in its customer's time, several in that of the policy. */
async function localeOf({ customers }: Deps, { language }: Channel, message: ChannelMessage): Promise<Locale> {
  const locale = await customers.policyOf(message.kind === 'event' ? message.event.customerId : undefined);
  const { language: usual } = message.kind === 'event' ? await customers.policyOf(undefined) : locale;
  return { timeZone: locale.timeZone, language: language ?? usual };
}

/** Reads the names once, when the first is asked for. */
function namesFrom({ directory }: Deps) {
  let names: Promise<Readonly<Record<string, string>>> | undefined;
  return async (customerId: number) => {
    names ??= directory.lastRefresh().then((refresh) => refresh?.customerNames ?? {});
    return (await names)[String(customerId)];
  };
}
