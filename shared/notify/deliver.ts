import { createHash } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Channel, NotifySection } from '../policy/sections/notify-section.ts';
import type { Batch, ChannelState } from '../storage/outbox/outbox-rows.ts';
import type { OutboxStore, StoredChannel, Waiting } from '../storage/outbox/outbox-store.ts';
import { afterAttempt, revived } from './after-attempt.ts';
import { nextDistribution } from './batches.ts';
import type { Attempt } from './channels/attempt.ts';
import type { ChannelMessage } from './channels/message.ts';
import type { NotifyEvent } from './event.ts';
import { freeze, type LinksOf, membersOf, messageOf } from './next-message.ts';

/** What delivering works with. */
export interface DeliverDeps {
  readonly store: OutboxStore;
  readonly clock: Clock;
  readonly notify: NotifySection;
  /** Sends one message; never throws for what a receiver does. */
  send(channel: Channel, message: ChannelMessage): Promise<Attempt>;
  readonly linksOf: LinksOf;
  /** What a customer is called, where it is known. */
  nameOf(customerId: number): Promise<string | undefined>;
  log(event: string, facts: Readonly<Record<string, string | number | boolean | undefined>>): void;
}

/** When something is to be sent next (epoch ms); undefined = nothing waits. */
export interface Delivered {
  readonly nextAt: number | undefined;
}

/** After this no further message is begun: an activity has to end within 30 s. */
const SENDING_MS = 5_000;

/** Then an attempt counts as failed: what arrives all the same has the same id when it is tried again. */
const ATTEMPT_MS = 20_000;

/**
 * Puts new events into the batches of the channels that are notified of them, and sends each channel
 * what is due, all at the same time: one that hangs delays no other. Idempotent: a message keeps its
 * members and its id from before its first try until it is taken.
 */
export async function deliver(deps: DeliverDeps): Promise<Delivered> {
  const { clock, notify } = deps;
  const until = clock.now() + SENDING_MS;
  const waiting = await deps.store.waiting();
  const distributed = await distribute(deps, waiting);
  const ends = await Promise.all(
    notify.channels.map((channel) =>
      sendDue(deps, channel, {
        known: waiting.channels.get(channel.name),
        batches: [...waiting.batches, ...distributed.batches].filter((batch) => batch.channel === channel.name),
        until,
      }),
    ),
  );
  await forgetOthers(deps, waiting);
  const again = distributed.left || waiting.more ? [clock.now()] : [];
  const times = [...ends.flatMap((at) => at ?? []), ...again];
  return { nextAt: times.length === 0 ? undefined : Math.min(...times) };
}

async function distribute(deps: DeliverDeps, { events }: Waiting) {
  const { store, notify, clock, log } = deps;
  const batches: Batch[] = [];
  let left: readonly NotifyEvent[] = await Promise.all(events.map((event) => named(deps, event)));
  while (left.length > 0) {
    const next = nextDistribution(left, notify.channels, clock.now());
    if (!(await store.distribute(next.events, next.batches))) {
      // Another execution has done so meanwhile: what it made is sent by the next one.
      log('events-distributed-elsewhere', { events: next.events.length });
      return { batches, left: true };
    }
    batches.push(...next.batches);
    left = left.slice(next.events.length);
  }
  return { batches, left: false };
}

async function named({ nameOf }: DeliverDeps, event: NotifyEvent): Promise<NotifyEvent> {
  const { customerId, customerName } = event;
  const found = customerId === undefined || customerName !== undefined ? undefined : await nameOf(customerId);
  return found === undefined ? event : { ...event, customerName: found };
}

interface Pending {
  readonly known: StoredChannel | undefined;
  readonly batches: readonly Batch[];
  /** No message is begun after this (epoch ms). */
  readonly until: number;
}

/**
 * Sends one channel what is due; what does not fit one message follows at once. Returns when
 * something is due next (epoch ms).
 */
async function sendDue(deps: DeliverDeps, channel: Channel, pending: Pending): Promise<number | undefined> {
  const { clock } = deps;
  let { known, batches } = pending;
  while (batches.length > 0) {
    const state = stateOf(channel, known?.state);
    if (state.nextAt !== undefined && state.nextAt > clock.now()) return state.nextAt;
    if (clock.now() > pending.until) return clock.now();
    const frozen = await freezeOnce(deps, state, known, batches);
    const sent = frozen && (await sendOne(deps, channel, frozen, batches));
    // Another execution is at it.
    if (!sent) return clock.now();
    if (!sent.isOver) return sent.nextAt;
    ({ known, batches } = sent);
  }
  return undefined;
}

interface Frozen {
  readonly state: Omit<ChannelState, 'sending'> & { readonly sending: NonNullable<ChannelState['sending']> };
  readonly stored: StoredChannel;
}

/** Before the first try the row says which message it is: whatever happens then, it stays that one. */
async function freezeOnce(
  { store }: DeliverDeps,
  state: ChannelState,
  known: StoredChannel | undefined,
  batches: readonly Batch[],
): Promise<Frozen | undefined> {
  const sending = state.sending ?? freeze(batches);
  if (!sending) return undefined;
  const tried = { ...state, sending };
  if (known && state.sending) return { state: tried, stored: known };
  if (!(await store.saveChannel(tried, known))) return undefined;
  const stored = await store.channel(state.name);
  return stored?.state.sending?.id === sending.id ? { state: tried, stored } : undefined;
}

interface Sent {
  /** The message is off the list: taken, or given up. */
  readonly isOver: boolean;
  readonly nextAt: number | undefined;
  readonly known: StoredChannel | undefined;
  readonly batches: readonly Batch[];
}

async function sendOne(
  deps: DeliverDeps,
  channel: Channel,
  { state, stored }: Frozen,
  batches: readonly Batch[],
): Promise<Sent | undefined> {
  const { clock, store } = deps;
  const members = membersOf(state.sending, batches);
  const message = await messageOf(state.sending, members, deps.linksOf);
  if (!message) return withoutMembers(deps, { state, stored }, batches);
  const attempt = await inTime(deps, deps.send(channel, message));
  const { state: after, isOver } = afterAttempt(state, attempt, clock.now());
  report(deps, state, attempt, members);
  const rest = isOver ? batches.filter((batch) => !members.includes(batch)) : batches;
  // What did not fit is of the same burst.
  const next = isOver && attempt.ok && rest.length > 0 ? { ...after, nextAt: undefined } : after;
  const done = isOver ? members.map(({ rowKey }) => rowKey) : [];
  if (!(await store.saveChannel(next, stored, done))) return undefined;
  const known = rest.length > 0 && isOver ? await store.channel(channel.name) : stored;
  return { isOver, nextAt: next.nextAt, known, batches: rest };
}

/** What it was made of waited too long, and was purged: it says nothing any more. */
async function withoutMembers(
  { store, log }: DeliverDeps,
  { state, stored }: Frozen,
  batches: readonly Batch[],
): Promise<Sent | undefined> {
  log('notification-expired', { channel: state.name, message: state.sending.id });
  if (!(await store.saveChannel({ ...state, sending: undefined }, stored))) return undefined;
  return { isOver: true, nextAt: undefined, known: await store.channel(state.name), batches };
}

async function inTime({ clock }: DeliverDeps, attempt: Promise<Attempt>): Promise<Attempt> {
  const late = Promise.withResolvers<Attempt>();
  const reason = `no answer within ${ATTEMPT_MS / 1_000} s`;
  const cancel = clock.setTimer(
    () => late.resolve({ ok: false, isPermanent: false, code: 'timeout', reason }),
    ATTEMPT_MS,
  );
  try {
    return await Promise.race([attempt, late.promise]);
  } finally {
    cancel();
  }
}

function report({ log }: DeliverDeps, state: Frozen['state'], attempt: Attempt, members: readonly Batch[]): void {
  const events = members.reduce((sum, { data }) => sum + data.length, 0);
  const facts = { channel: state.name, message: state.sending.id, events, tries: state.tries + 1 };
  if (attempt.ok) log('notification-sent', facts);
  else log('notification-failed', { ...facts, code: attempt.code, reason: attempt.reason });
}

/** A channel whose address is another one begins again, with what waits for it. */
function stateOf({ name, type, secret }: Channel, known: ChannelState | undefined): ChannelState {
  const setUp = createHash('sha256')
    .update(JSON.stringify([type, secret]))
    .digest('base64url')
    .slice(0, 16);
  if (!known) return { name, setUp, tries: 0, refusals: 0, dropped: 0 };
  return known.setUp === setUp ? known : { ...revived(known), setUp };
}

/** What the policy does not name any more has nobody to notify. */
async function forgetOthers({ store, notify, log }: DeliverDeps, { batches, channels }: Waiting): Promise<void> {
  const named = new Set(notify.channels.map(({ name }) => name));
  const known = new Set([...channels.keys(), ...batches.map(({ channel }) => channel)]);
  for (const name of known) {
    if (named.has(name)) continue;
    const own = batches.filter(({ channel }) => channel === name);
    log('channel-forgotten', { channel: name, batches: own.length });
    await store.forgetChannel(name, own);
  }
}
