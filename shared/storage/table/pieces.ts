import type { StoredRow } from './table.ts';

/** A text column of Azure Tables holds 32,768 characters. */
const PIECE = 30_000;

/** Returns a value as columns of text, as many as it takes; a whole row holds about 500,000 characters. */
export function inPieces(value: unknown): Record<string, string> {
  // A pair of surrogates must not be cut in two.
  const text = JSON.stringify(value).replaceAll(/[\ud800-\udfff]/g, (half) => `\\u${half.charCodeAt(0).toString(16)}`);
  const pieces = Math.max(1, Math.ceil(text.length / PIECE));
  return Object.fromEntries(
    Array.from({ length: pieces }, (_, index) => [`text${index}`, text.slice(index * PIECE, (index + 1) * PIECE)]),
  );
}

/** Returns the value of such columns. Throws where they are not whole. */
export function inWhole(stored: StoredRow): unknown {
  const pieces: string[] = [];
  for (let index = 0; typeof stored[`text${index}`] === 'string'; index++) pieces.push(String(stored[`text${index}`]));
  return JSON.parse(pieces.join(''));
}
