import { MINUTE_MS } from '../../durations.ts';
import type { ListedRow } from '../playing/occurrence-book.ts';
import type { RowEnd } from '../playing/played.ts';
import { pollAt } from '../playing/poll-grid.ts';
import type { PastRow } from './past-row.ts';

interface Listed {
  /** What polls would have listed and a playbook takes, by the poll that lists it first. */
  readonly listed: readonly ListedRow[];
  /** What became of all others. */
  readonly ends: Map<number, RowEnd>;
}

/** A copy of fifty thousand rows more would cost a tenth of the memory that there is. */
type Placed = { -readonly [Name in keyof ListedRow]: ListedRow[Name] };

/** Twins of one moment are one firing: they say nothing of each other's end. */
const TWINS_MS = 5 * MINUTE_MS;

/**
 * Returns when polls would have listed each alert, and what none would have. An alert whose end is
 * not known is taken to have lasted until the same condition fired again, or to the end of the
 * period: that may make one ticket too many, and hides none.
 */
export function listRows(rows: readonly PastRow[], { until }: { readonly until: number }): Listed {
  const ends = new Map<number, RowEnd>();
  const placed: Placed[] = [];
  for (const row of rows) {
    const { deviceKey, conditionKey, raisedAt, code } = row;
    if (deviceKey === undefined || conditionKey === undefined || code !== 'queued')
      ends.set(row.id, { verdict: 'left-alone', because: code });
    else if (raisedAt === undefined) ends.set(row.id, { verdict: 'undated', because: 'undated' });
    else placed.push({ ...row, deviceKey, conditionKey, raisedAt, listedAt: pollAt(raisedAt), goneAt: undefined });
  }
  placed.sort((a, b) => a.listedAt - b.listedAt || a.raisedAt - b.raisedAt || a.id - b.id);
  const firings = Map.groupBy(placed, ({ deviceKey, conditionKey }) => `${deviceKey} ${conditionKey}`);
  const listed: ListedRow[] = [];
  for (const row of placed) {
    const goneAt = goneAtOf(row, firings.get(`${row.deviceKey} ${row.conditionKey}`) ?? []);
    if (goneAt !== undefined && goneAt <= row.listedAt)
      ends.set(row.id, { verdict: 'not-listed', because: 'over-before-the-poll' });
    else if (row.listedAt > until) ends.set(row.id, { verdict: 'waiting', because: 'alert-open' });
    else {
      row.goneAt = goneAt;
      listed.push(row);
    }
  }
  return { listed, ends };
}

function goneAtOf({ endedAt, isOpen, raisedAt }: ListedRow, firings: readonly ListedRow[]): number | undefined {
  if (endedAt !== undefined) return pollAt(endedAt);
  return isOpen ? undefined : nextAfter(firings, raisedAt + TWINS_MS)?.listedAt;
}

/** The first that was raised later: a search by halves, since a condition may have fired ten thousand times. */
function nextAfter(firings: readonly ListedRow[], at: number): ListedRow | undefined {
  let [low, high] = [0, firings.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((firings[middle]?.raisedAt ?? 0) > at) high = middle;
    else low = middle + 1;
  }
  return firings[low];
}
