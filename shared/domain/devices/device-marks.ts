/** What identifies a device at Atera; '' = not reported. */
export interface AgentIdentity {
  readonly id: number;
  readonly machineName: string;
  readonly serialNumber: string;
  /** As Atera writes them. */
  readonly macAddresses?: readonly string[] | undefined;
  readonly customerId?: number | undefined;
}

/**
 * What identifies a device at Automox; a label that a person gave it does not. '' = not reported.
 */
export interface ServerIdentity {
  readonly id: number;
  readonly name: string;
  readonly serialNumber: string;
  /** Only known where its details were read. */
  readonly macAddresses?: readonly string[] | undefined;
  readonly organizationId?: number | undefined;
  readonly serverGroupId?: number | undefined;
}

/**
 * Where a customer's devices are in Automox: an organisation or, where customers share one, some of
 * its groups.
 */
export interface AutomoxPlace {
  readonly organizationId: number;
  readonly serverGroupIds?: readonly number[] | undefined;
}

/** Undefined = this customer has no Automox. */
export type PlaceOf = (customerId: number) => AutomoxPlace | undefined;

/**
 * A person's word in the policy that an agent is this server; valid only while both vendors still
 * report these two marks.
 */
export interface DevicePair {
  readonly agentId: number;
  readonly serverId: number;
  readonly serialNumber: string;
  readonly name: string;
  /** Under which customer the policy names it. */
  readonly customerId: number;
}

/** The names and serial numbers under which a device was matched. */
export interface MatchedMarks {
  readonly agent: Pick<AgentIdentity, 'machineName' | 'serialNumber'>;
  readonly server: Pick<ServerIdentity, 'name' | 'serialNumber'>;
}

/** Returns whether a server is where the customer of an agent has its devices. */
export function isInPlace(agent: AgentIdentity, server: ServerIdentity, placeOf: PlaceOf): boolean {
  const place = agent.customerId === undefined ? undefined : placeOf(agent.customerId);
  if (!place || place.organizationId !== server.organizationId) return false;
  return place.serverGroupIds?.includes(server.serverGroupId ?? 0) ?? true;
}
