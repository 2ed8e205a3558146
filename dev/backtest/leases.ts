import { ateraBudget } from '../../shared/budget/budgets.ts';
import { makeFence } from '../../shared/budget/fence.ts';
import type { LeaseSession } from '../../shared/budget/lease.ts';
import { applyOperation } from '../../shared/budget/ledger.ts';
import { AcquireReply } from '../../shared/budget/operations.ts';
import { makeRunLeased } from '../../shared/budget/run-leased.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Failure } from '../../shared/errors.ts';

/** How a phase of requests ended. */
export type Ended<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

/** Calls a vendor within this command's own share of its limit. */
export type UnderLease = <T>(requests: number, work: (session: LeaseSession) => Promise<T>) => Promise<Ended<T>>;

/**
 * Returns the app's own rate budget in this process: the same ledger and the same fence, with a
 * share of its own.
 */
export function leasesOf(requestsPerMinute: number, clock: Clock): UnderLease {
  const budget = { ...ateraBudget(requestsPerMinute), reserve: { remediate: 0, verify: 0, poll: 0 } };
  const opened = new Set<string>();
  const table = {
    insert: async ({ rowKey }: { rowKey: string }) => !opened.has(rowKey) && opened.add(rowKey) !== undefined,
    // Standing leases are not tried here.
    get: async () => undefined,
    putAll: async () => {},
  };
  const runLeased = makeRunLeased({ fence: makeFence({ table, clock }), clock });
  let state: unknown;
  const operate = (verb: string, input: unknown) => {
    const outcome = applyOperation(state, { verb, input }, clock.now(), budget);
    state = outcome.state;
    return outcome.reply;
  };
  const acquire = async (n: number) => {
    for (let place: { positionId?: string } = {}; ; ) {
      const reply = AcquireReply.parse(operate('acquire', { n, class: 'poll', ...place }));
      if (reply.kind === 'refused') throw new Error(`${reply.code}: ${reply.message}`);
      if (reply.kind === 'lease') return reply.lease;
      place = { positionId: reply.positionId };
      await clock.sleep(Math.max(0, reply.wakeAt - clock.now()));
    }
  };
  return async (requests, work) => {
    for (;;) {
      const lease = await acquire(Math.min(requests, requestsPerMinute));
      await clock.sleep(Math.max(0, lease.notBefore - clock.now()));
      const leased = await runLeased(lease, work);
      if (leased.status === 'superseded' || leased.status === 'taken') continue;
      const { usage } = leased;
      const isRefused = leased.status === 'failed' && leased.failure.code === 'vendor_rate_limited';
      const { retryAfterSeconds } = leased.status === 'failed' ? leased.failure : {};
      const rateLimited = isRefused && (retryAfterSeconds === undefined ? {} : { retryAfterSeconds });
      operate('settle', { leaseId: lease.id, usage, ...(rateLimited && { rateLimited }) });
      if (leased.status === 'done') return { ok: true, value: leased.value };
      if (leased.status === 'failed') return { ok: false, failure: leased.failure };
      if (usage.length > 0) return { ok: false, failure: leased.failure };
    }
  };
}
