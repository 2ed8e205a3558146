import { z } from 'zod';
import { Who } from '../people/who.ts';

/**
 * A question to a person about one action, and the answer; kept with the occurrence. Times are
 * epoch ms.
 */
export const Approval = z.object({
  /** `evidenceHash` of what was asked. */
  evidence: z.string(),
  /** The first, second, … question of the occurrence: a command is sent at most once for each. */
  number: z.int().positive(),
  /** What would be done and why, for people. */
  asks: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  askedAt: z.number(),
  expiresAt: z.number(),
  /** Its device was muted before anybody answered: the question stands no more. Epoch ms. */
  withdrawnAt: z.number().optional(),
  /** How many earlier questions of the occurrence were withdrawn so. */
  withdrawn: z.int().positive().optional(),
  /** True for what is done in a maintenance window only. */
  isInWindow: z.boolean().optional(),
  /** An approval is valid until then. */
  answer: z
    .object({
      approved: z.boolean(),
      /** `who` in words, for people. */
      by: z.string(),
      who: Who.optional(),
      via: z.enum(['link']).optional(),
      reason: z.string().optional(),
      at: z.number(),
      until: z.number(),
    })
    .optional(),
  /**
   * What became of an approval that was not acted on, and why: without a full stop. One that waits
   * is retried until then.
   */
  became: z
    .object({
      what: z.enum(['waits', 'not-done']),
      why: z.string().optional(),
      at: z.number(),
      until: z.number().optional(),
    })
    .optional(),
});

/** As above. */
export type Approval = z.output<typeof Approval>;

/** How a question stands. */
export type ApprovalState =
  | { readonly state: 'pending'; readonly number: number; readonly expiresAt: number }
  | { readonly state: 'approved'; readonly number: number; readonly by: string; readonly at: number }
  | { readonly state: 'rejected'; readonly by: string; readonly reason?: string }
  | { readonly state: 'expired'; readonly because: 'unanswered' | 'asked-too-often' }
  /** `why` it could not be done in time, without a full stop. */
  | {
      readonly state: 'expired';
      readonly because: 'too-old';
      readonly by: string;
      readonly at: number;
      readonly until: number;
      readonly why?: string;
    };

/** Returns how a question stands at `now`. */
export function approvalState({ number, expiresAt, answer, became }: Approval, now: number): ApprovalState {
  if (!answer)
    return now < expiresAt ? { state: 'pending', number, expiresAt } : { state: 'expired', because: 'unanswered' };
  const { approved, by, reason, at, until } = answer;
  if (!approved) return { state: 'rejected', by, ...(reason !== undefined && { reason }) };
  return now < until
    ? { state: 'approved', number, by, at }
    : { state: 'expired', because: 'too-old', by, at, until, ...(became?.why !== undefined && { why: became.why }) };
}
