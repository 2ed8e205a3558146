/** Excel reads a file without it in the machine's own code page. */
export const BYTE_ORDER_MARK = '\uFEFF';

/**
 * What a spreadsheet takes for a formula at the start of a cell (OWASP "CSV injection"; full-width
 * forms included). A cell may start at the text's own start or, in a program that splits at another
 * character than we do, after `;`, `,`, `|`, a tab or a line end.
 */
const FORMULA = /(^|[;,|\t\r\n])(["'\s]*)(?=[=+\-@＝＋－＠])/g;

/** Returns one field of CSV: numbers bare, all else quoted and never a formula. */
function csvField(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'number') return String(value);
  const harmless = String(value).replaceAll(FORMULA, "$1$2'");
  return `"${harmless.replaceAll('"', '""')}"`;
}

/** Returns one line of CSV with its end (RFC 4180). */
export function csvLine(values: readonly unknown[]): string {
  return `${values.map(csvField).join(',')}\r\n`;
}
