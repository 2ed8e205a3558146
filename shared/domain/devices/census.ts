import { hostName, isSameHost, netbiosKey, serialKey } from './device-identity.ts';
import { type AgentIdentity, isInPlace, type PlaceOf, type ServerIdentity } from './device-marks.ts';
import { macKeys } from './mac-address.ts';
import { plainSerial } from './placeholder-serial.ts';

/** What a serial number is worth among all devices. `shared` names every device that carries it. */
export type SerialMark =
  | { readonly state: 'none' | 'placeholder' }
  | {
      readonly state: 'shared';
      readonly agents: readonly AgentIdentity[];
      readonly servers: readonly ServerIdentity[];
    }
  | { readonly state: 'real'; readonly key: string };

/** Who carries which mark, over all customers and organisations. */
export interface Census {
  serialOf(device: {
    readonly serialNumber: string;
    readonly machineName?: string;
    readonly name?: string;
  }): SerialMark;
  agentsOfSerial(key: string): readonly AgentIdentity[];
  serversOfSerial(key: string): readonly ServerIdentity[];
  /** Servers in the place of the agent's customer whose host name fits its own. */
  serversOfName(agent: AgentIdentity): readonly ServerIdentity[];
  /** Agents in whose place the server is and whose host name fits its own. */
  agentsOfName(server: ServerIdentity): readonly AgentIdentity[];
  /** Whether both have a MAC address that no third device has. */
  shareMac(agent: AgentIdentity, server: ServerIdentity): boolean;
}

interface Devices {
  readonly agents: readonly AgentIdentity[];
  readonly servers: readonly ServerIdentity[];
  readonly placeOf: PlaceOf;
}

/**
 * Counts the marks of all devices of both vendors. The same row twice, as paging can bring it,
 * counts once.
 */
export function takeCensus({ agents, servers, placeOf }: Devices): Census {
  const agentsOfSerial = groupedBy(agents, ({ serialNumber }) => serialKey(serialNumber));
  const serversOfSerial = groupedBy(servers, ({ serialNumber }) => serialKey(serialNumber));
  const agentsOfName = groupedBy(agents, ({ machineName }) => nameKey(machineName));
  const serversOfName = groupedBy(servers, ({ name }) => nameKey(name));
  const macs = macCounts(agents, servers);
  const fits = (agent: AgentIdentity, server: ServerIdentity) =>
    isSameHost(agent.machineName, server.name) && isInPlace(agent, server, placeOf);
  return {
    serialOf: (device) => serialMark(device, agentsOfSerial, serversOfSerial),
    agentsOfSerial,
    serversOfSerial,
    serversOfName: remembered(
      ({ machineName, customerId }) => `${customerId} ${machineName}`,
      (agent) => serversOfName(nameKey(agent.machineName)).filter((server) => fits(agent, server)),
    ),
    agentsOfName: remembered(
      ({ name, organizationId, serverGroupId }) => `${organizationId} ${serverGroupId} ${name}`,
      (server) => agentsOfName(nameKey(server.name)).filter((agent) => fits(agent, server)),
    ),
    shareMac: (agent, server) => {
      const theirs = new Set(macKeys(server.macAddresses));
      return macKeys(agent.macAddresses).some((mac) => theirs.has(mac) && macs.get(mac) === 2);
    },
  };
}

/** Thousands of devices of one name would otherwise be compared each with each. */
function remembered<T, R>(keyOf: (given: T) => string, find: (given: T) => R): (given: T) => R {
  const known = new Map<string, R>();
  return (given) => {
    const key = keyOf(given);
    const found = known.get(key) ?? find(given);
    known.set(key, found);
    return found;
  };
}

type Found<T> = (key: string | undefined) => readonly T[];

function serialMark(
  { serialNumber, machineName, name = machineName ?? '' }: Parameters<Census['serialOf']>[0],
  agentsOf: Found<AgentIdentity>,
  serversOf: Found<ServerIdentity>,
): SerialMark {
  if (plainSerial(serialNumber) === '') return { state: serialNumber.trim() === '' ? 'none' : 'placeholder' };
  const key = serialKey(serialNumber);
  // The host name written into the place of the serial number is the same mark twice.
  if (key === undefined || key === plainSerial(hostName(name) ?? '')) return { state: 'placeholder' };
  const [agents, servers] = [agentsOf(key), serversOf(key)];
  return agents.length > 1 || servers.length > 1 ? { state: 'shared', agents, servers } : { state: 'real', key };
}

/** How many devices of either vendor have each MAC address; a matched device counts as two. */
function macCounts(agents: Devices['agents'], servers: Devices['servers']): ReadonlyMap<string, number> {
  const all = [...agents, ...servers].flatMap(({ macAddresses }) => macKeys(macAddresses));
  return new Map([...Map.groupBy(all, (mac) => mac)].map(([mac, { length }]) => [mac, length]));
}

/** Nothing has no key: devices without a mark have nothing in common. */
function groupedBy<T>(rows: readonly T[], keyOf: (row: T) => string | undefined): Found<T> {
  const groups = Map.groupBy(rows, keyOf);
  return (key) => (key !== undefined && groups.get(key)) || [];
}

function nameKey(name: string): string | undefined {
  const host = hostName(name);
  return host && netbiosKey(host);
}
