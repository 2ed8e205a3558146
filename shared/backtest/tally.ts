import type { Figures } from './report.ts';

/** Figures that are still counted. */
export type Counting = { -readonly [Name in keyof Figures]: Figures[Name] };

/** Returns figures of nothing. */
export function nothing(): Counting {
  return { alerts: 0, takenUp: 0, tickets: 0, reopened: 0, questions: 0 };
}

/** Counts by name; the entries that were counted most come first. */
export class Tally<T extends object> {
  readonly #counts = new Map<string, { count: number; readonly entry: T }>();
  readonly #make: () => T;

  constructor(make: () => T) {
    this.#make = make;
  }

  /** The entry of a name; counts it once more. */
  of(name: string, add = 1): T {
    const known = this.#counts.get(name) ?? { count: 0, entry: this.#make() };
    known.count += add;
    this.#counts.set(name, known);
    return known.entry;
  }

  /** At most so many, by how often they were counted, then by name. */
  top(limit: number): { readonly name: string; readonly count: number; readonly entry: T }[] {
    return [...this.#counts]
      .map(([name, { count, entry }]) => ({ name, count, entry }))
      .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
      .slice(0, limit);
  }
}
