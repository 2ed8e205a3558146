import type { Monitor } from './monitor.ts';

/** What the monitors of a device's drives need from it. */
export interface DiskMonitorPorts {
  /** The limits that each drive is watched by, in used percent: each has an alert of its own. */
  readonly thresholds: readonly number[];
  make(name: string, drive: string, threshold: number): Monitor;
}

/** The monitors of a device's drives, one for each drive and limit. */
export class DiskMonitors {
  readonly #ports: DiskMonitorPorts;
  readonly #monitors: { readonly drive: string; readonly threshold: number; readonly monitor: Monitor }[] = [];

  constructor(ports: DiskMonitorPorts) {
    this.#ports = ports;
  }

  /** Sets how full a drive really is; a drive that is new is watched from then on. */
  update(drive: string, usedPercent: number, suspended: boolean): void {
    if (this.of(drive).length === 0) this.#watch(drive, suspended);
    for (const { drive: name, threshold, monitor } of this.#monitors)
      if (name === drive) monitor.update(usedPercent > threshold);
  }

  /** The monitors of one drive, in the order of the limits. */
  of(drive: string): readonly Monitor[] {
    return this.#monitors.filter((one) => one.drive === drive).map(({ monitor }) => monitor);
  }

  /** All of them. */
  all(): readonly Monitor[] {
    return this.#monitors.map(({ monitor }) => monitor);
  }

  #watch(drive: string, suspended: boolean): void {
    for (const [index, threshold] of this.#ports.thresholds.entries()) {
      // The first one keeps the name that fixes the draws of its lags.
      const monitor = this.#ports.make(index === 0 ? `disk ${drive}` : `disk ${drive} ${threshold}`, drive, threshold);
      monitor.suspend(suspended);
      this.#monitors.push({ drive, threshold, monitor });
    }
  }
}
