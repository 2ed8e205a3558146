interface Reported {
  readonly vendor: string;
  readonly serial: string;
}

const IN_POLICY = 'in the policy (automox.devices of the customer) with agent id, server id, serial number and name';

/**
 * Why a device has no match in Automox: causes that continue after "because", and after a semicolon
 * what is to be done.
 */
export const en = {
  none: 'none',
  organizationRefused: ({ organizationId }: { organizationId: number }): string =>
    `Automox does not let the app see organisation ${organizationId}`,
  notInDirectory: 'the device is not in the directory',
  noLongerListed: 'Automox no longer lists its device',
  unknown: 'Automox knows no device with its serial number or its host name',
  unknownAnd: ({ weakness }: { weakness: string }): string =>
    `Automox knows no device with its host name, and ${weakness}`,

  /** Why a serial number is no mark. */
  noSerial: ({ vendor }: Reported): string => `${vendor} reports no serial number of it`,
  placeholder: ({ vendor, serial }: Reported): string =>
    `its serial number in ${vendor}, ${serial}, is a placeholder that identifies no device`,
  shared: ({ vendor, serial, carriers }: Reported & { readonly carriers: string }): string =>
    `its serial number in ${vendor}, ${serial}, is carried by ${carriers} and identifies none of them`,
  notOfHost: ({ vendor, serial }: Reported): string =>
    `its serial number in ${vendor}, ${serial}, is not that of the Automox device of its host name`,
  agents: ({ count, list }: { count: number; list: string }): string => `${count} agents in Atera (${list})`,
  servers: ({ count, list }: { count: number; list: string }): string => `${count} devices in Automox (${list})`,
  and: ({ one, other }: { one: string; other: string }): string => `${one} and ${other}`,
  andMore: ({ list }: { list: string }): string => `${list} and more`,
  weak: ({ weakness }: { weakness: string }): string => weakness,
  weakWithName: ({ weakness }: { weakness: string }): string => `${weakness}, and its host name alone is not enough`,

  otherSerial: ({ atera, automox }: { atera: string; automox: string }): string =>
    `the Automox device of that host name is another one by the serial numbers (Atera says ${atera}, Automox ${automox})`,
  otherSerialOf: ({ atera, automox, owner }: { atera: string; automox: string; owner: string }): string =>
    `the Automox device of that host name is another one by the serial numbers (Atera says ${atera}, Automox ${automox}, which is that of ${owner} in Atera)`,
  otherName: ({ serverName, serverId, agentName }: { serverName: string; serverId: number; agentName: string }) =>
    `Automox has its serial number under the host name ${serverName} (server ${serverId}), Atera says ${agentName}, and one mark alone is not enough`,
  severalServers: ({ count, list }: { count: number; list: string }): string =>
    `Automox has ${count} devices of that host name (${list})`,
  severalAgents: ({ count, list }: { count: number; list: string }): string =>
    `Atera has ${count} agents that could be the one device in Automox (${list})`,
  wrongPlace: ({ id, where }: { id: number; where: string }): string =>
    `Automox has its serial number in another place (server ${id}: ${where}) than where the policy says the customer's devices are`,
  organisation: ({ id }: { id?: number | undefined }): string => `organisation ${id ?? 'not reported'}`,
  group: ({ place, group }: { place: string; group: number }): string => `${place}, group ${group}`,
  pairDiffers: ({ serverId, serial, name, what }: { serverId: number; serial: string; name: string; what: string }) =>
    `the policy pairs it with server ${serverId} (serial number ${serial}, name ${name}), but ${what}`,
  pairOfAnother: ({ serverId, agentId }: { serverId: number; agentId: number }): string =>
    `the policy (automox.devices) names its Automox device, server ${serverId}, for agent ${agentId}`,

  /** What speaks against a pair. */
  otherCustomer: 'it belongs to another customer in Atera',
  notListed: 'Automox lists no such device',
  notInPlace: "that is not where the customer's devices are",
  saysName: ({ vendor, name }: { vendor: string; name: string }): string => `${vendor} says the name ${name}`,
  saysSerial: ({ vendor, serial }: Reported): string => `${vendor} says the serial number ${serial}`,
  noSerialAnywhere: 'neither vendor reports a serial number',

  /** What changed since. */
  changed: ({ vendor, changes }: { vendor: string; changes: string }): string =>
    `the device is another one in ${vendor} than when the devices were last listed (${changes})`,
  serialWas: ({ before, now }: { before: string; now: string }): string =>
    `its serial number was ${before} and is now ${now}`,
  nameWas: ({ before, now }: { before: string; now: string }): string => `its name was ${before} and is now ${now}`,

  /** What is to be done. */
  nameRight: `name the right device ${IN_POLICY}`,
  nameIt: ({ id, name }: { id: number; name: string }): string =>
    `if it is server ${id} in Automox (${name}), name it ${IN_POLICY}`,
  tidyOr: ({ advice }: { advice: string }): string => `delete what is stale, or ${advice}`,
  whenReplaced: 'if its mainboard was replaced, install the Automox agent again; if not, remove the stale device',
  whenRenamed: 'if it was renamed, wait until both have scanned it; if not, correct the wrong one',
  removeStale: `remove the stale ones, or name the right one ${IN_POLICY}`,
  moveIt: 'move it there, or correct the policy (automox of the customer)',
  correctPair: 'correct automox.devices in the policy',
  matchedAgain: 'the next listing matches it again',
};
