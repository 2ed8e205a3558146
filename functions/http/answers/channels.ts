import { z } from 'zod';
import { eventNames, priorities } from '../../../shared/notify/event-names.ts';
import { languages } from '../../../shared/texts/language.ts';
import { id, number, time } from './common.ts';

/** How a channel is. `unused`: nothing was sent to it since it was set up. */
const ChannelHealth = z.object({
  state: z.enum(['unused', 'ok', 'failing', 'dead']),
  lastOkAt: time.nullable(),
  lastFailedAt: time.nullable(),
  failingSince: time.nullable(),
  /** Why the last try failed; nothing of what the receiver answered. */
  code: z.string().nullable(),
  reason: z.string().nullable(),
  nextTryAt: time.nullable(),
  /** Events that wait for it. */
  waiting: number,
  /** Messages that it refused for good. */
  dropped: number,
});

/** One channel of the policy. It names its secret; what is in it is never answered. */
const Channel = z.object({
  name: z.string(),
  type: z.enum(['teams', 'slack', 'webhook']),
  secret: z.string(),
  events: z.array(z.enum(eventNames)).readonly(),
  playbooks: z.array(z.string()).readonly().nullable(),
  customers: z.array(id).readonly().nullable(),
  minPriority: z.enum(priorities).nullable(),
  language: z.enum(languages),
  health: ChannelHealth,
});

/** Where people are notified, and when the daily summary is sent. */
export const Channels = z.object({
  channels: z.array(Channel).readonly(),
  dailySummaryAt: z.string(),
  timeZone: z.string(),
});

/** What became of a test message. Accepted is not shown: only a person finds it in the channel. */
export const TestedChannel = z.object({
  accepted: z.boolean(),
  code: z.string().nullable(),
  reason: z.string().nullable(),
  /** What to do now. */
  next: z.string(),
});
