import type { Language } from '../../texts/language.ts';
import { unverifiedTexts } from '../../texts/unverified/index.ts';
import type { AlertRow } from '../alerts/alert-row.ts';
import type { DeviceClass } from '../devices/device-class.ts';
import type { FailedInspections } from '../occurrences/failed-inspections.ts';
import type { OccurrenceKey } from '../occurrences/keys.ts';
import { inSentence } from '../text/in-sentence.ts';
import { deviceLabel, type TicketText } from './ticket-text.ts';

/** What the ticket of a condition that cannot be inspected is made of. Times are epoch ms. */
export interface UnverifiedFacts {
  readonly key: OccurrenceKey;
  /** What could not be verified, as its playbook calls it: `disk space of C:`. */
  readonly condition: string;
  readonly deviceName?: string;
  readonly deviceClass?: DeviceClass | undefined;
  /** What its alert says, where there is one. */
  readonly alert?: Pick<AlertRow, 'title' | 'message' | 'severity'> | undefined;
  readonly raisedAt: number;
  readonly failed: FailedInspections;
  readonly now: number;
  readonly language: Language;
}

/**
 * Returns the ticket of a condition whose inspections keep failing: what failed, since when, and
 * that nothing is known of its state.
 */
export function unverifiedText(facts: UnverifiedFacts): TicketText {
  const { alert, raisedAt, failed, now, deviceClass, condition, language } = facts;
  const texts = unverifiedTexts(language);
  const device = deviceLabel(facts);
  const says = alert && inSentence(alert.message ?? alert.title);
  const isUrgent = deviceClass === 'server' || alert?.severity === 'Critical';
  return {
    language,
    headline: texts.headline({ condition, device }),
    what: says ? texts.whatAlertSays({ says, device }) : texts.what({ condition, device }),
    raisedAt,
    inspectedAt: now,
    observed: texts.observed(reported(failed)),
    tried: texts.tried,
    untouched: true,
    undecided: true,
    advice: texts.advice,
    closesWhen: texts.closesWhen,
    priority: isUrgent ? 'High' : 'Medium',
    impact: deviceClass === 'server' ? 'ServerIssue' : 'Minor',
  };
}

/** Returns the same in one sentence, for outcome rows. */
export function unverifiedSummary(failed: FailedInspections, language: Language): string {
  return unverifiedTexts(language).summary(reported(failed));
}

function reported({ count, since, last }: FailedInspections) {
  return { count, since, last: inSentence(last) };
}
