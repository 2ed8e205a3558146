import { z } from 'zod';
import { NotifyEvent } from '../../notify/event.ts';
import { json, moment } from '../table/columns.ts';

/** Azure takes 64 KB of a text column: 32,000 characters. */
export const MAX_COLUMN = 30_000;

/** Rows of one transaction. */
export const MAX_CHANGES = 100;

/** All rows are of one partition, so that one transaction moves an event from one to the next. */
export const PARTITION = 'outbox';

/** How row keys begin. In this order what is still to be sent stands together, before what was. */
export const prefixes = { batch: 'batch.', channel: 'channel.', event: 'event.', known: 'known.' } as const;

/** What kind of message a batch may become part of. */
export const batchKinds = ['questions', 'others', 'summary'] as const;

/** A row `event.<id>`: it is not yet in the batches of the channels that are notified of it. */
export const eventRow = z.object({ rowKey: z.string(), data: json(NotifyEvent) });

/** A row `batch.<channel>.<time>-<hash>`: events for one channel that were found together. */
export const batchRow = z.object({
  rowKey: z.string(),
  at: moment,
  channel: z.string(),
  kind: z.enum(batchKinds),
  data: json(z.array(NotifyEvent)),
});

/** Events for one channel. `rowKey` sorts by time. */
export type Batch = z.output<typeof batchRow>;

/** A message whose members and id do not change any more: it may have been tried. */
const frozen = z.object({ id: z.string(), batches: z.array(z.string()) });

/** A row `channel.<name>`. Times are epoch ms. */
export const channelRow = z.object({
  name: z.string(),
  /** A hash of what the policy says of it: another address begins again. */
  setUp: z.string(),
  sending: json(frozen).optional(),
  /** Failed tries of the message that is sent. */
  tries: z.int().nonnegative(),
  /** How many of them in a row the receiver refused for good. */
  refusals: z.int().nonnegative(),
  nextAt: moment.optional(),
  lastOkAt: moment.optional(),
  failingSince: moment.optional(),
  lastFailedAt: moment.optional(),
  code: z.string().optional(),
  reason: z.string().optional(),
  /** Since when nothing is tried but once a day. */
  deadSince: moment.optional(),
  /** Messages that were refused for good, and given up. */
  dropped: z.int().nonnegative(),
  droppedAt: moment.optional(),
});

/** How a channel is. */
export type ChannelState = z.output<typeof channelRow>;
