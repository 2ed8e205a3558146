import type { DurableClient } from 'durable-functions';
import { aboutRun } from '../../orchestrations/activities/due/run-inputs.ts';
import { saveOutcomes } from '../../orchestrations/activities/upkeep/record-outcome.ts';
import { raiseIfRunning } from '../../orchestrations/runtime/client/durable-raise.ts';
import type { ActivityDeps } from '../../orchestrations/runtime/deps.ts';
import { failureText } from '../../orchestrations/runtime/failure-text.ts';
import {
  type Answer,
  type AnswerRefusal,
  answeredText,
  judgeAnswer,
  withAnswer,
} from '../../shared/domain/approvals/answer.ts';
import { approvalEvent } from '../../shared/domain/approvals/proposal.ts';
import type { Condition } from '../../shared/domain/occurrences/condition.ts';
import { type OccurrenceKey, remediationId, remediationInstance } from '../../shared/domain/occurrences/keys.ts';
import { whoText } from '../../shared/domain/people/who.ts';

type Deps = Pick<ActivityDeps, 'alerts' | 'conditions' | 'customers' | 'outcomes' | 'clock' | 'policy' | 'log'>;

/** How an answer was taken. `notified`: a run continues with it. */
export type AnswerTaken =
  | { readonly state: 'taken'; readonly row: Condition; readonly notified: boolean }
  | { readonly state: 'unknown' | AnswerRefusal };

/**
 * Takes a person's answer to the question of an occurrence: kept in its row, where the first one
 * wins, written into the outcomes, then raised to the waiting run. If this fails in between, the
 * next poll raises it (`notify-run.ts`). What the row has taken is taken, also where the outcomes
 * cannot be written. Idempotent: the same answer again only raises it again.
 */
export async function answerQuestion(
  deps: Deps,
  client: DurableClient,
  key: OccurrenceKey,
  given: Omit<Answer, 'by'>,
): Promise<AnswerTaken> {
  const { conditions, customers, clock, policy, log } = deps;
  const { who } = given;
  const now = clock.now();
  const found = await conditions.get(key.deviceKey, key.conditionKey);
  if (!found || found.occurrence < key.occurrence) return { state: 'unknown' };
  if (found.occurrence > key.occurrence) return { state: 'over' };
  const first = judgeAnswer(found, given, now);
  if (!first.counts) return { state: first.why };
  const customer = await customers.policyOf(found.customerId);
  const answer = { ...given, by: whoText(who, customer.language) };
  const { maintenanceWindows: windows, timeZone: zone } = customer;
  const bounds = { windows, zone, withoutWindowHours: policy.deferredExpiresHours };
  let isFirst = false;
  const write = (row: Condition) => {
    // Runs again when another writer was faster: then the answer may be that one's.
    const verdict = judgeAnswer(row, answer, now);
    isFirst = verdict.counts && verdict.isNew;
    return isFirst ? withAnswer(row, answer, bounds, now) : row;
  };
  const row = first.isNew ? await conditions.update(key, write) : found;
  if (!row) return { state: 'over' };
  const taken = judgeAnswer(row, answer, now);
  if (!taken.counts) return { state: taken.why };
  const { approval } = taken;
  if (isFirst) {
    const { name, how, account, typed } = who;
    const via = answer.via ?? 'api';
    log('approval-answered', {
      runId: remediationId(key),
      approved: answer.approved,
      by: name,
      how,
      account,
      typed,
      via,
    });
    await recordAnswer(deps, row, answeredText(approval, now, customer.language) ?? '');
  }
  const notified = await raiseIfRunning(
    client,
    remediationInstance(row),
    approvalEvent(approval.evidence, approval.number),
    {},
  );
  return { state: 'taken', row, notified };
}

/** The run writes the next outcome. What the row has taken is taken, also where this one fails. */
async function recordAnswer(deps: Deps, row: Condition, text: string): Promise<void> {
  const end = { end: 'waiting', code: 'answered', text } as const;
  await saveOutcomes(deps, row, { subject: aboutRun(row), end }, deps.clock.now()).catch((error) =>
    deps.log('answer-outcome-unwritten', { runId: remediationId(row), error: failureText(error) }),
  );
}
