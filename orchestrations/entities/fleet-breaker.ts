import type { EntityContext } from 'durable-functions';
import { applyToBreaker } from '../../shared/brakes/fleet-breaker.ts';
import type { Clock } from '../../shared/clock.ts';
import { makeBrake } from './shell.ts';

/**
 * The entity `fleetbreaker@c<customerId>`, or `fleetbreaker@none` for devices without a customer:
 * how many devices of a customer are acted on at the same time, and none for a while when actions
 * fail (`applyToBreaker`).
 */
export function makeFleetBreaker(deps: { readonly clock: Clock }): (context: EntityContext<unknown>) => void {
  return makeBrake(applyToBreaker, deps);
}
