import { z } from 'zod';
import { Who } from '../../../shared/domain/people/who.ts';

/** A moment in an answer. */
export const time = z.iso.datetime().meta({ examples: ['2026-03-02T08:14:00.000Z'] });

/** An id of Atera. */
export const id = z.int().positive();

/** A count. */
export const number = z.int().nonnegative();

/** Where the next page begins; null on the last one. */
export const nextPage = z.string().nullable();

/** An error as RFC 9457 says. */
export const Problem = z
  .object({
    type: z.literal('about:blank'),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string(),
    errors: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .optional()
      .meta({ description: 'Each mistake of a policy that is not valid.' }),
  })
  .meta({ id: 'Problem' });

/** A question to a person in short. */
export const ShortApproval = z.object({
  state: z.enum(['pending', 'approved', 'sent', 'not-done', 'rejected', 'expired', 'dropped']),
  asks: z.string(),
  evidence: z.string(),
  expiresAt: time.optional(),
});

/** A question to a person, its answer, and what became of it. */
export const Approval = ShortApproval.extend({
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  askedAt: time.optional(),
  answer: z
    .object({
      approved: z.boolean(),
      by: z.string().meta({ description: '`who` in the words that people read.' }),
      who: Who.optional(),
      via: z.enum(['link']).optional(),
      reason: z.string().optional(),
      at: time.optional(),
      until: time.optional(),
    })
    .nullable(),
  became: z
    .object({
      what: z.enum(['waits', 'not-done']),
      why: z.string().optional(),
      at: time.optional(),
      until: time.optional(),
    })
    .nullable(),
});
