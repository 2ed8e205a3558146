import type { EnrolledServer } from '../../../dev/simulator/automox/enrolled-server.ts';
import type { Device, DeviceOptions } from '../../../dev/simulator/world/device.ts';
import type { AppOptions } from '../app/app.ts';
import type { Stage } from '../app/scenario.ts';

/** An app that may ask Automox about the devices of the first customer. */
export const withWitness = { automox: true } as const satisfies AppOptions;

/**
 * Devices are found by listing both vendors, as in production; the first time they are known after
 * `untilKnown`.
 */
export const withDirectory = { automox: true, directory: 'none' } as const satisfies AppOptions;

/** A first refresh of the directory is over by then. */
export const untilKnown = (stage: Stage): Promise<void> => stage.minutes(6);

/** By then a server that has just gone off has its ticket. */
export const untilTicketed = (stage: Stage): Promise<void> => stage.minutes(20);

/** A device that both vendors know. */
export interface Watched {
  readonly device: Device;
  readonly server: EnrolledServer;
}

/** Adds a device that both vendors know, by default a server. */
export async function addWatched(stage: Stage, options: Partial<DeviceOptions> = {}): Promise<Watched> {
  const device = stage.add(options);
  return { device, server: await stage.enroll(device) };
}

/** A server that is off, and its ticket. */
export async function addTicketed(stage: Stage) {
  const watched = await addWatched(stage);
  watched.device.goOffline();
  await untilTicketed(stage);
  return { ...watched, ticket: stage.ticket(), person: stage.app.simulator.world.person };
}
