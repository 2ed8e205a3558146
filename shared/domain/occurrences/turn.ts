import type { Condition } from './condition.ts';
import { isSiteKey } from './keys.ts';

/**
 * In whose turn a due row is: a whole site, a person's answer, a new occurrence, or one that is
 * only retried.
 */
export const turns = ['site', 'answer', 'new', 'again'] as const;

/** One of `turns`. */
export type Turn = (typeof turns)[number];

/** What is known of a due row without reading it. Times are epoch ms. */
export interface Due {
  readonly deviceKey: string;
  readonly conditionKey: string;
  readonly nextAt: number;
  readonly turn: Turn;
  /** As `rankOf`; 0 = the most urgent. */
  readonly rank: number;
}

/**
 * While both wait, one that is retried follows after so many new ones: neither starves the other.
 */
const NEW_FOR_EACH_AGAIN = 3;

/**
 * Returns the turn of a row whose next step has just been set. One that was never deferred is new:
 * it is due since it was opened.
 */
export function turnOf({ deviceKey, state, approval, openedAt, nextAt }: Condition): Turn {
  if (isSiteKey(deviceKey)) return 'site';
  if (approval?.answer && state !== 'watching') return 'answer';
  return state === 'opening' && nextAt === openedAt ? 'new' : 'again';
}

/**
 * Due rows in the order they are started: sites, answers, then the new ones by rank, mixed with
 * those that are retried.
 */
export function inTurn<T extends Due>(rows: readonly T[]): T[] {
  const byTurn = Map.groupBy(rows, ({ turn }) => turn);
  const of = (turn: Turn) => [...(byTurn.get(turn) ?? [])].sort((a, b) => a.rank - b.rank || a.nextAt - b.nextAt);
  const again = [...(byTurn.get('again') ?? [])].sort((a, b) => a.nextAt - b.nextAt || a.rank - b.rank);
  return [...of('site'), ...of('answer'), ...mixed(of('new'), again)];
}

function mixed<T>(fresh: readonly T[], again: readonly T[]): T[] {
  const rows: T[] = [];
  const waiting = [...again].reverse();
  for (const [index, row] of fresh.entries()) {
    rows.push(row);
    const next = (index + 1) % NEW_FOR_EACH_AGAIN === 0 ? waiting.pop() : undefined;
    if (next !== undefined) rows.push(next);
  }
  return [...rows, ...waiting.reverse()];
}
