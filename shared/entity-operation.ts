import { z } from 'zod';

/** An operation as it reaches the state of an entity: nothing about `input` is known. */
export interface EntityOperation {
  readonly verb: string;
  readonly input: unknown;
}

/** A time in epoch ms; the upper end is the last one a date can hold. */
export const epochMs = z.number().min(0).max(8.64e15);

/**
 * Why an entity did nothing: `code` is for programs, `message` for people. A value, never an
 * exception.
 */
export const Refused = z.object({ kind: z.literal('refused'), code: z.string(), message: z.string() });
export type Refused = z.infer<typeof Refused>;

/** Returns the answer to an operation that was not done. */
export function refusal(code: string, message: string): Refused {
  return { kind: 'refused', code, message };
}

/**
 * Returns the answer to an operation whose input is not what its schema asks for; names every
 * mistake.
 */
export function badRequest({ issues }: z.ZodError): Refused {
  const mistakes = issues.map((issue) => `${issue.path.join('.') || 'input'}: ${issue.message}`);
  return refusal('bad_request', mistakes.join('; '));
}
