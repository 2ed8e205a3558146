import type { AlertRow } from '../alerts/alert-row.ts';
import type { DeviceClass } from '../devices/device-class.ts';
import type { FailedInspections } from '../evidence/failed-inspections.ts';
import type { OccurrenceKey } from '../occurrences/keys.ts';
import { inSentence } from '../text/in-sentence.ts';
import { deviceLabel, type TicketText, utc } from './ticket-text.ts';

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
}

/** The ticket of a condition whose inspections keep failing: what failed, since when, and that nothing is known of its state. */
export function unverifiedText(facts: UnverifiedFacts): TicketText {
  const { alert, raisedAt, failed, now, deviceClass, condition } = facts;
  const device = deviceLabel(facts);
  const says = alert && inSentence(alert.message ?? alert.title);
  const isUrgent = deviceClass === 'server' || alert?.severity === 'Critical';
  return {
    headline: `Could not be verified: ${condition} on ${device}`,
    what: says
      ? `Atera's alert says "${says}"; whether that is so on ${device} could not be verified.`
      : `${condition} on ${device} could not be verified.`,
    raisedAt,
    inspectedAt: now,
    evidence: `${times(failed.count)} failed since ${utc(failed.since)}. The last one: ${inSentence(failed.last)}. The state of the device is not known.`,
    tried: 'to read the state of the device; nothing is done to a device whose state cannot be read.',
    untouched: true,
    undecided: true,
    advice:
      'check the device by hand, and whether it can be opened in Atera and Automox. The app goes on inspecting it.',
    closesWhen: 'the device can be read again and two checks in a row show that the condition has recovered',
    priority: isUrgent ? 'High' : 'Medium',
    impact: deviceClass === 'server' ? 'ServerIssue' : 'Minor',
  };
}

/** The same in one sentence, for outcome rows. */
export function unverifiedSummary({ count, since, last }: FailedInspections): string {
  return `Could not be verified: ${times(count)} failed since ${utc(since)}. The last one: ${inSentence(last)}.`;
}

function times(count: number): string {
  return count === 1 ? 'one inspection' : `${count} inspections in a row`;
}
