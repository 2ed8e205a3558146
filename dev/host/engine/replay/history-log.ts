import type { HistoryEvent } from '../types.ts';
import { isPlayedLater } from './history.ts';

/**
 * The history of one execution, with the JSON text that every later turn sends again, so that a
 * turn costs one concatenation instead of serialising all events again.
 */
export class HistoryLog {
  readonly events: HistoryEvent[];
  #text: string | undefined;
  #textLength = 0;

  constructor(events: HistoryEvent[] = []) {
    this.events = events;
  }

  /** Keeps the first `keep` events and adds `add`. */
  apply(keep: number, add: HistoryEvent[]): void {
    if (keep < this.events.length) {
      this.events.length = keep;
      this.forgetText();
    }
    for (const event of add) this.events.push(event);
  }

  /** JSON array for the app with all events as new: the first turn after continueAsNew. */
  toUnplayedJson(): string {
    return JSON.stringify(this.events.map((event) => ({ ...event, IsPlayed: false })));
  }

  /** JSON array for the app: all events as played, then `fresh` as they are. */
  toJson(fresh: HistoryEvent[]): string {
    for (; this.#textLength < this.events.length; this.#textLength++) {
      const event = this.events[this.#textLength] as HistoryEvent;
      const json = JSON.stringify(isPlayedLater(event) ? { ...event, IsPlayed: true } : event);
      this.#text = this.#text === undefined ? json : `${this.#text},${json}`;
    }
    const tail = fresh.map((event) => JSON.stringify(event));
    return `[${(this.#text === undefined ? tail : [this.#text, ...tail]).join(',')}]`;
  }

  /** Frees the kept text; the next turn makes it again. */
  forgetText(): void {
    this.#text = undefined;
    this.#textLength = 0;
  }
}
