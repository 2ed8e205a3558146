import type { ColumnValue } from './entity-columns.ts';
import { badFilter, type Token, tokensOf } from './odata-tokens.ts';

/** The value of a column of a row; undefined when the row has no such column. */
export type ColumnOf = (column: string) => ColumnValue | undefined;

/** True for a row that a filter lets through. */
export type Accepts = (column: ColumnOf) => boolean;

/** A filter may have 15 comparisons (Azure's limit). */
const MOST_COMPARISONS = 15;

const comparisons: Readonly<Record<string, (order: number) => boolean>> = {
  eq: (order) => order === 0,
  ne: (order) => order !== 0,
  gt: (order) => order > 0,
  ge: (order) => order >= 0,
  lt: (order) => order < 0,
  le: (order) => order <= 0,
};

/**
 * Reads an OData filter of the forms that Azure Tables takes: comparisons of a column with a value,
 * `and`, `or`, `not` and parentheses. A column that is missing or of another type never matches,
 * not even by `ne`. Throws a 400 for anything else.
 */
export function parseFilter(filter: string): Accepts {
  const tokens = tokensOf(filter);
  if (tokens.length === 0) return () => true;
  let at = 0;
  let compared = 0;
  const isNext = (word: string) => {
    const token = tokens[at];
    return token?.kind === 'word' && token.text === word;
  };
  const take = <K extends Token['kind']>(kind: K): Extract<Token, { kind: K }> => {
    const token = tokens[at++];
    if (!isOf(token, kind)) throw badFilter(filter, `there is no ${kind} at piece ${at}`);
    return token;
  };
  const comparison = (): Accepts => {
    const { text: column } = take('word');
    const holds = comparisons[take('word').text];
    const { value } = take('value');
    if (!holds) throw badFilter(filter, 'an operator is unknown');
    if (++compared > MOST_COMPARISONS) throw badFilter(filter, `it has over ${MOST_COMPARISONS} comparisons`);
    return (columnOf) => {
      const order = orderOf(columnOf(column), value);
      return order !== undefined && holds(order);
    };
  };
  const single = (): Accepts => {
    if (isNext('not')) {
      at++;
      const inner = single();
      return (row) => !inner(row);
    }
    if (tokens[at]?.kind !== 'open') return comparison();
    at++;
    const inner = either();
    take('close');
    return inner;
  };
  const chain = (word: 'and' | 'or', part: () => Accepts) => (): Accepts => {
    const parts = [part()];
    for (; isNext(word); parts.push(part())) at++;
    return word === 'and' ? (row) => parts.every((one) => one(row)) : (row) => parts.some((one) => one(row));
  };
  const either: () => Accepts = chain('or', chain('and', single));
  const accepts = either();
  if (at < tokens.length) throw badFilter(filter, `it goes on after piece ${at}`);
  return accepts;
}

function isOf<K extends Token['kind']>(token: Token | undefined, kind: K): token is Extract<Token, { kind: K }> {
  return token?.kind === kind;
}

/**
 * Negative, 0 or positive; undefined when the two cannot be compared. Texts by code units, as the
 * service orders keys.
 */
function orderOf(left: ColumnValue | undefined, right: ColumnValue): number | undefined {
  if (left instanceof Date && right instanceof Date) return left.getTime() - right.getTime();
  if (left === undefined || typeof left !== typeof right || typeof left === 'object') return undefined;
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
