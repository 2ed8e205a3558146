import type { Leaf } from './action-tree.ts';

/** External events and those who wait for them, paired as durable-functions pairs them. */
export class EventWaits {
  readonly #waiting = new Map<string, Leaf[]>();
  readonly #kept = new Map<string, number>();

  /**
   * An event arrived: it goes to the last of the parallel waits of its name, or is kept for a later
   * one.
   */
  raise(name: string): void {
    const leaf = this.#waiting.get(name)?.pop();
    if (leaf !== undefined) leaf.state = 'done';
    else this.#kept.set(name, (this.#kept.get(name) ?? 0) + 1);
  }

  /** Someone waits: a kept event of the name is taken at once. */
  wait(leaf: Leaf): void {
    const name = leaf.action.externalEventName ?? '';
    const kept = this.#kept.get(name) ?? 0;
    if (kept > 0) {
      this.#kept.set(name, kept - 1);
      leaf.state = 'done';
      return;
    }
    const waiting = this.#waiting.get(name);
    if (waiting) waiting.push(leaf);
    else this.#waiting.set(name, [leaf]);
  }
}
