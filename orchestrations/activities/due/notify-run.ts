import type { DurableClient } from 'durable-functions';
import { pendingNotification } from '../../../shared/domain/approvals/answer.ts';
import { approvalEvent } from '../../../shared/domain/approvals/proposal.ts';
import type { Mute } from '../../../shared/domain/mutes/mute.ts';
import type { Condition } from '../../../shared/domain/occurrences/condition.ts';
import { remediationInstance } from '../../../shared/domain/occurrences/keys.ts';
import { ALERT_GONE } from '../../actions/approval.ts';
import { raiseIfRunning } from '../../runtime/client/durable-raise.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import { updateUnmoved } from './due-row.ts';

type Deps = Pick<ActivityDeps, 'conditions' | 'clock' | 'policy' | 'log'> & {
  /** What holds for the row now: its question is withdrawn. */
  readonly mute?: Mute | undefined;
};

/** The row as it is after that; undefined when it has moved on meanwhile. */
interface Notified {
  readonly after: Condition | undefined;
}

/**
 * Notifies a run that waits for a person of what became of its question; undefined when there is
 * nothing to report.
 */
export async function notifyRun(
  { conditions, clock, policy, log, mute }: Deps,
  client: DurableClient,
  condition: Condition,
): Promise<Notified | undefined> {
  const { approval } = condition;
  const pending = pendingNotification(condition, policy.remediationDeadlineMinutes, clock.now());
  if (!pending || !approval) return undefined;
  const runId = remediationInstance(condition);
  const what = mute && pending.what === 'alert-gone' ? 'muted' : pending.what;
  const payload = what === 'alert-gone' ? ALERT_GONE : {};
  // First: if this fails in between, the run is notified twice rather than never.
  await raiseIfRunning(client, runId, approvalEvent(approval.evidence, approval.number), payload);
  log('run-notified', { runId, what });
  const { nextAt } = pending;
  return { after: await updateUnmoved(conditions, condition, (row) => ({ ...row, nextAt })) };
}
