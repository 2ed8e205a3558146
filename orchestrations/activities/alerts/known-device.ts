import type { Alert } from '../../../shared/atera/alert-schema.ts';
import type { DirectoryAgent } from '../../../shared/domain/devices/directory-agent.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';

/** Answers an alert with the agent it is about. */
export type WithAgent = (alert: Alert) => Promise<Alert>;

/**
 * Fills in what the directory knows and an alert leaves out: the agent of one that names its device by its guid only, and the customer,
 * without whom nothing may be done and no ticket be opened. One that is not known stays as it is. For the alerts of one page: each
 * device is looked up once.
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

type Directory = Pick<ActivityDeps['directory'], 'get' | 'agentByGuid'>;
