import { LeaseSession } from '../../shared/budget/lease.ts';
import type { Clock } from '../../shared/clock.ts';

/** A session under a lease that begins now: by default 100 requests within a minute. */
export function sessionOf(
  clock: Clock,
  { n = 100, lifeMs = 60_000 }: { n?: number; lifeMs?: number } = {},
): LeaseSession {
  const now = clock.now();
  return new LeaseSession({ id: 'lease-1', budget: 'atera', n, notBefore: now, notAfter: now + lifeMs }, clock);
}
