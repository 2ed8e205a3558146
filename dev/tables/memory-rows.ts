import type { TableEntity } from '@azure/data-tables';
import type { StoredRow } from '../../shared/storage/table/table.ts';
import { type Columns, columnsOf, copyOf } from './entity-columns.ts';
import type { PlaceRange } from './filter-range.ts';
import type { Accepts } from './odata-filter.ts';

/** One stored row; never changed, only replaced, so that a reader keeps what it has read. */
interface MemoryRow {
  readonly partitionKey: string;
  readonly rowKey: string;
  readonly columns: Columns;
  readonly timestamp: Date;
}

/** Which part of the rows to read. */
export interface Scan {
  readonly accepts: Accepts;
  readonly top: number;
  /** Place of the first row, as `next` of the scan before. */
  readonly from?: string | undefined;
  /** Where the accepted rows are. */
  readonly range?: PlaceRange;
}

/**
 * Between the two keys; forbidden in a key and before every other character, so that places sort as
 * the service lists rows.
 */
const SEPARATOR = '\u0000';

/** Where a row is in the order of its table: by partition key, then row key. */
export function placeOf(partitionKey: string, rowKey: string): string {
  return `${partitionKey}${SEPARATOR}${rowKey}`;
}

/** The two keys of a place. */
export function keysOf(place: string): readonly [partitionKey: string, rowKey: string] {
  const [partitionKey = '', rowKey = ''] = place.split(SEPARATOR);
  return [partitionKey, rowKey];
}

/**
 * The rows of one table in order. Every write gives a row a new ETag, also one that changes
 * nothing.
 */
export class MemoryRows {
  readonly #rows = new Map<string, MemoryRow>();
  readonly #nextTimestamp: () => Date;
  #places: string[] | undefined;

  /** `nextTimestamp` must never answer the same time again: an ETag is made of it. */
  constructor(nextTimestamp: () => Date) {
    this.#nextTimestamp = nextTimestamp;
  }

  has(place: string): boolean {
    return this.#rows.has(place);
  }

  get(place: string): StoredRow | undefined {
    const row = this.#rows.get(place);
    return row && asRead(row);
  }

  /** Adds or replaces a row. */
  set(entity: TableEntity, columns = columnsOf(entity)): void {
    const { partitionKey, rowKey } = entity;
    const place = placeOf(partitionKey, rowKey);
    if (!this.#rows.has(place)) this.#places?.splice(positionIn(this.#places, place), 0, place);
    this.#rows.set(place, { partitionKey, rowKey, columns, timestamp: this.#nextTimestamp() });
  }

  /** False when there was no such row. */
  delete(place: string): boolean {
    const had = this.#rows.delete(place);
    if (had) this.#places?.splice(positionIn(this.#places, place), 1);
    return had;
  }

  /** At most `top` accepted rows in order, and the place of the next accepted one. */
  scan({ accepts, top, from = '', range: [first, end] = ['', undefined] }: Scan): {
    readonly rows: StoredRow[];
    readonly next?: string;
  } {
    const rows: StoredRow[] = [];
    this.#places ??= [...this.#rows.keys()].sort();
    for (let at = positionIn(this.#places, from > first ? from : first); at < this.#places.length; at++) {
      const place = this.#places[at] as string;
      if (end !== undefined && place >= end) break;
      const row = this.#rows.get(place);
      if (row === undefined || !accepts((column) => columnOf(row, column))) continue;
      if (rows.length === top) return { rows, next: place };
      rows.push(asRead(row));
    }
    return { rows };
  }
}

/** Where a place is among sorted ones, or belongs. */
function positionIn(places: readonly string[], place: string): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] as string) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

function columnOf({ partitionKey, rowKey, timestamp, columns }: MemoryRow, column: string) {
  if (column === 'PartitionKey') return partitionKey;
  if (column === 'RowKey') return rowKey;
  return column === 'Timestamp' ? timestamp : columns.get(column);
}

function asRead({ partitionKey, rowKey, columns, timestamp: at }: MemoryRow): StoredRow {
  const timestamp = at.toISOString();
  const etag = `W/"datetime'${encodeURIComponent(timestamp)}'"`;
  return { ...copyOf(columns), partitionKey, rowKey, timestamp, etag };
}
