import type { Budget } from './budgets.ts';
import { CLOCK_SKEW_MS, DELIVERY_AFTER_ABORT_MS, type Usage } from './lease.ts';
import { bucketMs, type Draft, type LiveLease, type UsedBucket } from './ledger-state.ts';

/**
 * How long after its end a lease may still be settled; then it counts in full. Settling comes with
 * the next turn of its user.
 */
const SETTLE_GRACE_MS = 10_000;

/** Weight of the last lease in the average of how much of their tokens leases use. */
const LEARNING_RATE = 0.02;

/**
 * Drops what left the window, and counts in full the leases that were not settled in time.
 * `draft.last` is the time.
 */
export function expire(draft: Draft, budget: Budget): void {
  const at = draft.last;
  while (draft.live[0] && draft.live[0][4] + SETTLE_GRACE_MS < at) {
    const [, n, cls, , end] = draft.live.shift() as LiveLease;
    for (let token = 0; token < n; token++) count(draft, budget, cls, end + DELIVERY_AFTER_ABORT_MS);
  }
  let gone = 0;
  while (gone < draft.used.length && (draft.used[gone] as UsedBucket)[0] + budget.windowMs <= at) gone++;
  draft.used.splice(0, gone);
}

/**
 * Settles a live lease: each request counts from its response headers (any other machine's clock
 * may be `CLOCK_SKEW_MS` ahead of the one that received them), without a response at the lease's
 * end; the rest is free at once. `usage` is epoch ms. Returns how many tokens were returned.
 */
export function settleLive(draft: Draft, budget: Budget, index: number, usage: Usage): number {
  const [, n, cls, start, end] = draft.live.splice(index, 1)[0] as LiveLease;
  // More than n can't have been sent; of a report that says so the latest count.
  const times = usage.length > n ? [...usage].sort((a, b) => b - a).slice(0, n) : usage;
  for (const time of times) {
    const headers = Math.max(start, time - draft.base);
    const until = headers >= end ? end + DELIVERY_AFTER_ABORT_MS : headers + CLOCK_SKEW_MS;
    count(draft, budget, cls, until);
  }
  const part = draft.usedPart + (times.length / n - draft.usedPart) * LEARNING_RATE;
  draft.usedPart = Math.round(part * 1_000) / 1_000;
  return n - times.length;
}

/** Puts one token into the bucket that ends at or after `until`. */
function count(draft: Draft, budget: Budget, cls: number, until: number): void {
  const size = bucketMs(budget);
  const endsAt = Math.ceil(until / size) * size;
  let index = draft.used.length;
  while (index > 0 && (draft.used[index - 1] as UsedBucket)[0] > endsAt) index--;
  const before = draft.used[index - 1];
  const counts: [number, number, number] = before?.[0] === endsAt ? [before[1], before[2], before[3]] : [0, 0, 0];
  counts[cls as 0 | 1 | 2]++;
  const bucket: UsedBucket = [endsAt, ...counts];
  if (before?.[0] === endsAt) draft.used[index - 1] = bucket;
  else draft.used.splice(index, 0, bucket);
}
