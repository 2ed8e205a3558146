import { placeOf } from './memory-rows.ts';

/** The places a filter can accept: from the first up to the second, which is not among them. */
export type PlaceRange = readonly [from: string, to: string | undefined];

const TEXT = "'((?:[^']|'')*)'";
const OF_ONE_PARTITION = new RegExp(
  `^PartitionKey eq ${TEXT}(?: and RowKey ge ${TEXT})?(?: and RowKey (lt|le) ${TEXT})?(?: and |$)`,
);

const OF_PARTITIONS = new RegExp(`^PartitionKey ge ${TEXT} and PartitionKey le ${TEXT}(?: and |$)`);

/** Sorts right behind a key: control characters are forbidden in keys, and come before every other one. */
const BEHIND = '\u0000';
const LAST = '\u0001';

/**
 * Returns where the rows are that a filter can accept, when it begins with their keys: the service
 * reads no others either. Which of them it does accept is another matter.
 */
export function rangeOf(filter: string): PlaceRange {
  const everything: PlaceRange = ['', undefined];
  if (/ or /i.test(filter)) return everything;
  const [, first, last] = OF_PARTITIONS.exec(filter) ?? [];
  if (first !== undefined && last !== undefined) return [placeOf(textOf(first), ''), `${textOf(last)}${LAST}`];
  const [begin, partition = '', least = '', operator, most = ''] = OF_ONE_PARTITION.exec(filter) ?? [];
  if (begin === undefined) return everything;
  const key = textOf(partition);
  const to = operator === undefined ? `${key}${LAST}` : placeOf(key, textOf(most)) + (operator === 'le' ? BEHIND : '');
  return [placeOf(key, textOf(least)), to];
}

function textOf(quoted: string): string {
  return quoted.replaceAll("''", "'");
}
