import { remediationId } from '../../shared/domain/keys.ts';
import { afterRun } from '../../shared/domain/occurrence.ts';
import { keepYes } from '../../shared/domain/occurrences/kept-yes.ts';
import { withDone } from '../../shared/domain/occurrences/what-was-done.ts';
import type { Outcome } from '../../shared/outcomes/outcomes.ts';
import type { Condition } from '../../shared/storage/conditions.ts';
import type { ActivityDeps } from '../deps.ts';
import { KILL_SWITCH } from '../held-back.ts';
import { type OutcomeRecord, outcomeOfEnd, type PlaybookEnd } from '../run.ts';

type Deps = Pick<ActivityDeps, 'alerts' | 'conditions' | 'outcomes' | 'clock' | 'policy' | 'log'>;

/**
 * Writes how a run ended: first the condition (what happens next), then one outcome row for each of its alerts. Twice is
 * harmless: both are overwritten with the same; an occurrence that has moved on is left alone.
 */
export function makeRecordOutcome({ alerts, conditions, outcomes, clock, policy, log }: Deps) {
  return async (record: OutcomeRecord): Promise<{ recorded: number }> => {
    const { subject, end, afterwards, runId } = record;
    const now = clock.now();
    const rules = { validHours: policy.offlineDevice.deferredExpiresHours, retryMinutes: policy.busyCheckMinutes };
    const ended = { isDecided: isDecided(end), why: whyNot(end), afterwards };
    const condition = await conditions.update(subject.key, (row) => {
      if (row.state === 'closed') return row;
      const kept = keepYes(row, ended, rules, now);
      const { wouldPropose } = end;
      const known = wouldPropose === undefined ? kept.row : { ...kept.row, wouldPropose };
      return afterRun(known, kept.afterwards, end.ticketId, now);
    });
    if (!condition) return { recorded: 0 };
    const recorded = await saveOutcomes({ alerts, outcomes }, condition, { subject, end }, now);
    const { code, text } = end;
    log('run-ended', {
      runId,
      code,
      text,
      device: subject.deviceName,
      customerId: subject.customerId,
      ticketId: end.ticketId,
    });
    return { recorded };
  };
}

/** A failure and the kill switch end a run before anything is decided. */
function isDecided({ end, code }: PlaybookEnd): boolean {
  return end !== 'failed' && code !== KILL_SWITCH;
}

/** Why an approved command was not sent; where the run decided, its text says it. */
function whyNot({ end, why, text }: PlaybookEnd): string | undefined {
  return why ?? (end === 'failed' || end === 'waiting' ? text : undefined);
}

/** Writes one outcome row for each alert of the occurrence, or one for the run when it has none. Answers how many. */
export async function saveOutcomes(
  { alerts, outcomes }: Pick<Deps, 'alerts' | 'outcomes'>,
  condition: Condition,
  said: Pick<OutcomeRecord, 'subject' | 'end'>,
  now: number,
): Promise<number> {
  const rows = await Promise.all(
    condition.alertIds.map(async (alertId) => {
      const alert = await alerts.get(alertId);
      const about = alert && {
        alertId,
        title: alert.title,
        customerName: alert.customerName,
        firstSeenAt: alert.firstSeenAt,
      };
      return outcomeRow(said, condition, now, { subject: String(alertId), ...about });
    }),
  );
  if (rows.length === 0) rows.push(outcomeRow(said, condition, now, { subject: remediationId(condition) }));
  await outcomes.save(rows);
  return rows.length;
}

function outcomeRow(
  { subject, end }: Pick<OutcomeRecord, 'subject' | 'end'>,
  condition: Condition,
  now: number,
  about: Partial<Outcome> & Pick<Outcome, 'subject'>,
): Outcome {
  const ticketId = end.ticketId ?? condition.ticketId;
  return {
    firstSeenAt: condition.openedAt,
    ...about,
    state: outcomeOfEnd[end.end],
    code: end.code,
    text: withDone(end.text, condition),
    playbook: subject.playbook,
    customerId: subject.customerId,
    deviceName: subject.deviceName,
    deviceKey: subject.key.deviceKey,
    conditionKey: subject.key.conditionKey,
    remediationId: remediationId(condition),
    ticketId,
    nextAt: condition.nextAt,
    updatedAt: now,
  };
}
