import { z } from 'zod';
import { epochMs, Refused } from '../entity-operation.ts';
import { Hold, holderId } from './hold.ts';

/**
 * When a customer is left alone: the policy's section `breaker`, as it was when the run started.
 */
const BreakerLimits = z.object({
  maxInFlight: z.int().min(1),
  maxSharePercent: z.number().min(0).max(100),
  openAfterFailures: z.int().min(1),
  openAtErrorPercent: z.number().min(0).max(100),
  pauseMinutes: z.number().positive(),
});
export type BreakerLimits = z.infer<typeof BreakerLimits>;

/** A mark of which only one hold may be in flight: `server-reboot`. */
const mark = z.string().min(1).max(100);

/**
 * Input of `take` and `ask`. Without `deviceCount` (devices of the customer, not known) the cap is
 * one.
 */
export const BreakerTake = z.object({
  holder: holderId,
  until: epochMs,
  deviceCount: z.int().min(0).optional(),
  exclusive: mark.optional(),
  limits: BreakerLimits,
});

/** Input of `report`: how the action ended. */
export const BreakerReport = z.object({ holder: holderId, ok: z.boolean(), limits: BreakerLimits });

/** Input of `cancel`: the slot is free and there is no result. */
export const BreakerCancel = z.object({ holder: holderId });

/** How an action ended, and when (epoch ms). */
const Result = z.object({ holder: holderId, at: epochMs, ok: z.boolean() });
export type Result = z.infer<typeof Result>;

/**
 * What opened the breaker: failures in a row, too large a share of failures within 24 hours, or one
 * right after a pause.
 */
const OpenedBy = z.discriminatedUnion('rule', [
  z.object({ rule: z.literal('in-a-row'), count: z.int().positive() }),
  z.object({ rule: z.literal('share'), failed: z.int().positive(), of: z.int().positive() }),
  z.object({ rule: z.literal('after-pause') }),
]);
export type OpenedBy = z.infer<typeof OpenedBy>;

/** Open until then (epoch ms), half open afterwards. */
const Opened = z.object({ until: epochMs, because: OpenedBy });
export type Opened = z.infer<typeof Opened>;

/**
 * What the breaker of a customer keeps. `last` is the highest time ever observed (epoch ms);
 * results are by time.
 */
export const BreakerState = z.object({
  v: z.literal(1),
  last: epochMs,
  holds: z.array(Hold.extend({ exclusive: mark.optional() })),
  results: z.array(Result),
  opened: Opened.optional(),
});
export type BreakerState = z.infer<typeof BreakerState>;

/**
 * Answer to `take` and `ask`. `renewed` = the holder had a slot already; `full` = no slot before
 * `until` at the latest, and with `exclusive` it is that mark which is taken; `open` = nothing for
 * this customer before `until`. Times are epoch ms.
 */
export const BreakerReply = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('granted'), renewed: z.boolean() }),
  z.object({
    kind: z.literal('full'),
    until: epochMs,
    inFlight: z.number(),
    cap: z.number(),
    exclusive: mark.optional(),
  }),
  z.object({ kind: z.literal('open'), until: epochMs, because: OpenedBy }),
  Refused,
]);
export type BreakerReply = z.infer<typeof BreakerReply>;

/**
 * Every answer of the breaker; `recorded` is that to `report`, `counted` false when the holder had
 * reported before.
 */
export type BreakerAnswer =
  | BreakerReply
  | { readonly kind: 'recorded'; readonly counted: boolean }
  | { readonly kind: 'released' };
