import type { LeaseSession } from '../../../shared/budget/fence.ts';
import type { Lease } from '../../../shared/budget/lease.ts';
import type { Leased } from '../../../shared/budget/run-leased.ts';
import type { AlertRow } from '../../../shared/domain/alerts/alert-row.ts';
import type { RunKey } from '../../../shared/domain/occurrences/keys.ts';
import { AppError, VendorError } from '../../../shared/errors.ts';
import { isPlaybook } from '../../../shared/policy/policy.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import { actingFor, assertMayAct, assertStillOpen, type BeforeActing, type MayActDeps } from '../effects/may-act.ts';

type Deps = Pick<ActivityDeps, 'atera' | 'alerts' | 'conditions' | 'runLeased' | 'clock' | 'log'> & MayActDeps;

interface Input {
  readonly lease: Lease;
  /** The run that verified it: once a newer one has the occurrence, that may no longer hold. */
  readonly key: RunKey;
  /** The alerts the verification covered. */
  readonly alertIds: readonly number[];
  /** Whose the device is; an alert may still name a former one. */
  readonly customerId?: number;
}

/**
 * Resolves the given alerts. Idempotent: Atera takes a second resolve, and what is closed already
 * is skipped.
 */
export function makeResolveAlerts(deps: BeforeActing<Deps>) {
  return ({ lease, key, alertIds, customerId }: Input): Promise<Leased<{ resolved: number }>> =>
    deps.runLeased(lease, async (session) => {
      let resolved = 0;
      for (const alertId of alertIds) {
        const row = await deps.alerts.get(alertId);
        if (!row || row.closedAt !== undefined) continue;
        await assertMayAct(actingFor(deps, { key, ...aboutAlert(row, customerId) }), 'approve', 'resolve an alert');
        await assertStillOpen(deps, key);
        await resolve(deps, session, alertId);
        await deps.alerts.close(row, deps.clock.now(), 'app');
        deps.log('alert-resolved', { alertId, device: row.deviceName, title: row.title });
        resolved++;
      }
      return { resolved };
    });
}

/** An alert that no playbook takes must not be resolved. */
function aboutAlert({ playbook, agentId, customerId: named, alertId }: AlertRow, customerId = named) {
  if (!isPlaybook(playbook)) throw new AppError('mode_forbids', `Alert ${alertId} belongs to no playbook`);
  return { playbook, agentId, customerId };
}

/** A 400 can mean "resolved already": only a re-read that shows it over counts as success. */
async function resolve({ atera }: Pick<Deps, 'atera'>, session: LeaseSession, alertId: number): Promise<void> {
  try {
    await atera.resolveAlert(session, alertId);
  } catch (error) {
    if (!(error instanceof VendorError) || error.code !== 'vendor_rejected_request') throw error;
    const alert = await atera.getAlert(session, alertId);
    if (alert && !alert.archived) throw error;
  }
}
