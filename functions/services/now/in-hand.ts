import type { AppDeps } from '../../../orchestrations/runtime/deps.ts';
import type { Condition } from '../../../shared/domain/occurrences/condition.ts';
import { isRemediationOf } from '../../../shared/domain/occurrences/keys.ts';
import { MINUTE_MS } from '../../../shared/durations.ts';

/** What is known of the remediations in hand. */
export interface InHandRows {
  readonly rows: readonly Condition[];
  /** False until the list has been read to its end once: questions may be among what is not read. */
  readonly isWhole: boolean;
}

/** What one transaction reads. */
const PAGE_ROWS = 1_000;

/** Of a list of which nothing is known: in one go, so that a page that opens shows most of a storm. */
const FIRST_PAGES = 5;

/** A list that was left alone for so long is read from its beginning. */
const FORGOTTEN_AFTER_MS = 5 * MINUTE_MS;

/** Rows that people have just changed, in one go. */
const MOST_TOUCHED = 2;

/**
 * Reads the remediations in hand. The list has no index, so that a transaction may end anywhere in
 * the table, in a storm after a thousand rows: then each further read goes on where the one before
 * ended, and what was known of the rest is kept until it is read again. So no question is missed for
 * good, whatever else is in hand; `isUnderWay` = the list is not at its end.
 */
export function makeInHandReader(conditions: Conditions) {
  const touched = new Set<string>();
  let sweep = beginSweep(conditions);
  let readAt = Number.NEGATIVE_INFINITY;
  return {
    isUnderWay: () => sweep.isUnderWay(),
    touch: (id: string) => void touched.add(id),
    /** `at` is epoch ms. */
    async read(at: number): Promise<InHandRows> {
      const isFirst = at - readAt > FORGOTTEN_AFTER_MS;
      if (isFirst) sweep = beginSweep(conditions);
      readAt = at;
      // The only page of a list shows what was touched as well; of more it may be another one.
      const isRead = sweep.hasPages() && (await sweep.readAgain(touched));
      touched.clear();
      if (!isRead) await sweep.readPage();
      for (let pages = 1; isFirst && sweep.isUnderWay() && pages < FIRST_PAGES; pages++) await sweep.readPage();
      return sweep.found();
    },
  };
}

type Conditions = Pick<AppDeps['conditions'], 'list' | 'get'>;

/** Reads the list over and over, a page at a time. */
function beginSweep(conditions: Conditions) {
  const known = new Map<string, Condition>();
  let seen = new Set<string>();
  let token: string | undefined;
  let [isWhole, hasPages] = [false, false];
  return {
    isUnderWay: () => token !== undefined,
    hasPages: () => hasPages,
    found: (): InHandRows => ({ rows: [...known.values()], isWhole }),
    async readPage(): Promise<void> {
      const from = token;
      // Whatever is wrong with a token is not tried again.
      token = undefined;
      if (from === undefined) seen = new Set();
      const page = await conditions.list({ state: 'in-hand' }, { top: PAGE_ROWS, transactions: 1, token: from });
      for (const row of page.rows) {
        known.set(keyOf(row), row);
        seen.add(keyOf(row));
      }
      token = page.next;
      hasPages ||= token !== undefined;
      if (token !== undefined) return;
      for (const key of known.keys()) if (!seen.has(key)) known.delete(key);
      isWhole = true;
    },
    /** Reads single rows again; false when none of these remediations is known here. */
    async readAgain(ids: ReadonlySet<string>): Promise<boolean> {
      const rows = [...known.values()].filter((row) => [...ids].some((id) => isRemediationOf(id, row)));
      for (const { deviceKey, conditionKey } of rows.slice(0, MOST_TOUCHED)) {
        const row = await conditions.get(deviceKey, conditionKey);
        if (row && row.state !== 'closed' && row.state !== 'watching') known.set(keyOf(row), row);
        else known.delete(keyOf({ deviceKey, conditionKey }));
      }
      return rows.length > 0;
    },
  };
}

function keyOf({ deviceKey, conditionKey }: Pick<Condition, 'deviceKey' | 'conditionKey'>): string {
  return `${deviceKey} ${conditionKey}`;
}
