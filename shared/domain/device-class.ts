/** What kind of machine a device is, for grace periods, windows and whether a person must be asked. */
export type DeviceClass = 'server' | 'workstation' | 'laptop';

/** The members of an Atera agent that tell. */
export interface ClassFacts {
  readonly osType: 'Work Station' | 'Server' | 'Domain Controller' | 'Linux' | 'unknown';
  readonly hasBattery: boolean;
}

/**
 * The class of a device: a server system is a server, also where it reports the battery of its UPS; anything else with a
 * battery is a laptop; Linux without one counts as server; what is not known is a workstation, the most cautious choice.
 */
export function deviceClass({ osType, hasBattery }: ClassFacts): DeviceClass {
  if (osType === 'Server' || osType === 'Domain Controller') return 'server';
  if (hasBattery) return 'laptop';
  return osType === 'Linux' ? 'server' : 'workstation';
}
