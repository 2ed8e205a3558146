/** What is due, the earliest first; of the same moment in the order in which it was added. */
export class DueHeap<T> {
  readonly #items: { readonly at: number; readonly order: number; readonly value: T }[] = [];
  #added = 0;

  /** Epoch ms of the earliest; undefined when nothing is due. */
  get nextAt(): number | undefined {
    return this.#items[0]?.at;
  }

  /** Adds what is due at `at`. */
  add(at: number, value: T): void {
    const items = this.#items;
    items.push({ at, order: this.#added++, value });
    for (let index = items.length - 1; index > 0; ) {
      const parent = (index - 1) >> 1;
      if (!this.#isBefore(index, parent)) return;
      this.#swap(index, parent);
      index = parent;
    }
  }

  /** Removes and returns the earliest. */
  take(): T | undefined {
    const items = this.#items;
    const [first] = items;
    const last = items.pop();
    if (first === undefined || last === undefined || items.length === 0) return first?.value;
    items[0] = last;
    for (let index = 0; ; ) {
      const [left, right] = [2 * index + 1, 2 * index + 2];
      let least = index;
      if (left < items.length && this.#isBefore(left, least)) least = left;
      if (right < items.length && this.#isBefore(right, least)) least = right;
      if (least === index) return first.value;
      this.#swap(index, least);
      index = least;
    }
  }

  #isBefore(one: number, other: number): boolean {
    const [a, b] = [this.#items[one], this.#items[other]];
    if (!a || !b) return false;
    return a.at < b.at || (a.at === b.at && a.order < b.order);
  }

  #swap(one: number, other: number): void {
    const [a, b] = [this.#items[one], this.#items[other]];
    if (!a || !b) return;
    this.#items[one] = b;
    this.#items[other] = a;
  }
}
