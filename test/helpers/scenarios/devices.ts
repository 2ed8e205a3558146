import type {
  AgentIdentity,
  AutomoxPlace,
  DevicePair,
  ServerIdentity,
} from '../../../shared/domain/devices/device-marks.ts';
import { matchDevices } from '../../../shared/domain/devices/match-devices.ts';

/** Where the customers of these tests are. */
export const ORGANIZATION: AutomoxPlace = { organizationId: 7 };

/** Two serial numbers that identify. */
export const SERIAL = '5TG8QN3';
export const OTHER = 'JX7K2M3';
/** A MAC address that identifies. */
export const MAC = 'D4:BE:D9:01:02:03';

/** An agent of customer 1. */
export const agent = (
  id: number,
  machineName: string,
  serialNumber = '',
  over: Partial<AgentIdentity> = {},
): AgentIdentity => ({
  ...{ id, machineName, serialNumber, customerId: 1 },
  ...over,
});
/** A server of the organisation. */
export const server = (
  id: number,
  name: string,
  serialNumber = '',
  over: Partial<ServerIdentity> = {},
): ServerIdentity => ({
  ...{ id, name, serialNumber, organizationId: 7 },
  ...over,
});
/** Matches these devices, all of one organisation unless `placeOf` says otherwise. */
export const match = (
  agents: AgentIdentity[],
  servers: ServerIdentity[],
  { placeOf = (_: number) => ORGANIZATION, pairs = [] as DevicePair[] } = {},
) => Object.fromEntries(matchDevices({ agents, servers, placeOf, pairs }));
