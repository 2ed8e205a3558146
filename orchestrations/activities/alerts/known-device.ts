import type { Alert } from '../../../shared/atera/alert-schema.ts';
import type { AlertRow } from '../../../shared/domain/alerts/alert-row.ts';
import type { DirectoryAgent } from '../../../shared/domain/devices/directory-agent.ts';
import { deviceKey } from '../../../shared/domain/occurrences/keys.ts';
import { isByGuid, isOfAnyDevice, type KnownAlert } from '../../../shared/recognition/alert-device.ts';
import { type Triage, type TriagePoll, triage } from '../../../shared/recognition/triage.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';

/** Returns an alert with the agent it is about. */
export type WithAgent = (alert: Alert) => Promise<Alert>;

/**
 * Fills in what the directory knows and an alert leaves out: the agent of one that names its device
 * by its guid only, and the customer, without whom nothing may be done and no ticket be opened. One
 * that is not known stays as it is. For the alerts of one page: each device is looked up once.
 */
export function knownAgents({ directory }: { readonly directory: Directory }): WithAgent {
  const found = new Map<string, Promise<DirectoryAgent | undefined>>();
  const lookUp = ({ agentId, deviceGuid }: Alert) => {
    if (agentId !== undefined) return directory.get(agentId).then((entry) => entry?.agent);
    return deviceGuid === undefined ? undefined : directory.agentByGuid(deviceGuid);
  };
  return async (alert) => {
    const { agentId, customerId, deviceGuid } = alert;
    if (agentId !== undefined && customerId !== undefined) return alert;
    const name = `${agentId ?? deviceGuid}`;
    const asked = found.get(name) ?? lookUp(alert);
    if (!asked) return alert;
    found.set(name, asked);
    const agent = await asked;
    return agent ? { ...alert, agentId: agent.id, customerId: customerId ?? agent.customerId } : alert;
  };
}

/**
 * Triages alerts with what our tables know of their devices: what an alert leaves out is looked up,
 * and only where a playbook would have it. For the alerts of one page: each agent is looked up
 * once.
 */
export function triageKnown(deps: Pick<ActivityDeps, 'directory' | 'monitored' | 'policy'>, poll: TriagePoll) {
  const withAgent = knownAgents(deps);
  const asAgentless = knownAgentless(deps);
  return async (alert: Alert, earlier: AlertRow | undefined): Promise<Triage> => {
    const triageOf = (observed: KnownAlert) => triage(observed, earlier, poll, deps.policy);
    const first = triageOf(alert);
    const { playbook } = first.row;
    if (isByGuid(playbook)) return triageOf(await asAgentless(alert, earlier));
    if (isOfAnyDevice(playbook) && alert.agentId === undefined) {
      const known = await asAgentless(alert, earlier);
      if (known.isAgentless !== false) return triageOf(known);
      return triageOf(await withAgent(alert));
    }
    const isPartly = first.outcome.code === 'no-agent' || (playbook !== 'none' && alert.customerId === undefined);
    return isPartly ? triageOf(await withAgent(alert)) : first;
  };
}

/** Returns an alert about a device without an agent with what our tables know of the device. */
function knownAgentless({ directory, monitored }: Pick<ActivityDeps, 'directory' | 'monitored'>) {
  return async (alert: Alert, earlier: AlertRow | undefined): Promise<KnownAlert> => {
    const { deviceGuid } = alert;
    if (deviceGuid === undefined) return alert;
    const isKnown = earlier?.deviceKey === deviceKey({ deviceGuid });
    const isAgentless = isKnown || (await isOfNoAgent(directory, deviceGuid));
    const reported = alert.customerId ?? (isKnown ? earlier?.customerId : undefined);
    const customerId = reported ?? (await monitored.get(deviceGuid))?.customerId;
    return { ...alert, isAgentless, customerId };
  };
}

/** Before the agents have been listed it is not known. Reads every agent. */
async function isOfNoAgent(directory: ActivityDeps['directory'], deviceGuid: string): Promise<boolean | undefined> {
  if (await directory.agentByGuid(deviceGuid)) return false;
  return (await directory.lastRefresh()) === undefined ? undefined : true;
}

type Directory = Pick<ActivityDeps['directory'], 'get' | 'agentByGuid'>;
