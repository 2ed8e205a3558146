import type { DurableClient } from 'durable-functions';
import type { DirectoryRun } from '../../orchestrations/flows/refresh-directory.ts';
import { startOnce } from '../../orchestrations/runtime/client/durable-start.ts';
import type { AppDeps } from '../../orchestrations/runtime/deps.ts';
import { orchestrators, SINGLETON_VERSION } from '../../orchestrations/runtime/names.ts';
import { REFRESH_INSTANCE_ID } from '../../shared/domain/occurrences/keys.ts';
import { automoxOrganizations } from '../../shared/policy/customer.ts';

/** Begins a refresh of the directory; does nothing beside one that runs. */
export function beginRefresh(
  client: DurableClient,
  { clock, policy, automox }: Pick<AppDeps, 'clock' | 'policy' | 'automox'>,
): Promise<'started' | 'running'> {
  const now = clock.now();
  const organizations = automox ? automoxOrganizations(policy, automox.defaultOrganizationId) : [];
  const input: DirectoryRun = { startedAt: now, historyAt: now, organizations };
  return startOnce(client, orchestrators.refreshDirectory, REFRESH_INSTANCE_ID, input, SINGLETON_VERSION);
}
