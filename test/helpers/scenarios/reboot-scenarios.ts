import type { EnrolledServer, EnrollOptions } from '../../../dev/simulator/automox/enrolled-server.ts';
import type { Device, DeviceOptions } from '../../../dev/simulator/world/device.ts';
import type { Alert } from '../../../dev/simulator/world/monitoring/alerts.ts';
import type { CustomAlert } from '../../../dev/simulator/world/world.ts';
import type { Policy } from '../../../shared/policy/policy.ts';
import { type AppOptions, MINUTE } from '../app/app.ts';
import type { Stage } from '../app/scenario.ts';
import { rebootsOrdered } from './reboot-app.ts';

type Windows = Policy['maintenanceWindows'];

/** Every day from 11:00 to 16:00 UTC; the scenarios begin at 08:00. */
const WINDOWS: Windows = [{ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '11:00', to: '16:00' }];

/** The policy of a tenant that lets its devices be rebooted. */
export const inWindow = { timeZone: 'UTC', maintenanceWindows: WINDOWS };

/** An app that may reboot the devices of the first customer, in a window. */
export const withReboots = { automox: true, policy: inWindow } as const satisfies AppOptions;

/** By then a person is asked, or a ticket says why not. */
export const untilAsked = (stage: Stage): Promise<void> => stage.hours(1);

/** Waits until this time of the first day, in UTC. */
export const until = ({ app }: Stage, time: string): Promise<void> =>
  app.clock.advance(Date.parse(`2026-03-02T${time}:00Z`) - app.clock.now());

/**
 * Opens the alert of a device that waits for a reboot. Atera has no such alert of its own, so
 * nothing takes it away.
 */
export function raiseReboot({ app }: Stage, device: Device, content: Partial<CustomAlert> = {}): Alert {
  const texts = { title: 'Reboot pending', message: 'Windows Update asks for a restart' };
  return app.simulator.world.raiseCustomAlert({ device, ...texts, ...content });
}

/** A device that waits for a reboot and is known in Automox, and its alert. */
export interface Rebootable {
  readonly device: Device;
  readonly server: EnrolledServer;
  readonly alert: Alert;
}

/** Adds a device that waits for a reboot, by default a server. */
export async function addRebootable(
  stage: Stage,
  options: Partial<DeviceOptions> = {},
  enrolled: EnrollOptions = {},
): Promise<Rebootable> {
  const device = stage.add({ needsReboot: true, ...options });
  const server = await stage.enroll(device, enrolled);
  return { device, server, alert: raiseReboot(stage, device) };
}

/** A device whose reboot a person has approved before the window opens. */
export async function addApproved(
  stage: Stage,
  options: Partial<DeviceOptions> = {},
  enrolled: EnrollOptions = {},
): Promise<Rebootable> {
  const rebootable = await addRebootable(stage, options, enrolled);
  await untilAsked(stage);
  await stage.answer('approve');
  await stage.minutes(5);
  return rebootable;
}

/** Waits, a second at a time, until the device has taken a reboot. */
export async function untilTaken({ app }: Stage, { taken }: EnrolledServer): Promise<void> {
  for (let left = 8 * 3_600; left > 0 && !taken.includes('Reboot'); left--) await app.clock.advance(MINUTE / 60);
}

/** How many reboots were ordered at Automox. */
export const ordered = ({ app }: Stage): number => rebootsOrdered(app).length;
