import { z } from 'zod';
import { DAY_MS } from '../durations.ts';
import { epochMs, type Refused, refusal } from '../entity-operation.ts';

/**
 * Who holds something: the id of an orchestration (the longest, a remediation's, has under 150
 * characters).
 */
export const holderId = z.string().min(1).max(300);

/** A hold as it is kept: it is free again at `until` (epoch ms), whatever happens to its holder. */
export const Hold = z.object({ holder: holderId, until: epochMs });
export type Hold = z.infer<typeof Hold>;

/**
 * Whether what `by` does counts for what `holder` has: itself, or an instance of the same
 * remediation that it took the place of. What the replaced one does later counts for nothing.
 */
export function actsFor(by: string, holder: string): boolean {
  const [own, other] = [instanceOf(by), instanceOf(holder)];
  return own.remediation === other.remediation && own.number >= other.number;
}

/** Whether both are instances of the same remediation. */
export function isSameRemediation(one: string, other: string): boolean {
  return instanceOf(one).remediation === instanceOf(other).remediation;
}

/** `rem.a1.offline.3-2` is the second instance of `rem.a1.offline.3`. */
function instanceOf(holder: string): { readonly remediation: string; readonly number: number } {
  const [, remediation = holder, number = '1'] = /^(rem\..+\.\d{1,9})-(\d{1,9})$/.exec(holder) ?? [];
  return { remediation, number: Number(number) };
}

/**
 * What a brake keeps and returns. `undefined` = there is nothing to keep: the entity may be
 * deleted.
 */
export interface Braked<Reply> {
  readonly state: unknown;
  readonly reply: Reply;
}

/**
 * A year and a day, like the longest wait a policy can name. Longer is a mistake in the unit, and
 * would outlive its holder.
 */
const LONGEST_HOLD_MS = 366 * DAY_MS;

/**
 * Returns why nothing can be held until then; undefined when it can. A hold that ends at once would
 * protect nothing.
 */
export function untilProblem(until: number, now: number): Refused | undefined {
  if (until <= now) return refusal('hold_over', 'The hold that was asked for would be over at once');
  if (until > now + LONGEST_HOLD_MS)
    return refusal('hold_too_long', 'The hold that was asked for is longer than a year');
  return undefined;
}
