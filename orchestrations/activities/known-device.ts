import type { Alert } from '../../shared/atera/alert-schema.ts';
import type { DirectoryAgent } from '../../shared/storage/directory-rows.ts';
import type { ActivityDeps } from '../deps.ts';

/** Answers an alert with the agent it is about. */
export type WithAgent = (alert: Alert) => Promise<Alert>;

/**
 * Maps alerts that name their device by its guid only to the agent that the directory knows by it; one that none is known for stays as
 * it is. For the alerts of one page: each guid is looked up once.
 */
export function agentsByGuid({ directory }: Pick<ActivityDeps, 'directory'>): WithAgent {
  const found = new Map<string, Promise<DirectoryAgent | undefined>>();
  return async (alert) => {
    const { agentId, deviceGuid } = alert;
    if (agentId !== undefined || deviceGuid === undefined) return alert;
    const asked = found.get(deviceGuid) ?? directory.agentByGuid(deviceGuid);
    found.set(deviceGuid, asked);
    const agent = await asked;
    return agent ? { ...alert, agentId: agent.id, customerId: alert.customerId ?? agent.customerId } : alert;
  };
}
