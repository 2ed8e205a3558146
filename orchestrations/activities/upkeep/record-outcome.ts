import { keepYes } from '../../../shared/domain/approvals/kept-approval.ts';
import type { Condition } from '../../../shared/domain/occurrences/condition.ts';
import { courseOf } from '../../../shared/domain/occurrences/course/course.ts';
import type { Outcome, OutcomeState } from '../../../shared/domain/occurrences/course/outcome.ts';
import { withEvent } from '../../../shared/domain/occurrences/course/trail.ts';
import { afterInspection } from '../../../shared/domain/occurrences/failed-inspections.ts';
import { isRemediationOf, remediationId } from '../../../shared/domain/occurrences/keys.ts';
import type { ActionFound } from '../../../shared/domain/occurrences/last-action.ts';
import { ALERTS_REMEMBERED, afterRun, withoutClosedAlerts } from '../../../shared/domain/occurrences/occurrence.ts';
import { unreported } from '../../../shared/domain/occurrences/ticket-notes.ts';
import { actionOf, withDone } from '../../../shared/domain/occurrences/what-was-done.ts';
import { withLocalTimes } from '../../../shared/domain/time/local-times.ts';
import { mapPooled } from '../../../shared/pooled.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import { DEVICE_GONE } from '../../runtime/endings/endings.ts';
import { KILL_SWITCH, MUTED } from '../../runtime/endings/stopped-before-write.ts';
import type { OutcomeRecord, PlaybookEnd, Subject } from '../../runtime/run.ts';
import type { NotifyDeps } from '../notify/notify-of.ts';
import { notifyResult } from '../notify/notify-result.ts';

type Deps = Pick<ActivityDeps, 'alerts' | 'conditions' | 'customers' | 'outcomes' | 'clock' | 'policy' | 'log'>;

/** The outcome state shown to people for each kind of end. */
const outcomeOfEnd = {
  resolved: 'acted',
  escalated: 'acted',
  waiting: 'waiting',
  proposed: 'proposed',
  skipped: 'skipped',
  failed: 'failed',
} as const satisfies Record<PlaybookEnd['end'], OutcomeState>;

/** `ticketIsBehind`: its ticket does not report yet what the row knows was done. */
export interface Recorded {
  readonly recorded: number;
  readonly ticketIsBehind: boolean;
  /** The result of the occurrence's command, as far as the row knows. */
  readonly result?: ActionFound['result'];
}

/**
 * Writes how a run ended: first the condition (what happens next), then one outcome row for each of
 * its alerts. Idempotent: an end is put into the condition once, so that what came after it is
 * kept; an occurrence that a newer run or a person has moved on is left alone.
 */
export function makeRecordOutcome(deps: Deps & NotifyDeps) {
  const { alerts, conditions, customers, outcomes, clock, policy, log } = deps;
  return async (record: OutcomeRecord): Promise<Recorded> => {
    const { subject, end, afterwards, runId, inspections } = record;
    const now = clock.now();
    const { run } = subject.key;
    const isOver = (row: Condition) => row.state === 'closed' || (run !== undefined && row.runEnded >= run);
    const rules = { retryMinutes: policy.busyCheckMinutes };
    const ended = { isDecided: isDecided(end), why: whyNot(end), afterwards };
    const condition = await conditions.update(subject.key, (row) => {
      if (isOver(row)) return row;
      const kept = keepYes(row, ended, rules, now);
      const { wouldPropose, mute } = end;
      const known = {
        ...kept.row,
        ...(wouldPropose !== undefined && { wouldPropose }),
        ...(mute && { mute: mute.id }),
      };
      const after = afterRun(known, kept.afterwards, end.ticketId, now);
      const decided = { what: 'decided', at: now, code: end.code, text: end.text } as const;
      return {
        ...withEvent(after, { ...decided, ...(inspections && { inspections }) }),
        runEnded: run ?? row.runEnded,
        ...(row.lastAction && { lastAction: { ...row.lastAction, reported: true } }),
        failedInspections: afterInspection(row.failedInspections, end.inspectionFailed, now),
        failedActions: afterInspection(row.failedActions, end.actionFailed, now),
        deviceGone: end.code === DEVICE_GONE ? true : undefined,
      };
    });
    if (!condition || (run !== undefined && condition.runEnded !== run)) {
      log('run-end-refused', { runId, run, code: end.code });
      return { recorded: 0, ticketIsBehind: false };
    }
    await notifyUnverified(deps, condition, end);
    const recorded = await saveOutcomes({ alerts, customers, outcomes }, condition, { subject, end }, now);
    if (condition.alertIds.length > ALERTS_REMEMBERED) await forgetClosed({ alerts, conditions }, condition);
    log('run-ended', endFacts(record, condition, now));
    const result = actionOf(condition)?.result;
    return { recorded, ticketIsBehind: await isBehind({ alerts }, condition), ...(result && { result }) };
  };
}

/** Nobody verifies any more what a run that has ended sent, unless it is tried again. */
async function notifyUnverified(deps: NotifyDeps, condition: Condition, { end }: PlaybookEnd): Promise<void> {
  const action = actionOf(condition);
  if (action && action.result === undefined && end !== 'waiting') await notifyResult(deps, condition);
}

/**
 * What the log says of an end. `decided`: a remediation came to an end that is not simply tried
 * again.
 */
function endFacts({ subject, end, runId }: OutcomeRecord, condition: Condition, now: number) {
  const isRemediation = isRemediationOf(runId, subject.key);
  return {
    // As other lines name it, also where it took the place of another: a question of the first ends with it.
    runId: isRemediation ? remediationId(subject.key) : runId,
    end: end.end,
    code: end.code,
    text: end.text,
    playbook: subject.playbook,
    device: subject.deviceName,
    customerId: subject.customerId,
    ticketId: end.ticketId,
    decided: isRemediation && condition.state !== 'opening',
    openSeconds: Math.round((now - condition.openedAt) / 1_000),
  };
}

/**
 * Whether there is a ticket, also one that an alert carries by now, that does not report what the
 * row knows was done.
 */
async function isBehind({ alerts }: Pick<Deps, 'alerts'>, condition: Condition): Promise<boolean> {
  // Where the condition appears recovered, the closing comment reports it within minutes.
  if (condition.clearSince !== undefined || unreported(condition, 'en').length === 0) return false;
  if (condition.ticketId !== undefined) return true;
  const rows = await Promise.all(condition.alertIds.map((alertId) => alerts.get(alertId)));
  return rows.some((row) => row?.ticketId !== undefined);
}

/** Keeps the row small; all of them have just got their outcome. */
async function forgetClosed(
  { alerts, conditions }: Pick<Deps, 'alerts' | 'conditions'>,
  observed: Condition,
): Promise<void> {
  const rows = await mapPooled(observed.alertIds.slice(0, -ALERTS_REMEMBERED), (alertId) => alerts.get(alertId));
  const isOver = rows.filter((row) => row?.closedAt !== undefined).map((row) => row?.alertId ?? 0);
  await conditions.update(observed, (row) => withoutClosedAlerts(row, new Set(isOver)));
}

/**
 * A failure, also one that a person is notified of, the kill switch and a mute end a run before
 * anything is decided.
 */
function isDecided({ end, code, inspectionFailed, actionFailed }: PlaybookEnd): boolean {
  return end !== 'failed' && inspectionFailed === undefined && actionFailed === undefined && !isStopped(code);
}

function isStopped(code: string): boolean {
  return code === KILL_SWITCH || code === MUTED;
}

/** Why an approved command was not sent; where the run decided, its text says it. */
function whyNot({ end, why, text }: PlaybookEnd): string | undefined {
  return why ?? (end === 'failed' || end === 'waiting' ? text : undefined);
}

/** What an outcome row says of its subject. */
export interface About extends Pick<Subject, 'customerId' | 'deviceName'> {
  readonly key: Pick<Subject['key'], 'deviceKey' | 'conditionKey'>;
  readonly playbook: string;
}

interface Said extends Pick<OutcomeRecord, 'end'> {
  readonly subject: About;
}

/**
 * Writes one outcome row for each alert of the occurrence, or one for the run when it has none, its
 * moments in the customer's time zone. Returns how many.
 */
export async function saveOutcomes(
  deps: Pick<Deps, 'alerts' | 'customers' | 'outcomes'>,
  condition: Condition,
  said: Said,
  now: number,
): Promise<number> {
  const { alerts, outcomes } = deps;
  const locale = await deps.customers.policyOf(said.subject.customerId);
  const text = withLocalTimes(withDone(said.end.text, condition, locale.language), locale);
  const rows = await mapPooled(condition.alertIds, async (alertId) => {
    const alert = await alerts.get(alertId);
    const about = alert && {
      alertId,
      title: alert.title,
      // An alert keeps the name of the customer it was raised under.
      customerName:
        (alert.customerId ?? said.subject.customerId) === said.subject.customerId ? alert.customerName : undefined,
      firstListedAt: alert.firstListedAt,
      raisedAt: alert.createdAt,
    };
    return outcomeRow(said, condition, now, { subject: String(alertId), text, ...about });
  });
  if (rows.length === 0) rows.push(outcomeRow(said, condition, now, { subject: remediationId(condition), text }));
  await outcomes.save(rows);
  return rows.length;
}

function outcomeRow(
  { subject, end }: Said,
  condition: Condition,
  now: number,
  about: Partial<Outcome> & Pick<Outcome, 'subject' | 'text'>,
): Outcome {
  const ticketId = end.ticketId ?? condition.ticketId;
  return {
    firstListedAt: condition.openedAt,
    ...about,
    state: outcomeOfEnd[end.end],
    code: end.code,
    playbook: subject.playbook,
    customerId: subject.customerId,
    deviceName: subject.deviceName,
    deviceKey: subject.key.deviceKey,
    conditionKey: subject.key.conditionKey,
    remediationId: remediationId(condition),
    ticketId,
    nextAt: condition.nextAt,
    updatedAt: now,
    ...courseOf(condition, { isLeft: end.end === 'skipped', ticketId, alertId: about.alertId }),
  };
}
