import { hostName, isSameHost, netbiosKey, serialKey } from './device-identity.ts';

/** What identifies a device at Atera. */
export interface AgentIdentity {
  readonly id: number;
  readonly machineName: string;
  readonly serialNumber: string;
  readonly customerId?: number | undefined;
}

/** What identifies a device at Automox; a label that a person gave it does not. */
export interface ServerIdentity {
  readonly id: number;
  readonly name: string;
  readonly serialNumber: string;
  readonly organizationId?: number | undefined;
  readonly serverGroupId?: number | undefined;
}

/** Where a customer's devices are in Automox: an organisation or, where customers share one, some of its groups. */
export interface AutomoxPlace {
  readonly organizationId: number;
  readonly serverGroupIds?: readonly number[];
}

/** The Automox server that is this device, or a sentence for the ticket that says why there is none. */
export type Hands =
  | { readonly hands: true; readonly serverId: number; readonly by: 'serial' | 'name' }
  | { readonly hands: false; readonly reason: string };

/** A ticket needs enough of them to find the stale one. */
const MOST_IDS_SHOWN = 5;

interface Population {
  readonly agents: readonly AgentIdentity[];
  readonly servers: readonly ServerIdentity[];
  /** Undefined = this customer has no Automox. */
  readonly placeOf: (customerId: number) => AutomoxPlace | undefined;
}

/** What a device could be on the other side, by one kind of mark, within the customer's place. */
interface Mark {
  servers(agent: AgentIdentity): readonly ServerIdentity[];
  agents(server: ServerIdentity): readonly AgentIdentity[];
}

/**
 * Which Automox server each agent (by id) is. By serial number first; one that several devices carry decides nothing alone.
 * Then by host name, unless a real serial number says otherwise. Only within the customer's place, and only where one agent
 * fits one server and nothing else fits either: acting on the wrong device is worse than asking a person. The same row
 * twice, as paging can bring it, counts once.
 */
export function matchDevices({ agents, servers, placeOf }: Population): ReadonlyMap<number, Hands> {
  const population = { agents: distinct(agents), servers: distinct(servers), placeOf };
  const serial = serialMark(population);
  const name = nameMark(population);
  const answer = (agent: AgentIdentity): Hands => {
    const [server, ...others] = serial.servers(agent);
    if (server && others.length === 0 && serial.agents(server).length === 1)
      return { hands: true, serverId: server.id, by: 'serial' };
    if (agent.customerId === undefined || !placeOf(agent.customerId))
      return none('the customer of the device is assigned to no Automox organisation');
    return byName(agent, name, serial);
  };
  return new Map(population.agents.map((agent) => [agent.id, answer(agent)]));
}

function byName(agent: AgentIdentity, name: Mark, serial: Mark): Hands {
  const [server, ...others] = name.servers(agent);
  if (!server) return none('Automox knows no device with its serial number or its host name');
  if (others.length > 0) return none(`Automox has ${others.length + 1} devices of that host name`);
  const rivals = name.agents(server);
  if (rivals.length > 1) {
    const ids = rivals.map(({ id }) => id).sort((a, b) => a - b);
    const shown = ids.slice(0, MOST_IDS_SHOWN).join(', ');
    return none(`Atera has ${rivals.length} agents that could be the one device in Automox (${shown})`);
  }
  if (isContradicted(agent, server, serial))
    return none('the Automox device of that host name is another one by the serial numbers');
  return { hands: true, serverId: server.id, by: 'name' };
}

/** Both have real numbers that differ, or the number of either is found on the other side, elsewhere. */
function isContradicted(agent: AgentIdentity, server: ServerIdentity, serial: Mark): boolean {
  const [one, other] = [serialKey(agent.serialNumber), serialKey(server.serialNumber)];
  if (one !== undefined && other !== undefined) return one !== other;
  return serial.servers(agent).length > 0 || serial.agents(server).length > 0;
}

function serialMark({ agents, servers, placeOf }: Population): Mark {
  const agentsOf = Map.groupBy(agents, ({ serialNumber }) => serialKey(serialNumber));
  const serversOf = Map.groupBy(servers, ({ serialNumber }) => serialKey(serialNumber));
  const fits = (agent: AgentIdentity, server: ServerIdentity) => isInPlace(agent, server, placeOf);
  return {
    servers: (agent) => found(serversOf, serialKey(agent.serialNumber)).filter((server) => fits(agent, server)),
    agents: (server) => found(agentsOf, serialKey(server.serialNumber)).filter((agent) => fits(agent, server)),
  };
}

function nameMark({ agents, servers, placeOf }: Population): Mark {
  const agentsOf = Map.groupBy(agents, ({ machineName }) => nameKey(machineName));
  const serversOf = Map.groupBy(servers, ({ name }) => nameKey(name));
  const fits = (agent: AgentIdentity, server: ServerIdentity) =>
    isSameHost(hostName(agent.machineName) ?? '', hostName(server.name) ?? '') && isInPlace(agent, server, placeOf);
  return {
    servers: (agent) => found(serversOf, nameKey(agent.machineName)).filter((server) => fits(agent, server)),
    agents: (server) => found(agentsOf, nameKey(server.name)).filter((agent) => fits(agent, server)),
  };
}

function isInPlace(agent: AgentIdentity, server: ServerIdentity, placeOf: Population['placeOf']): boolean {
  const place = agent.customerId === undefined ? undefined : placeOf(agent.customerId);
  if (!place || place.organizationId !== server.organizationId) return false;
  return place.serverGroupIds?.includes(server.serverGroupId ?? 0) ?? true;
}

/** Nothing has no key: devices without a mark have nothing in common. */
function found<T>(rows: ReadonlyMap<string | undefined, readonly T[]>, key: string | undefined): readonly T[] {
  return (key !== undefined && rows.get(key)) || [];
}

function nameKey(name: string): string | undefined {
  const host = hostName(name);
  return host && netbiosKey(host);
}

function distinct<T extends { readonly id: number }>(rows: readonly T[]): readonly T[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}

function none(reason: string): Hands {
  return { hands: false, reason };
}
