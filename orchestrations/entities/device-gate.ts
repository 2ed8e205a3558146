import type { EntityContext } from 'durable-functions';
import { applyToGate } from '../../shared/brakes/device-gate.ts';
import type { Clock } from '../../shared/clock.ts';
import { makeBrake } from './shell.ts';

/**
 * The entity `devicegate@<deviceKey>`: one remediation at a time acts on a device, and not too
 * often (`applyToGate`).
 */
export function makeDeviceGate(deps: { readonly clock: Clock }): (context: EntityContext<unknown>) => void {
  return makeBrake(applyToGate, deps);
}
