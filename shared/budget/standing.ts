import type { Budget } from './budgets.ts';
import { CLOCK_SKEW_MS, DELIVERY_AFTER_ABORT_MS, type Lease } from './lease.ts';

/**
 * Leases that nobody grants: of each lane one begins every `EVERY_MS`, with a fixed number of
 * tokens, and belongs to whoever writes its fence row first. They save a question to the ledger
 * (ten storage operations) where little goes on. Their tokens are no part of what the ledger grants
 * (`withStanding`), so that both together stay within the share.
 */
const EVERY_MS = 45_000;

/** So that whoever takes one still has a while, however late in its turn. */
const LIFE_MS = 60_000;

/** A lane, and how many tokens each of its leases has. */
export interface Lane {
  readonly lane: number;
  readonly n: number;
}

/** The first page of a poll: one request. */
const POLL: Lane = { lane: 0, n: 1 };

/** Steps of runs: an inspection and a ticket fit together. */
const RUNS: Lane = { lane: 1, n: 5 };

/** The lanes of a budget: each is for one kind of caller. */
export interface Standing {
  readonly poll?: Lane;
  readonly runs?: Lane;
  /** What may be sent under their leases in any window. */
  readonly tokens: number;
}

/** What lanes may take of a share at most: in a storm it is missing to those who wait. */
const PART = 0.06;

/**
 * Returns what is sent at most in any window under the leases of a lane. Of two leases with the
 * same number modulo this count, the later begins a whole window after the last request of the
 * earlier can have arrived, by any machine's clock (record 38): each window sees one of them.
 */
function tokensIn(windowMs: number, { n }: Lane): number {
  return n * Math.ceil((LIFE_MS + DELIVERY_AFTER_ABORT_MS + windowMs) / EVERY_MS);
}

/**
 * Returns a budget whose ledger leaves out of the share what its lanes may send; without lanes
 * where the share is small.
 */
export function withStanding(budget: Budget, kinds: readonly ('poll' | 'runs')[]): Budget {
  const lanes = { poll: POLL, runs: RUNS };
  let tokens = 0;
  const kept: { poll?: Lane; runs?: Lane } = {};
  for (const kind of kinds) {
    const more = tokensIn(budget.windowMs, lanes[kind]);
    if (tokens + more > budget.n * PART) continue;
    tokens += more;
    kept[kind] = lanes[kind];
  }
  return tokens === 0 ? budget : { ...budget, n: budget.n - tokens, standing: { ...kept, tokens } };
}

/** Which of a lane's leases is to be tried at `now` (epoch ms). */
export function turnAt(now: number): number {
  return Math.floor(now / EVERY_MS);
}

/**
 * Returns the lease of a lane that is to be tried at `now` (epoch ms); `owner` names the step that
 * tries, so that another execution of it is told from another step.
 */
export function standingLease(budget: string, { lane, n }: Lane, now: number, owner: string): Lease {
  return { ...leaseOf(budget, { lane, n }, turnAt(now)), owner };
}

function leaseOf(budget: string, { lane, n }: Lane, turn: number): Lease {
  const notBefore = turn * EVERY_MS;
  return { id: `${budget}.standing.${lane}.${turn}`, budget, n, notBefore, notAfter: notBefore + LIFE_MS };
}

/** Returns for whom a standing lease is; undefined for any other lease, and for the rest of one. */
export function kindOf({ id, owner }: Lease): 'poll' | 'runs' | undefined {
  if (owner === undefined || id.includes('~')) return undefined;
  return id.includes(`.standing.${POLL.lane}.`) ? 'poll' : 'runs';
}

/**
 * Returns what is left of a lease whose activity has returned after `used` requests, for the next
 * activity of the same run.
 */
export function restOf(lease: Lease, used: number): Lease {
  const [id, part = '0'] = lease.id.split('~');
  return { ...lease, id: `${id}~${Number(part) + 1}`, n: Math.max(0, lease.n - used) };
}

/** After a 429 no lane is used for this long, or for as long as the vendor says, up to an hour. */
const CLOSED_MS = 10 * 60_000;
const CLOSED_AT_MOST_MS = 3_600_000;

/**
 * Returns the leases that close the lanes of a budget from `now` (epoch ms) on when nobody else can
 * take them: those that somebody may be taking just now, and those that nobody can have yet.
 */
export function lanesToClose(
  budget: string,
  { now, retryAfterSeconds = 0 }: { readonly now: number; readonly retryAfterSeconds?: number | undefined },
): { readonly current: readonly Lease[]; readonly later: readonly Lease[] } {
  const until = now + Math.min(CLOSED_AT_MOST_MS, Math.max(CLOSED_MS, retryAfterSeconds * 1_000));
  const first = turnAt(now);
  const turns = Array.from({ length: turnAt(until) - first + 1 }, (_, index) => first + index);
  const leases = turns.flatMap((turn) => [POLL, RUNS].map((lane) => leaseOf(budget, lane, turn)));
  const isCurrent = ({ notBefore }: Lease) => notBefore <= now + 2 * CLOCK_SKEW_MS;
  return { current: leases.filter(isCurrent), later: leases.filter((lease) => !isCurrent(lease)) };
}
