import { columnOf, columnsOf, requireColumns } from './columns.ts';
import { csvRows, delimiterOf } from './csv-rows.ts';
import { BacktestInputError } from './file-error.ts';
import { jsonRows } from './json-rows.ts';
import { readHead, textChunks } from './text-chunks.ts';

/** A row of a file by Atera's names; all that a person's export holds besides is left out. */
export type RawRow = Record<string, unknown>;

/** Hears how many of the file's bytes were read. */
export type OnBytes = (bytes: number) => void;

/** How files of Excel begin, new ones (a zip) and old ones. */
const WORKBOOKS = ['PK\u0003\u0004', '\u00d0\u00cf'];

/** Returns the rows of an exported file, JSON or CSV by what is in it. Throws `BacktestInputError`. */
export async function* rawRows(path: string, onBytes?: OnBytes): AsyncGenerator<RawRow> {
  const text = readHead(path);
  const head = text.head.trimStart();
  if (head === '') throw new BacktestInputError(`The file ${path} is empty.`);
  if (WORKBOOKS.some((begin) => head.startsWith(begin)))
    throw new BacktestInputError(`The file ${path} is a workbook. Save it as CSV (UTF-8) in Excel and give that file.`);
  if (/^<(?:!doctype|html|\?xml)/i.test(head))
    throw new BacktestInputError(`The file ${path} is a page of HTML or XML, not an export as JSON or CSV.`);
  const chunks = textChunks(path, text, onBytes);
  if (/^[[{]/.test(head)) yield* ofJson(chunks);
  else yield* ofCsv(chunks, delimiterOf(head));
}

async function* ofJson(chunks: AsyncIterable<string>): AsyncGenerator<RawRow> {
  let isFirst = true;
  for await (const row of jsonRows(chunks)) {
    const named: RawRow = {};
    for (const [name, value] of Object.entries(row)) {
      const column = columnOf(name);
      if (column !== undefined && !(column in named)) named[column] = value;
    }
    if (isFirst) requireColumns(new Set(Object.keys(named)), Object.keys(row));
    isFirst = false;
    yield named;
  }
}

async function* ofCsv(chunks: AsyncIterable<string>, delimiter: string): AsyncGenerator<RawRow> {
  let columns: (string | undefined)[] | undefined;
  for await (const { line, fields } of csvRows(chunks, delimiter)) {
    if (line === 1 && /^sep=/i.test(fields[0] ?? '')) continue;
    if (!columns) {
      columns = columnsOf(fields);
      continue;
    }
    const row: RawRow = {};
    for (const [index, column] of columns.entries()) if (column !== undefined) row[column] = fields[index] ?? '';
    yield row;
  }
  if (!columns) throw new BacktestInputError('The file has a header and no rows, or not even that.');
}
