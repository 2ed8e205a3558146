import type { Clock } from '../clock.ts';
import { MINUTE_MS } from '../durations.ts';
import type { Policy } from '../policy/policy.ts';
import type { OutboxStore } from '../storage/outbox/outbox-store.ts';

/** A receiver is restarted, and asks for patience, now and then. */
const FAILING_FOR_MS = 30 * MINUTE_MS;

interface Deps {
  readonly clock: Pick<Clock, 'now'>;
  readonly outboxStore: Pick<OutboxStore, 'channels'>;
  inForce(): Promise<{ readonly policy: Pick<Policy, 'notify'> }>;
}

/**
 * Returns whether people can be notified where the policy says so: a channel that was given up, or that
 * has failed for half an hour, warns. Public: names no channel. One transaction, none without
 * channels.
 */
export async function checkChannels({
  clock,
  outboxStore,
  inForce,
}: Deps): Promise<{ readonly status: 'ok' | 'warning'; readonly detail: string }> {
  const { notify } = (await inForce()).policy;
  const now = clock.now();
  const names = notify.channels.map(({ name }) => name);
  if (names.length === 0) return { status: 'ok', detail: 'none is named' };
  const states = (await outboxStore.channels()).filter(({ name }) => names.includes(name));
  const dead = states.filter(({ deadSince }) => deadSince !== undefined);
  const failing = states.filter((state) => !dead.includes(state) && now - (state.failingSince ?? now) > FAILING_FOR_MS);
  const dropped = states.filter(({ droppedAt, lastOkAt }) => droppedAt !== undefined && droppedAt > (lastOkAt ?? 0));
  const found = [
    ...(dead.length > 0 ? [`${dead.length} of ${names.length} are given up, tried once a day`] : []),
    ...(failing.length > 0 ? [`${failing.length} of ${names.length} fail for over half an hour`] : []),
    ...(dropped.length > 0 ? [`${dropped.length} of ${names.length} refused a message`] : []),
  ];
  if (found.length === 0) return { status: 'ok', detail: `${names.length} named` };
  return { status: 'warning', detail: `${found.join('; ')}: see GET /api/channels` };
}
