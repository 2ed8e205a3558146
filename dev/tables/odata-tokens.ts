import type { ColumnValue } from './entity-columns.ts';
import { storageError } from './storage-error.ts';

/** A piece of an OData filter. A word is a column, an operator or `and`, `or`, `not`. */
export type Token =
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'value'; readonly value: ColumnValue }
  | { readonly kind: 'open' | 'close' };

const PIECE =
  /\s*(?:(?<paren>[()])|datetime'(?<date>[^']*)'|'(?<text>(?:[^']|'')*)'|(?<int64>-?\d+)L|(?<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?<word>[A-Za-z_]\w*))/y;

/**
 * Splits an OData filter into its pieces. Throws as the service does for a piece it does not know:
 * 400.
 */
export function tokensOf(filter: string): Token[] {
  const tokens: Token[] = [];
  const pieces = new RegExp(PIECE);
  const end = filter.trimEnd().length;
  while (pieces.lastIndex < end) {
    const at = pieces.lastIndex;
    const groups = pieces.exec(filter)?.groups;
    if (!groups) throw badFilter(filter, `it cannot be read from position ${at}`);
    tokens.push(tokenOf(groups));
  }
  return tokens;
}

/** The service's answer to a filter that it cannot read. */
export function badFilter(filter: string, why: string): Error {
  return storageError(400, 'InvalidInput', `The filter is refused: ${why}: ${filter}`);
}

function tokenOf({ paren, date, text, int64, number, word }: Record<string, string | undefined>): Token {
  if (paren !== undefined) return { kind: paren === '(' ? 'open' : 'close' };
  if (date !== undefined) return { kind: 'value', value: new Date(date) };
  if (text !== undefined) return { kind: 'value', value: text.replaceAll("''", "'") };
  if (int64 !== undefined) return { kind: 'value', value: BigInt(int64) };
  if (number !== undefined) return { kind: 'value', value: Number(number) };
  if (word === 'true' || word === 'false') return { kind: 'value', value: word === 'true' };
  return { kind: 'word', text: word ?? '' };
}
