import type { Device } from '../device.ts';
import type { NetworkDevice } from './network-device.ts';

/** What goes away with a site. */
export interface SiteOutage {
  readonly machines: readonly Device[];
  readonly devices: readonly NetworkDevice[];
}

/**
 * When the alerts of a real outage came: five machines one after the other, then firewall and DR
 * device in one second (integration-facts 1.2 [C]).
 */
const MACHINES_MS = [0, 11_000, 15_000, 21_000, 22_000] as const;
const DEVICES_MS = 23_000;

/** From the outage to its first alert: the least that Atera states for a machine. */
const FIRST_ALERT_MS = 92_000;

/**
 * Everything at a site loses contact now; the alerts come as in the real one, network devices last.
 * Returns what ends it.
 */
export function siteOutage({ machines, devices }: SiteOutage): () => void {
  const last = MACHINES_MS.length - 1;
  for (const [index, machine] of machines.entries())
    machine.goOffline(FIRST_ALERT_MS + (MACHINES_MS[Math.min(index, last)] ?? 0));
  for (const device of devices) device.goDown(FIRST_ALERT_MS + DEVICES_MS);
  return () => {
    for (const machine of machines) machine.comeBack();
    for (const device of devices) device.comeBack();
  };
}
