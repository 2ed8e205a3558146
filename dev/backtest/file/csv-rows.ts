import { BacktestInputError } from './file-error.ts';

const DELIMITERS = [',', ';', '\t', '|'];

/** A field longer than this is a file with a quote too few. */
const MAX_FIELD = 100_000;

/** Returns what separates the fields of a header: what it holds most of outside of quotes. */
export function delimiterOf(head: string): string {
  // Excel's own hint.
  const hint = /^sep=(.)\r?\n/i.exec(head)?.[1];
  if (hint !== undefined) return hint;
  const header = (head.split(/\r?\n/, 1)[0] ?? '').replaceAll(/"[^"]*"/g, '');
  const counted = DELIMITERS.map((delimiter) => ({ delimiter, count: header.split(delimiter).length }));
  return counted.reduce((best, one) => (one.count > best.count ? one : best)).delimiter;
}

/** Returns the rows of a CSV text as they come, each with the number of its line. RFC 4180, and LF or CR alone. */
export async function* csvRows(
  chunks: AsyncIterable<string>,
  delimiter: string,
): AsyncGenerator<{ readonly line: number; readonly fields: readonly string[] }> {
  let [line, begun] = [1, 1];
  let field = '';
  let fields: string[] = [];
  let state: 'plain' | 'quoted' | 'quote' = 'plain';
  let wasReturn = false;
  for await (const chunk of chunks) {
    for (const sign of chunk) {
      const isEnd = sign === '\n' || sign === '\r';
      const isSecond = sign === '\n' && wasReturn;
      wasReturn = sign === '\r';
      if (isEnd && !isSecond) line++;
      if (state === 'quoted') {
        if (sign === '"') state = 'quote';
        else field += sign;
        if (field.length > MAX_FIELD)
          throw new BacktestInputError(`Line ${begun}: a field that begins with a quote does not end.`);
      } else if (sign === '"' && (state === 'quote' || field === '')) {
        if (state === 'quote') field += sign;
        state = 'quoted';
      } else if (sign === delimiter) {
        fields.push(field);
        field = '';
        state = 'plain';
      } else if (isEnd) {
        if (isSecond) continue;
        fields.push(field);
        if (fields.length > 1 || field !== '') yield { line: begun, fields };
        [fields, field, state, begun] = [[], '', 'plain', line];
      } else {
        field += sign;
      }
    }
  }
  if (state === 'quoted') throw new BacktestInputError(`Line ${begun}: a field that begins with a quote does not end.`);
  fields.push(field);
  if (fields.length > 1 || field !== '') yield { line: begun, fields };
}
