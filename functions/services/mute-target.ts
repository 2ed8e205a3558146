import type { AppDeps } from '../../orchestrations/runtime/deps.ts';
import type { Mute } from '../../shared/domain/mutes/mute.ts';
import { deviceKey } from '../../shared/domain/occurrences/keys.ts';

type Deps = Pick<AppDeps, 'directory' | 'monitored'>;

/** Whom a mute is asked for: exactly one of them is set. */
export interface MuteTarget {
  readonly agentId?: number | undefined;
  readonly deviceGuid?: string | undefined;
  readonly deviceKey?: string | undefined;
  readonly customerId?: number | undefined;
}

/** The same as it is kept; `isKnown` = the last listing of devices has it. */
export interface FoundTarget {
  readonly whom: Pick<Mute, 'deviceKey' | 'deviceName' | 'customerId' | 'customerName'>;
  readonly isKnown: boolean;
}

/** Returns whom a mute is about, as our tables know it: up to two reads. */
export async function findTarget(deps: Deps, target: MuteTarget): Promise<FoundTarget> {
  const { agentId, deviceGuid, deviceKey: key, customerId } = target;
  if (customerId !== undefined) return findCustomer(deps, customerId);
  if (agentId !== undefined) return findAgent(deps, agentId);
  if (deviceGuid !== undefined) return findByGuid(deps, deviceGuid);
  const agent = /^a(\d+)$/.exec(key ?? '')?.[1];
  if (agent !== undefined) return findAgent(deps, Number(agent));
  const guid = /^g(.+)$/.exec(key ?? '')?.[1];
  if (guid !== undefined) return findByGuid(deps, guid);
  // Of a device that is known by its name only there is no list.
  const owner = /^n(\d+)-/.exec(key ?? '')?.[1];
  return { whom: { deviceKey: key, ...(owner !== undefined && { customerId: Number(owner) }) }, isKnown: true };
}

async function findCustomer({ directory }: Deps, customerId: number): Promise<FoundTarget> {
  for await (const { customerName } of directory.agents(customerId))
    return { whom: { customerId, customerName }, isKnown: true };
  return { whom: { customerId }, isKnown: false };
}

async function findAgent({ directory }: Deps, agentId: number): Promise<FoundTarget> {
  const agent = await directory.agent(agentId);
  const { machineName: deviceName, customerId, customerName } = agent ?? {};
  return {
    whom: { deviceKey: deviceKey({ agentId }), deviceName, customerId, customerName },
    isKnown: agent !== undefined,
  };
}

/** Alerts of a device with an agent are kept under the agent, whichever way they name it. */
async function findByGuid(deps: Deps, deviceGuid: string): Promise<FoundTarget> {
  const agent = await deps.directory.agentByGuid(deviceGuid);
  if (agent) return findAgent(deps, agent.id);
  const device = await deps.monitored.get(deviceGuid);
  const { name: deviceName, customerId } = device ?? {};
  return { whom: { deviceKey: deviceKey({ deviceGuid }), deviceName, customerId }, isKnown: device !== undefined };
}
