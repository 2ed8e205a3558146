import { between, chance, pick, type Range } from '../../dev/simulator/random.ts';

/** Draws of one seed: each is named, so that a further one changes no other. */
export interface Draw {
  chance(name: string): number;
  /** True with this probability. */
  yes(name: string, probability: number): boolean;
  between(range: Range, name: string): number;
  pick<T>(items: readonly T[], name: string): T;
}

/** The draws of a seed. */
export function drawsOf(seed: number): Draw {
  return {
    chance: (name) => chance(seed, 'story', name),
    yes: (name, probability) => chance(seed, 'story', name) < probability,
    between: (range, name) => between(range, seed, 'story', name),
    pick: (items, name) => pick(items, seed, 'story', name),
  };
}
