import { makeFence } from '../../shared/budget/fence.ts';
import type { LeaseSession } from '../../shared/budget/lease.ts';
import type { Clock } from '../../shared/clock.ts';

/** A session under a lease that begins now: by default 100 requests within a minute. */
export async function sessionOf(clock: Clock, { n = 100, lifeMs = 60_000 } = {}): Promise<LeaseSession> {
  const now = clock.now();
  const fence = makeFence({ table: { insert: async () => true }, clock });
  const opening = await fence.open({ id: 'lease-1', budget: 'atera', n, notBefore: now, notAfter: now + lifeMs });
  if ('superseded' in opening) throw new Error('A table that takes every row supersedes nobody');
  return opening.session;
}
