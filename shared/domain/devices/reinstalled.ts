import { hostName, isSameHost, serialKey } from './device-identity.ts';

/**
 * What Atera reports about an agent, as far as it shows whether two agents are one device. Times
 * are epoch ms; undefined = not reported.
 */
export interface InstalledAgent {
  readonly id: number;
  readonly machineName: string;
  readonly serialNumber: string;
  readonly customerId?: number | undefined;
  readonly online?: boolean | undefined;
  readonly lastSeenAt?: number | undefined;
  /** When the agent was installed. */
  readonly createdAt?: number | undefined;
}

/**
 * The agent under which a device reports since its agent was reinstalled. `installedAt` is epoch
 * ms.
 */
export interface Successor {
  readonly agentId: number;
  readonly installedAt: number;
}

/**
 * Returns the one agent that may have taken the place of `old`: same customer, same host name, the
 * same real serial number that no third agent carries, and installed since `old` was last seen
 * (LastSeen trails, so a newer agent is never older than it). Undefined when there is none, or more
 * than one. Whether it is online is another question: `isSuccessor`.
 */
export function possibleSuccessor<A extends InstalledAgent>(old: InstalledAgent, agents: readonly A[]): A | undefined {
  const serial = serialKey(old.serialNumber);
  if (serial === undefined) return undefined;
  const others = agents.filter(({ id, serialNumber }) => id !== old.id && serialKey(serialNumber) === serial);
  const [one, ...more] = [...new Map(others.map((agent) => [agent.id, agent])).values()];
  return one && more.length === 0 && hasTakenPlace(old, one) ? one : undefined;
}

/**
 * Returns whether `agent`, just read, is the same device as `old` and online: then it is not away,
 * whatever happens to the old agent.
 */
export function isSuccessor(old: InstalledAgent, agent: InstalledAgent): boolean {
  const serial = serialKey(old.serialNumber);
  const isSameSerial = serial !== undefined && serialKey(agent.serialNumber) === serial;
  return isSameSerial && agent.online === true && hasTakenPlace(old, agent);
}

function hasTakenPlace(old: InstalledAgent, agent: InstalledAgent): boolean {
  if (old.customerId === undefined || old.customerId !== agent.customerId) return false;
  if (!isSameHost(hostName(old.machineName) ?? '', hostName(agent.machineName) ?? '')) return false;
  if (hostName(old.machineName) === undefined) return false;
  if (old.lastSeenAt === undefined || agent.createdAt === undefined) return false;
  return agent.createdAt >= old.lastSeenAt;
}
