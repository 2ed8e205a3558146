/**
 * What went wrong, in one line for a log or an outcome row. The host puts the stack of a failed activity, file paths included, on the
 * lines after it.
 */
export function failureText(error: unknown): string {
  const [firstLine = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return firstLine.replaceAll(/\s+/g, ' ').trim().slice(0, 500);
}
