/**
 * What kind of machine a device is, for grace periods, windows and whether a person must be asked.
 */
export type DeviceClass = 'server' | 'workstation' | 'laptop';

/** The members of an Atera agent that show its class. */
export interface ClassFacts {
  readonly osType: 'Work Station' | 'Server' | 'Domain Controller' | 'Linux' | 'unknown';
  readonly hasBattery: boolean;
}

/**
 * Returns the class of a device: a server system is a server, also where it reports the battery of
 * its UPS; anything else with a battery is a laptop; Linux without one counts as server; what is
 * not known is a workstation, the most cautious choice. `known` is the class it had before: a
 * reading that leaves out what made it a laptop or a server does not change what it is.
 */
export function deviceClass({ osType, hasBattery }: ClassFacts, known?: DeviceClass): DeviceClass {
  if (osType === 'Server' || osType === 'Domain Controller') return 'server';
  if (hasBattery || known === 'laptop') return 'laptop';
  if (osType === 'unknown') return known ?? 'workstation';
  return osType === 'Linux' ? 'server' : 'workstation';
}
