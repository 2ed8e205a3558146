import type { z } from 'zod';
import type { AlertRow } from '../../../shared/domain/alerts/alert-row.ts';
import { keptDays } from '../../../shared/domain/lists/retention-rules.ts';
import type { Condition } from '../../../shared/domain/occurrences/condition.ts';
import type { Outcome } from '../../../shared/domain/occurrences/course/outcome.ts';
import type { Trail } from '../../../shared/domain/occurrences/course/trail.ts';
import { type Locale, withLocalTimes } from '../../../shared/domain/time/local-times.ts';
import { DAY_MS } from '../../../shared/durations.ts';
import type { OccurrenceEffects } from '../../../shared/storage/effects.ts';
import { timelineTexts } from '../../../shared/texts/timeline/index.ts';
import type { Timeline } from '../answers/alerts.ts';
import { iso } from './query-fields.ts';
import { effectEvents, type Happened, trailEvents } from './timeline-events.ts';

/** What our tables know of an alert. */
export interface Known {
  readonly alert: AlertRow;
  readonly outcome: Outcome | undefined;
  /** Only while its row is of the alert's own occurrence. */
  readonly condition: Condition | undefined;
  /** Absent where the alert was never taken up. */
  readonly effects: OccurrenceEffects | undefined;
}

/**
 * Returns what happened with an alert, oldest first, and what is not known of it. Nothing is
 * inferred: each event names the table that holds it, and is `recorded`, `reported` (Atera says so)
 * or `uncertain` (begun; whether it happened is not known).
 */
export function timelineView(
  known: Known,
  { now, locale }: { readonly now: number; readonly locale: Locale },
): z.input<typeof Timeline> {
  const { alert, outcome, condition } = known;
  const texts = timelineTexts(locale.language);
  const trail = condition?.trail ?? outcome?.trail;
  const happened = [
    ...alertEvents(known, locale),
    ...trailEvents(trail, { alert, runId: outcome?.remediationId, texts }),
    ...(known.effects?.effects.flatMap((effect) => effectEvents(effect, texts)) ?? []),
    ...endEvents(known, locale),
  ];
  return {
    alertId: alert.alertId,
    title: alert.title,
    deviceName: alert.deviceName ?? null,
    customerId: alert.customerId ?? null,
    customerName: alert.customerName ?? null,
    playbook: alert.playbook,
    remediationId: outcome?.remediationId ?? null,
    open: alert.closedAt === undefined,
    events: happened.toSorted((one, other) => one.at - other.at).map((event) => shown(event, locale)),
    leftOut: trail?.leftOut ?? 0,
    notKnown: missing(known, trail, { now, locale }),
    nextAt: iso(condition ? condition.nextAt : undefined) ?? null,
  };
}

function shown({ at, lastAt, text, ...event }: Happened, locale: Locale) {
  return {
    at: iso(at),
    ...event,
    ...(lastAt !== undefined && { lastAt: iso(lastAt) }),
    text: withLocalTimes(text, locale),
  };
}

function alertEvents({ alert, outcome }: Known, { language }: Locale): Happened[] {
  const texts = timelineTexts(language);
  const { recognised } = alert;
  const seen: Happened[] = [
    { what: 'raised', at: alert.createdAt, known: 'reported', from: 'alerts', text: texts.raised },
    { what: 'seen', at: alert.firstListedAt, known: 'recorded', from: 'alerts', text: texts.seen },
  ];
  if (recognised)
    seen.push({ what: 'recognised', at: recognised.at, known: 'recorded', from: 'alerts', text: recognised.rule });
  if (outcome && outcome.remediationId === undefined)
    seen.push({
      ...{ what: 'left-alone', at: outcome.updatedAt, known: 'recorded', from: 'outcomes' },
      ...{ code: outcome.code, text: texts.leftAlone({ why: outcome.text }) },
    });
  return seen;
}

function endEvents({ alert, outcome, condition }: Known, { language }: Locale): Happened[] {
  const texts = timelineTexts(language);
  const ends: Happened[] = [];
  if (alert.closedAt !== undefined) {
    const said = {
      app: { what: 'resolved', known: 'recorded', text: texts.resolvedByApp },
      atera: { what: 'alert-ended', known: 'reported', text: texts.endedInAtera },
      unlisted: { what: 'alert-ended', known: 'uncertain', text: texts.unlisted },
      unknown: { what: 'alert-ended', known: 'uncertain', text: texts.endedUnknown },
    } as const;
    ends.push({ at: alert.closedAt, from: 'alerts', ...said[alert.closedBy ?? 'unknown'] });
  }
  const endedAt = outcome?.endedAt ?? condition?.closedAt;
  if (endedAt !== undefined) {
    const text = texts.ended[outcome?.ending ?? 'unknown'];
    ends.push({ what: 'closed', at: endedAt, known: 'recorded', from: 'outcomes', text });
  }
  return ends;
}

function missing(
  { alert, outcome, effects }: Known,
  trail: Trail | undefined,
  { now, locale }: { readonly now: number; readonly locale: Locale },
): string[] {
  const texts = timelineTexts(locale.language).missing;
  const isTaken = outcome?.remediationId !== undefined;
  const isOld = now - (outcome?.takenUpAt ?? alert.firstListedAt) > keptDays.effects * DAY_MS;
  return [
    ...(isTaken && !alert.recognised ? [texts.rule] : []),
    ...(isTaken && !trail ? [texts.trail] : []),
    ...(trail && trail.leftOut > 0 ? [texts.leftOut({ count: trail.leftOut })] : []),
    ...(isTaken && isOld ? [texts.effects({ days: keptDays.effects })] : []),
    ...(effects && effects.unreadable > 0 ? [texts.unreadable({ count: effects.unreadable })] : []),
  ];
}
