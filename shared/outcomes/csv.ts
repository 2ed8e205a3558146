import { z } from 'zod';
import type { Outcome } from '../domain/occurrences/outcome.ts';
import { outcomeRow } from './outcomes.ts';

/**
 * Columns of the export, in order. New ones are added at the end, so that a person's spreadsheet
 * keeps working.
 */
export const csvColumns = [
  'firstListedAt',
  'updatedAt',
  'state',
  'code',
  'text',
  'playbook',
  'alertId',
  'title',
  'customerId',
  'customerName',
  'deviceName',
  'conditionKey',
  'remediationId',
  'ticketId',
  'nextAt',
  'raisedAt',
  'takenUpAt',
  'decidedAt',
  'endedAt',
  'ending',
] as const satisfies readonly (keyof Outcome)[];

/** Excel reads a file without it in the machine's own code page. */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * What a spreadsheet takes for a formula at the start of a cell (OWASP "CSV injection"; full-width
 * forms included). A cell may start at the text's own start or, in a program that splits at another
 * character than we do, after `;`, `,`, `|`, a tab or a line end.
 */
const FORMULA = /(^|[;,|\t\r\n])(["'\s]*)(?=[=+\-@＝＋－＠])/g;

/**
 * Returns the rows as CSV (RFC 4180: CRLF, every field quoted) with a line of names; no text in it
 * is treated as a formula.
 */
export function outcomesCsv(rows: readonly Outcome[]): string {
  const lines = rows.map((row) => {
    const columns: Record<string, unknown> = z.encode(outcomeRow, row);
    return csvColumns.map((name) => field(columns[name])).join(',');
  });
  return `${BYTE_ORDER_MARK}${[csvColumns.join(','), ...lines].join('\r\n')}\r\n`;
}

function field(value: unknown): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const harmless = String(value).replaceAll(FORMULA, "$1$2'");
  return `"${harmless.replaceAll('"', '""')}"`;
}
