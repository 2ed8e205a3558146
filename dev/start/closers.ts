/** What was started, to be stopped in reverse order. */
export class Closers {
  readonly #closers: (() => unknown)[] = [];
  #closing = false;

  /**
   * Remembers how to stop what was just started; when everything else is being stopped already,
   * stops it at once.
   */
  add(close: () => unknown): void {
    if (this.#closing) void close();
    else this.#closers.push(close);
  }

  /**
   * Stops everything, last started first. A failure does not keep the rest from being stopped; the
   * first is thrown at the end.
   */
  async closeAll(): Promise<void> {
    this.#closing = true;
    const failures: unknown[] = [];
    for (let close = this.#closers.pop(); close !== undefined; close = this.#closers.pop()) {
      try {
        await close();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}
