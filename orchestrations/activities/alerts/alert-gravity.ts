import type { Condition } from '../../../shared/domain/occurrences/condition.ts';
import type { AlertGravity } from '../../../shared/domain/tickets/person-close.ts';
import { isPlaybook, playbookNamed } from '../../../shared/playbooks/index.ts';
import { mapPooled } from '../../../shared/pooled.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';

/** Returns how grave the alerts of an occurrence are, from our tables: one row each. */
export async function alertGravity(
  { alerts }: Pick<ActivityDeps, 'alerts'>,
  { alertIds }: Pick<Condition, 'alertIds'>,
): Promise<AlertGravity[]> {
  const rows = await mapPooled(alertIds, (alertId) => alerts.get(alertId));
  return rows
    .filter((row) => row !== undefined)
    .map(({ createdAt, severity, playbook, details, closedAt }) => ({
      ...{ createdAt, severity, limit: limitOf(playbook, details) },
      isOpen: closedAt === undefined,
    }));
}

function limitOf(playbook: string, details: unknown): number | undefined {
  return isPlaybook(playbook) ? playbookNamed(playbook).describe(details, 'en').limit : undefined;
}
