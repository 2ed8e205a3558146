import type { Faults } from '../../../dev/host/faults.ts';
import type { EnrolledServer } from '../../../dev/simulator/automox/enrolled-server.ts';
import type { AutomoxPolicy, Worklet } from '../../../dev/simulator/automox/organization.ts';
import type { Device, DeviceOptions } from '../../../dev/simulator/world/device.ts';
import { activities } from '../../../orchestrations/runtime/names.ts';
import type { AppOptions } from '../app/app.ts';
import type { Stage } from '../app/scenario.ts';

/** The id of the first worklet that a scenario adds. */
export const FIRST_WORKLET = 40_001;

/** What Automox calls a run of that worklet. */
export const CLEANUP = `policy_${FIRST_WORKLET}_remediate`;

/** The policy of a tenant that cleans up disks. */
export const cleaning = { worklets: { diskCleanup: FIRST_WORKLET } };

/** An app that may clean up the disks of the first customer. */
export const withAutomoxMatch = { automox: true, policy: cleaning } as const satisfies AppOptions;

/** Days pass sooner. */
export const seldomPolled = { pollSchedule: '0 */30 * * * *' } as const satisfies AppOptions;

/** A server whose drive C: is full: its alert comes within five minutes. */
export function addFull(stage: Stage, options: Partial<DeviceOptions> = {}): Device {
  return stage.add({ disks: [{ drive: 'C:', usedPercent: 95 }], ...options });
}

/** A device that is known in Automox, and the worklet that is to clean it. */
export interface Cleanable {
  readonly device: Device;
  readonly server: EnrolledServer;
  readonly worklet: AutomoxPolicy;
}

/**
 * A full server with an Automox match. The worklet frees half of the drive unless `run` says
 * otherwise.
 */
export async function addCleanable(
  stage: Stage,
  run: Worklet = freeHalf,
  options: Partial<DeviceOptions> = {},
): Promise<Cleanable> {
  const device = addFull(stage, options);
  return { device, server: await stage.enroll(device), worklet: addWorklet(stage, run) };
}

/** The cleanup worklet of the tenant's policy. */
export function addWorklet({ app }: Stage, run: Worklet = freeHalf): AutomoxPolicy {
  const worklet = app.simulator.automox.addWorklet('Disk cleanup', run);
  if (worklet.id !== FIRST_WORKLET) throw new Error(`The first worklet is ${worklet.id}, not ${FIRST_WORKLET}`);
  return worklet;
}

/** Waits until a person is asked about a device that was full from the start. */
export const untilAsked = (stage: Stage): Promise<void> => stage.minutes(20);

/** The worker of an activity goes away once, right after its effect: the activity runs again. */
export function lostOnce(name: keyof typeof activities): Faults {
  let isLost = false;
  return {
    activity(_instanceId, work) {
      if (isLost || work.name !== activities[name]) return 'none';
      isLost = true;
      return 'lost-after';
    },
  };
}

function freeHalf(device: Device): undefined {
  device.setDiskUsedPercent('C:', 50);
}
