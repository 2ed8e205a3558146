import type { World, WorldOptions } from '../world/world.ts';

/** A story that a world plays. Uses the world and its clock only; the seed fixes everything that is drawn. */
export interface Scenario {
  readonly name: string;
  /** One line for the list of scenarios. */
  readonly description: string;
  /** How long the story lasts; undefined = it never ends. */
  readonly durationMs?: number;
  /** How this world differs from the usual one. */
  readonly world?: Omit<WorldOptions, 'clock' | 'seed'>;
  /** Sets the world up and schedules what happens in it. */
  play(world: World): void;
}

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
