import { z } from 'zod';
import type { Outcome } from '../domain/occurrences/course/outcome.ts';
import { BYTE_ORDER_MARK, csvLine } from './csv-fields.ts';
import { listedOutcome } from './outcomes.ts';

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

/** Returns how the file starts: the byte order mark and the line of names. */
function csvHead(): string {
  return `${BYTE_ORDER_MARK}${csvColumns.join(',')}\r\n`;
}

/** Returns one row as a line of CSV; no text in it is treated as a formula. */
function outcomeLine(row: Outcome): string {
  const columns: Record<string, unknown> = z.encode(listedOutcome, row);
  return csvLine(csvColumns.map((name) => columns[name]));
}

/**
 * Returns the rows as CSV (RFC 4180: CRLF, every text quoted) with a line of names; no text in it
 * is treated as a formula.
 */
export function outcomesCsv(rows: readonly Outcome[]): string {
  return csvHead() + rows.map(outcomeLine).join('');
}
