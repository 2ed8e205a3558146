import type { Clock } from '../../../shared/clock.ts';

/** The world's own events on the injected clock, so that closing the world cancels all of them. */
export class Schedule {
  readonly #clock: Clock;
  readonly #cancels = new Set<() => void>();
  #closed = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Epoch milliseconds. */
  now(): number {
    return this.#clock.now();
  }

  /** Runs `event` once after `delayMs`; the answer cancels it. Nothing is scheduled once closed. */
  after(delayMs: number, event: () => void): () => void {
    if (this.#closed) return () => {};
    const cancelTimer = this.#clock.setTimer(() => {
      this.#cancels.delete(cancel);
      event();
    }, delayMs);
    const cancel = () => {
      this.#cancels.delete(cancel);
      cancelTimer();
    };
    this.#cancels.add(cancel);
    return cancel;
  }

  /** Cancels everything that is still to come. */
  close(): void {
    this.#closed = true;
    for (const cancel of [...this.#cancels]) cancel();
  }
}
