import type { DeviceClass } from '../domain/devices/device-class.ts';
import type { DirectoryAgent } from '../domain/devices/directory-agent.ts';
import { deviceKey } from '../domain/occurrences/keys.ts';
import type { KnownDevices } from '../recognition/alert-device.ts';

/** A device without an agent, as far as a back-test asks. */
export interface PastMonitored {
  readonly deviceGuid: string;
  readonly customerId?: number | undefined;
  readonly monitoringAgentId?: number | undefined;
}

/** The account's devices as they are today: those of the past are not known. */
export interface PastDevices {
  /** By device key; empty when no list of devices is there. */
  readonly agents: ReadonlyMap<string, DirectoryAgent>;
  readonly monitored: ReadonlyMap<string, PastMonitored>;
  /** Windows name of the account's zone, as Atera reports it. */
  readonly accountTimeZone?: string | undefined;
  /** What recognition asks. */
  readonly known: KnownDevices;
}

interface Given {
  readonly agents?: Iterable<DirectoryAgent>;
  readonly monitored?: Iterable<PastMonitored>;
  readonly accountTimeZone?: string | undefined;
  /** GUIDs that some alert names together with an agent's id: all that a file says of who has an agent. */
  readonly agentOfGuid?: ReadonlyMap<string, number>;
}

/**
 * Returns the devices of a back-test. Where no list of them is there, a GUID that no alert names
 * together with an agent is one of a device without an agent.
 */
export function pastDevices({ agents = [], monitored = [], accountTimeZone, agentOfGuid }: Given): PastDevices {
  const byKey = new Map<string, DirectoryAgent>();
  const byGuid = new Map<string, Pick<DirectoryAgent, 'id' | 'customerId'>>();
  for (const [guid, id] of agentOfGuid ?? []) byGuid.set(guid.toLowerCase(), { id });
  for (const agent of agents) {
    byKey.set(deviceKey({ agentId: agent.id }), agent);
    if (agent.deviceGuid !== undefined) byGuid.set(agent.deviceGuid.toLowerCase(), agent);
  }
  const withoutAgent = new Map([...monitored].map((one) => [one.deviceGuid.toLowerCase(), one]));
  return {
    agents: byKey,
    monitored: withoutAgent,
    accountTimeZone,
    known: {
      directory: {
        agent: async (id) => byKey.get(deviceKey({ agentId: id })),
        agentByGuid: async (guid) => byGuid.get(guid.toLowerCase()),
        lastRefresh: async () => ({}),
      },
      monitored: { get: async (guid) => withoutAgent.get(guid.toLowerCase()) },
    },
  };
}

/** Returns the class of a device; undefined for one that the account no longer has, or that nothing lists. */
export function classOf({ agents }: PastDevices, key: string | undefined): DeviceClass | undefined {
  return key === undefined ? undefined : agents.get(key)?.deviceClass;
}

/**
 * Returns the devices as the site rule counts them over the period: whatever was seen in it was
 * there.
 */
export function fleetOver({ agents }: PastDevices, from: number): Map<string, DirectoryAgent> {
  const there = (agent: DirectoryAgent) =>
    agent.online === true || agent.lastSeenAt === undefined || agent.lastSeenAt >= from;
  return new Map([...agents].map(([key, agent]) => [key, { ...agent, online: there(agent) }]));
}
