import { MINUTE_MS } from '../../shared/durations.ts';

/** Where progress is shown: a terminal is overwritten, anything else gets a line now and then. */
export interface Screen {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  write(text: string): unknown;
}

const BAR = 24;
/** Of a log every tenth is enough. */
const STEPS = 10;

/** Shows how far something is, and how long it may still take. */
export class Progress {
  readonly #screen: Screen;
  readonly #now: () => number;
  #begun: { readonly at: number; readonly done: number } | undefined;
  #said = -1;

  constructor(screen: Screen, now: () => number) {
    this.#screen = screen;
    this.#now = now;
  }

  /** `done` is 0 to 1; `what` says what is being done. */
  show(done: number, what: string): void {
    this.#begun ??= { at: this.#now(), done };
    const text = `${bar(done)} ${String(Math.floor(done * 100)).padStart(3)} %  ${what}${this.#left(done)}`;
    if (this.#screen.isTTY) {
      this.#screen.write(`\r\u001b[2K${text.slice(0, (this.#screen.columns ?? 80) - 1)}`);
      return;
    }
    const step = Math.floor(done * STEPS);
    if (step === this.#said) return;
    this.#said = step;
    this.#screen.write(`${text}\n`);
  }

  /** Something else is done from here on. */
  next(): void {
    this.#begun = undefined;
    this.#said = -1;
  }

  /** Nothing is shown any more. */
  end(): void {
    if (this.#screen.isTTY) this.#screen.write('\r\u001b[2K');
    this.next();
  }

  #left(done: number): string {
    const { at, done: doneThen } = this.#begun ?? { at: 0, done: 0 };
    const [passed, gained] = [this.#now() - at, done - doneThen];
    if (gained <= 0.005 || done >= 1) return '';
    const left = (passed / gained) * (1 - done);
    return left > 90_000
      ? `, about ${Math.round(left / MINUTE_MS)} min left`
      : `, about ${Math.ceil(left / 1_000)} s left`;
  }
}

function bar(done: number): string {
  const full = Math.round(Math.min(1, Math.max(0, done)) * BAR);
  return `[${'='.repeat(full)}${' '.repeat(BAR - full)}]`;
}
