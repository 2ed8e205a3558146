import type { AutomoxBehaviour } from '../automox/behaviour.ts';
import type { AutomoxOrganization } from '../automox/organization.ts';
import type { World, WorldOptions } from '../world/world.ts';

/**
 * What happens in a simulated world, in order. Uses the world and its clock only; the seed fixes
 * everything that is drawn.
 */
export interface Scenario {
  readonly name: string;
  /** One line for the list of scenarios. */
  readonly description: string;
  /** How long the scenario lasts; undefined = it never ends. */
  readonly durationMs?: number;
  /** How this world differs from the usual one. */
  readonly world?: Omit<WorldOptions, 'clock' | 'seed'>;
  /** How its Automox differs from the usual one. */
  readonly automox?: Partial<AutomoxBehaviour>;
  /**
   * Sets the world up, enrols machines in Automox if there are to be matches, and schedules what
   * happens.
   */
  play(world: World, automox: AutomoxOrganization): void;
}

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
