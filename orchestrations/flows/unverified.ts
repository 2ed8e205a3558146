import type { OrchestrationContext, Task } from 'durable-functions';
import { afterInspection, mustBeReported } from '../../shared/domain/occurrences/failed-inspections.ts';
import { unverifiedSummary, unverifiedText } from '../../shared/domain/tickets/unverified-text.ts';
import { playbookNamed } from '../../shared/playbooks/index.ts';
import { endingTexts } from '../../shared/texts/ending/index.ts';
import { nowOf } from '../runtime/durable-time.ts';
import { escalate } from '../runtime/endings.ts';
import type { RemediationRun, RunEnd } from '../runtime/run.ts';
import { StoppedByKillSwitch } from '../runtime/stopped-by-kill-switch.ts';

/**
 * Returns the end of a run, whose inspection may have failed: after
 * `inspectionFailuresBeforeTicket` (5) failures in a row, or 24 hours of them, a ticket says that
 * the condition could not be verified, what failed and since when, unless the condition has a
 * ticket already. Where that ticket cannot be written, the end stays as it is, and the next run
 * retries.
 */
export function* escalateUnverified(
  context: OrchestrationContext,
  run: RemediationRun,
  end: RunEnd,
): Generator<Task, RunEnd> {
  const now = nowOf(context);
  const failed = afterInspection(run.failedInspections, end.inspectionFailed, now);
  if (!failed || run.cancelled || run.ticketId !== undefined || end.ticketId !== undefined) return end;
  if (!mustBeReported(failed, run.policy.inspectionFailuresBeforeTicket, now)) return end;
  const { subject, known, alertCreatedAt: raisedAt, alertSays: alert } = run;
  const { deviceClass } = known;
  const { language } = run.customer;
  const { condition } = playbookNamed(subject.playbook).describe(subject.details, language);
  const ticketText = unverifiedText({ ...subject, condition, deviceClass, alert, raisedAt, failed, now, language });
  try {
    const reported = yield* escalate(context, run, { ticketText, summary: unverifiedSummary(failed, language) });
    const why = end.why !== undefined && { why: end.why };
    return reported.end === 'failed' ? end : { ...reported, ...why, inspectionFailed: failed.last };
  } catch (error) {
    if (error instanceof StoppedByKillSwitch) return end;
    return { ...end, text: `${end.text} ${endingTexts(language).norTicket}` };
  }
}
