import { z } from 'zod';
import { epochMs, Refused } from '../entity-operation.ts';
import { Hold, holderId } from './hold.ts';

const conditionKey = z.string().min(1).max(200);

/**
 * How often one condition of a device may be acted on: the policy's, as it was when the run
 * started.
 */
const AttemptLimits = z.object({ attemptsPerDay: z.int().min(1), attemptsPerWeek: z.int().min(1) });
export type AttemptLimits = z.infer<typeof AttemptLimits>;

/**
 * Input of `take` and of `ask`: hold the device until then (epoch ms), to act on this condition.
 */
export const GateTake = z.object({ holder: holderId, until: epochMs, conditionKey, limits: AttemptLimits });

/**
 * Input of `release`. `acted` false = nothing was sent to the device, so the attempt does not
 * count.
 */
export const GateRelease = z.object({ holder: holderId, acted: z.boolean() });

/**
 * One counted attempt. `at` (epoch ms) is when it may last have acted; it names its holder until
 * that released it.
 */
const Attempt = z.object({ conditionKey, at: epochMs, holder: holderId.optional() });
export type Attempt = z.infer<typeof Attempt>;

/** What the gate of a device keeps. `last` is the highest time ever observed (epoch ms). */
export const GateState = z.object({
  v: z.literal(1),
  last: epochMs,
  hold: Hold.optional(),
  attempts: z.array(Attempt),
});
export type GateState = z.infer<typeof GateState>;

/**
 * Answer to `take` and `ask`. `renewed` = the holder had it already and nothing more was counted;
 * `busy` = another holds the device until then; `spent` = tried too often, and `nextAt` is when one
 * more attempt is allowed. Times are epoch ms.
 */
export const GateReply = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('granted'), renewed: z.boolean() }),
  z.object({ kind: z.literal('busy'), until: epochMs }),
  z.object({
    kind: z.literal('spent'),
    attemptsInDay: z.number(),
    attemptsInWeek: z.number(),
    nextAt: epochMs,
  }),
  Refused,
]);
export type GateReply = z.infer<typeof GateReply>;

/**
 * Every answer of the gate; `released` is that to `release`, also when there was nothing to
 * release.
 */
export type GateAnswer = GateReply | { readonly kind: 'released' };
