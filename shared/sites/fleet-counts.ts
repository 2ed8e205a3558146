/** How many devices a customer has. */
export interface FleetCount {
  readonly devices: number;
  /**
   * Always-on devices that were online at the last refresh of the directory: what a share of quiet
   * ones is a share of.
   */
  readonly alwaysOn: number;
}

/** A device, as far as it is counted. */
interface FleetDevice {
  readonly customerId?: number | undefined;
  readonly online?: boolean | undefined;
}

/**
 * Counts the directory's devices by customer; those of no customer are left out. One pass, nothing
 * is kept.
 */
export async function fleetCounts<T extends FleetDevice>(
  devices: AsyncIterable<T> | Iterable<T>,
  isAlwaysOn: (device: T) => boolean,
): Promise<Map<number, FleetCount>> {
  const counts = new Map<number, FleetCount>();
  for await (const device of devices) {
    if (device.customerId === undefined) continue;
    const before = counts.get(device.customerId) ?? { devices: 0, alwaysOn: 0 };
    const isCounted = device.online === true && isAlwaysOn(device);
    counts.set(device.customerId, {
      devices: before.devices + 1,
      alwaysOn: before.alwaysOn + (isCounted ? 1 : 0),
    });
  }
  return counts;
}
