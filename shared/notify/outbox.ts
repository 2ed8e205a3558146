import type { Clock } from '../clock.ts';
import type { Policy } from '../policy/policy.ts';
import type { DueIndex } from '../storage/conditions/due-index.ts';
import type { OutboxStore } from '../storage/outbox/outbox-store.ts';
import { revived } from './after-attempt.ts';
import { fitted, type NotifyEvent } from './event.ts';

/** Where the app puts what people are to be notified of. */
export interface Outbox {
  /**
   * Adds what happened, once: the same id is never sent twice. To be awaited before the row is
   * written that completes the step. Costs nothing where the policy has no channel, else two
   * transactions. Who is notified is decided when it is sent.
   */
  add(event: NotifyEvent): Promise<void>;
  /**
   * Has what waits looked at by the first poll from `at` on (epoch ms; default now). One transaction.
   */
  ring(at?: number): Promise<void>;
  /** Has a channel that failed tried again by the next poll: a person says, or has seen, that it works. */
  revive(channel: string): Promise<void>;
}

/** Stands in the index `due` for what is still to be sent. */
const OUTBOX_DUE = { deviceKey: 'outbox', conditionKey: 'notify', turn: 'again', rank: 0 } as const;

/** Returns true for an entry of the index that says that something is to be sent. */
export function isOutboxDue({ deviceKey }: { readonly deviceKey: string }): boolean {
  return deviceKey === OUTBOX_DUE.deviceKey;
}

/** Returns the outbox. */
export function makeOutbox({
  store,
  dueIndex,
  clock,
  inForce,
}: {
  readonly store: Pick<OutboxStore, 'add' | 'isNew' | 'channel' | 'saveChannel'>;
  readonly dueIndex: Pick<DueIndex, 'put'>;
  readonly clock: Pick<Clock, 'now'>;
  inForce(): Promise<{ readonly policy: Pick<Policy, 'notify'> }>;
}): Outbox {
  const ring = (nextAt = clock.now()) => dueIndex.put({ ...OUTBOX_DUE, nextAt });
  return {
    async add(event) {
      const { policy } = await inForce();
      if (policy.notify.channels.length === 0) return;
      const isAdded = await store.add(fitted(event), clock.now());
      // After it: whoever finds the entry finds the event. A step that ended in between adds again.
      if (isAdded || (await store.isNew(event.id))) await ring();
    },
    ring,
    async revive(name) {
      const known = await store.channel(name);
      if (known) await store.saveChannel(revived(known.state), known);
      await ring();
    },
  };
}
