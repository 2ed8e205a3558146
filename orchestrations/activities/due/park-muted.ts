import { isListed } from '../../../shared/domain/alerts/alert-row.ts';
import { endOf, type Mute } from '../../../shared/domain/mutes/mute.ts';
import type { Condition } from '../../../shared/domain/occurrences/condition.ts';
import { withEvent } from '../../../shared/domain/occurrences/course/trail.ts';
import { unsentApproval } from '../../../shared/domain/occurrences/what-was-done.ts';
import { languageOf } from '../../../shared/policy/customer.ts';
import { muteTexts } from '../../../shared/texts/mute/index.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import { MUTED } from '../../runtime/endings/stopped-before-write.ts';
import { saveOutcomes } from '../upkeep/record-outcome.ts';
import { updateUnmoved } from './due-row.ts';
import { aboutRun } from './run-inputs.ts';

type Deps = Pick<ActivityDeps, 'alerts' | 'conditions' | 'customers' | 'outcomes' | 'clock' | 'policy'>;

/**
 * Defers a muted condition to the end of the mute, without a run. Returns whether it did. What has
 * a ticket is inspected as before, for a recovery still closes it; what a person has approved goes
 * on to where the command would be sent, so that what became of it is in the row; and an alert that
 * is no longer listed is checked.
 */
export async function parkMuted(deps: Deps, condition: Condition, mute: Mute): Promise<boolean> {
  const { conditions, clock, policy } = deps;
  const { state, ticketId, cancelled } = condition;
  const yes = unsentApproval(condition);
  const isKeptYes = yes !== undefined && yes.became?.what !== 'not-done';
  if (state !== 'opening' || ticketId !== undefined || cancelled !== undefined || isKeptYes) return false;
  if (!(await isAnyListed(deps, condition))) return false;
  const now = clock.now();
  const until = endOf(mute);
  const text = muteTexts(languageOf(policy, condition.customerId)).leftAlone({ ...mute, until });
  const parked = await updateUnmoved(conditions, condition, (row) => {
    const deferred: Condition = { ...row, nextAt: until, mute: mute.id };
    return withEvent(deferred, { what: 'decided', at: now, code: MUTED, text });
  });
  if (parked?.nextAt !== until) return false;
  const end = { end: 'waiting', code: MUTED, text } as const;
  await saveOutcomes(deps, parked, { subject: aboutRun(parked), end }, now);
  return true;
}

async function isAnyListed({ alerts }: Pick<Deps, 'alerts'>, { alertIds }: Condition): Promise<boolean> {
  const listedSince = await alerts.listedSince();
  for (const alertId of alertIds) {
    const row = await alerts.get(alertId);
    if (row && row.closedAt === undefined && isListed(row, listedSince)) return true;
  }
  return false;
}
