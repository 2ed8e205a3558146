import { isListed } from '../../../shared/domain/alerts/alert-row.ts';
import type { Condition } from '../../../shared/domain/occurrences/condition.ts';
import type { SiteWatch } from '../../../shared/domain/sites/site-watch.ts';
import { isEventful } from '../../../shared/domain/sites/watch-sites.ts';
import { MINUTE_MS } from '../../../shared/durations.ts';
import { offlineDevice } from '../../../shared/playbooks/offline-device/definition.ts';
import { surroundings } from '../../../shared/playbooks/site-incident/surroundings.ts';
import { languageOf } from '../../../shared/policy/customer.ts';
import { effectiveMode } from '../../../shared/policy/policy.ts';
import { subjectOf } from '../../activities/due/run-inputs.ts';
import { saveOutcomes } from '../../activities/upkeep/record-outcome.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import { waitText } from './summary.ts';

type Deps = Pick<ActivityDeps, 'alerts' | 'conditions' | 'customers' | 'outcomes' | 'clock' | 'policy' | 'mode'>;

/**
 * Defers a device whose site is away as a whole, or while Atera itself is suspected, without a run:
 * a thousand of them would each take a lease only to find that. Returns whether it did. One whose
 * alert is no longer listed gets its run, to check whether it is back.
 */
export async function parkExcused(
  { alerts, conditions, customers, outcomes, clock, policy, mode }: Deps,
  condition: Condition,
  watch: SiteWatch | undefined,
): Promise<boolean> {
  const { state, approval, customerId, nextAt: dueAt } = condition;
  if (state !== 'opening' || approval) return false;
  const alertId = condition.alertIds.at(-1);
  if (!isEventful(watch) || alertId === undefined) return false;
  const alert = await alerts.get(alertId);
  const because = alert && excuse(watch, customerId, alert.createdAt);
  if (!because || alert.closedAt !== undefined || !isListed(alert, await alerts.listedSince())) return false;
  const now = clock.now();
  const until = now + offlineDevice.rulesIn(policy).awayTogetherMinutes * MINUTE_MS;
  const language = languageOf(policy, customerId);
  const own = effectiveMode(policy, mode, offlineDevice.name, customerId);
  const text = waitText({ verdict: 'wait', because, until }, { mode: own, language });
  const isSame = (row: Condition) => row.state === 'opening' && row.nextAt === dueAt;
  const parked = await conditions.update(condition, (row) => (isSame(row) ? { ...row, nextAt: until } : row));
  if (parked?.nextAt !== until) return false;
  const end = { end: 'waiting', code: because, text } as const;
  await saveOutcomes({ alerts, customers, outcomes }, parked, { subject: subjectOf(parked), end }, now);
  return true;
}

function excuse(watch: SiteWatch | undefined, customerId: number | undefined, quietSince: number) {
  const { siteIncident, vendorQuiet } = surroundings(watch, customerId, quietSince);
  if (vendorQuiet) return 'vendor-quiet';
  return siteIncident ? 'site-incident' : undefined;
}
