/**
 * Returns what went wrong, in one line for a log, an outcome row or a ticket. The host puts the
 * stack of a failed activity, file paths included, on the lines after it. A value that does not fit
 * its schema is described by its first issue: the message itself is JSON of many lines.
 */
export function failureText(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const [firstLine = ''] = message.split('\n');
  const found = LIST_BEGINS.test(firstLine) ? issueIn(message.slice(0, MAX_READ)) : undefined;
  const text = found === undefined ? firstLine : firstLine.replace(LIST_BEGINS, found);
  return text.replaceAll(/\s+/g, ' ').trim().slice(0, 500);
}

/** Far more than the first issue takes. */
const MAX_READ = 5_000;

const LIST_BEGINS = /\[$/;

/** The first issue of a list of them, as the schema library writes it: `drive: Invalid input`. */
function issueIn(message: string): string | undefined {
  const [, text] = /"message": "((?:[^"\\]|\\.)*)"/.exec(message) ?? [];
  if (text === undefined) return undefined;
  const [, path = ''] = /"path": \[([^\]]*)\]/.exec(message) ?? [];
  const where = path.replaceAll(/["\s]/g, '').replaceAll(',', '.');
  return `a value does not fit${where === '' ? '' : `, ${where}`}: ${text.replaceAll(/\\(.)/g, '$1')}`;
}
