import { z } from 'zod';
import { epochMs, Refused } from '../entity-operation.ts';
import type { Lease } from './lease.ts';

/** Classes in the order in which they are served: a fix before a check before a poll. */
export const budgetClasses = ['remediate', 'verify', 'poll'] as const;

/** What a request is for. */
export type BudgetClass = (typeof budgetClasses)[number];

/** What became of a lease; see `Settlement` in lease.ts. */
export const SettleInput = z.object({
  leaseId: z.string().min(1).max(100),
  usage: z.array(epochMs).max(10_000),
  rateLimited: z.object({ retryAfterSeconds: z.number().min(0).optional() }).optional(),
});
export type SettleInput = z.infer<typeof SettleInput>;

/**
 * Asks for `n` tokens; `positionId` when it retries with a queue position and `turns` how often it
 * has, `settle` to settle the caller's last lease with it.
 */
export const AcquireInput = z.object({
  n: z.number().int().min(1),
  class: z.enum(budgetClasses),
  positionId: z.string().max(100).optional(),
  turns: z.number().int().min(0).max(100).optional(),
  settle: z.unknown().optional(),
});
export type AcquireInput = z.infer<typeof AcquireInput>;

const LeaseSchema: z.ZodType<Lease> = z.object({
  id: z.string(),
  budget: z.string(),
  n: z.number(),
  notBefore: z.number(),
  notAfter: z.number(),
});

/**
 * Answer to `acquire`: a lease (now or future-dated), a queue position to retry with at `wakeAt`,
 * or a refusal.
 */
export const AcquireReply = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('lease'),
    lease: LeaseSchema,
    /** Little is in use, and the vendor refuses nothing: this lease need not be settled. */
    calm: z.boolean().optional(),
  }),
  z.object({ kind: z.literal('queued'), positionId: z.string(), wakeAt: epochMs }),
  Refused,
]);
export type AcquireReply = z.infer<typeof AcquireReply>;

/** Answer to `settle`. */
export type SettleReply = { readonly kind: 'settled'; readonly returned: number } | Refused;

export type LedgerReply = AcquireReply | SettleReply;
