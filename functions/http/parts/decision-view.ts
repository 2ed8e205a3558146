import type { z } from 'zod';
import type { AlertRow } from '../../../shared/domain/alerts/alert-row.ts';
import { answeredText } from '../../../shared/domain/approvals/answer.ts';
import type { Condition } from '../../../shared/domain/occurrences/condition.ts';
import type { Outcome } from '../../../shared/domain/occurrences/course/outcome.ts';
import { remediationId } from '../../../shared/domain/occurrences/keys.ts';
import { type Locale, withLocalTimes } from '../../../shared/domain/time/local-times.ts';
import { triageTexts } from '../../../shared/texts/triage/index.ts';
import type { Decision } from '../answers/alerts.ts';
import { approvalView } from './approval-view.ts';
import { iso } from './query-fields.ts';

/**
 * Returns why an alert was or was not acted on, as people and programs read it. `condition` only
 * while the alert belongs to its newest occurrence; without an outcome nothing is decided yet.
 * `now` is epoch ms.
 */
export function decisionView(
  alert: AlertRow,
  outcome: Outcome | undefined,
  condition: Condition | undefined,
  { now, locale }: { readonly now: number; readonly locale: Locale },
): Omit<z.input<typeof Decision>, 'mode' | 'killSwitchOn' | 'mute'> {
  return {
    alertId: alert.alertId,
    state: outcome?.state ?? 'waiting',
    code: outcome?.code ?? 'listed',
    why: answeredSince(outcome, condition, { now, locale }) ?? outcome?.text ?? triageTexts(locale.language).listed,
    decidedAt: iso(outcome?.updatedAt ?? alert.firstListedAt),
    nextEligibleAt: iso(nextAt(alert, condition, outcome?.nextAt)) ?? null,
    alert: aboutAlert(alert),
    remediation: condition ? aboutCondition(condition, now, locale) : null,
  };
}

/** The question is answered, or has expired, and the run has not yet said what it does. */
function answeredSince(
  outcome: Outcome | undefined,
  condition: Condition | undefined,
  { now, locale }: { readonly now: number; readonly locale: Locale },
): string | undefined {
  const { approval, state } = condition ?? {};
  if (outcome?.code !== 'approval-needed' || !approval || state === 'closed') return undefined;
  const text = answeredText(approval, now, locale.language);
  return text && withLocalTimes(text, locale);
}

/**
 * Nothing is due for a closed occurrence. While a run is active, its own deadline is the latest
 * time.
 */
function nextAt(alert: AlertRow, condition: Condition | undefined, said: number | undefined): number | undefined {
  if (condition) return condition.nextAt;
  return alert.closedAt === undefined ? said : undefined;
}

function aboutAlert({ title, deviceName, customerName, customerId, createdAt, firstListedAt, closedAt }: AlertRow) {
  const times = { createdAt: iso(createdAt), firstListedAt: iso(firstListedAt), closedAt: iso(closedAt) };
  return { title, deviceName, customerName, customerId, open: closedAt === undefined, ...times };
}

function aboutCondition(condition: Condition, now: number, locale: Locale) {
  const { state, playbook, ticketId, followUps } = condition;
  const about = { id: remediationId(condition), state, playbook, ticketId, openedAt: iso(condition.openedAt) };
  return { ...about, followUps, approval: approvalView(condition, now, locale) };
}
