/** The file or an option cannot be used; the message says what to do. */
export class BacktestInputError extends Error {
  override readonly name = 'BacktestInputError';
}
