import type { EnrolledServer } from '../../../dev/simulator/automox/enrolled-server.ts';
import type { Worklet } from '../../../dev/simulator/automox/organization.ts';
import type { Device, DeviceOptions } from '../../../dev/simulator/world/device.ts';
import type { WindowsService, WindowsServiceOptions } from '../../../dev/simulator/world/services/windows-service.ts';
import type { AppOptions } from '../app/app.ts';
import type { Stage } from '../app/scenario.ts';
import { FIRST_WORKLET } from './disk-scenarios.ts';

/** What Automox calls a run of the first worklet. */
export const RESTART = `policy_${FIRST_WORKLET}_remediate`;

/** An app whose policy names the first worklet for the service "Spooler". */
export const withRestarts = {
  automox: true,
  policy: { worklets: { serviceRestart: { Spooler: FIRST_WORKLET } } },
} as const satisfies AppOptions;

/** A service that Atera says is stopped. */
export interface Stopped {
  readonly device: Device;
  readonly service: WindowsService;
}

/** A device with the stopped service "Spooler": its alert comes within five minutes. */
export function addStopped(
  { add, app }: Stage,
  options: Partial<WindowsServiceOptions> = {},
  device: Partial<DeviceOptions> = {},
): Stopped {
  const added = add(device);
  const given = {
    name: 'Spooler',
    displayName: 'Print Spooler',
    stopped: true,
    reportedAs: 'name',
    ...options,
  } as const;
  return { device: added, service: app.simulator.world.services.add(added, given) };
}

/**
 * The same with an Automox match, and a worklet that starts the service unless `run` says
 * otherwise.
 */
export async function addRestartable(
  stage: Stage,
  options: Partial<WindowsServiceOptions> = {},
  run?: Worklet,
): Promise<Stopped & { readonly server: EnrolledServer }> {
  const stopped = addStopped(stage, options);
  const server = await stage.enroll(stopped.device);
  stage.app.simulator.automox.addWorklet('Start the spooler', run ?? (() => stopped.service.start()));
  return { ...stopped, server };
}
