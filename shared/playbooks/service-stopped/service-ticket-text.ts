import type { DeviceClass } from '../../domain/devices/device-class.ts';
import type { OccurrenceKey } from '../../domain/occurrences/keys.ts';
import { inSentence, reasonInSentence } from '../../domain/text/in-sentence.ts';
import { deviceLabel, type TicketText } from '../../domain/tickets/ticket-text.ts';
import { utc } from '../../domain/time/utc.ts';
import type { Language } from '../../texts/language.ts';
import type { ServiceJudgement } from './decide-service.ts';
import { serviceTexts } from './texts/index.ts';

/** The facts in the ticket text of a stopped service. Times are epoch ms. */
export interface ServiceFacts {
  readonly language: Language;
  readonly key: OccurrenceKey;
  readonly deviceName?: string;
  readonly deviceClass?: DeviceClass | undefined;
  /** Absent when the alert does not say which. */
  readonly service?: string | undefined;
  readonly critical: boolean;
  readonly because: ServiceJudgement['because'];
  /** What the newest alert says. */
  readonly says?: { readonly title: string; readonly message?: string | undefined } | undefined;
  readonly raisedAt: number;
  readonly inspectedAt: number;
  readonly lastRebootAt?: number | undefined;
  readonly flapping: boolean;
  /** Why no restart could be proposed, without a full stop. */
  readonly noActionBecause?: string | undefined;
}

/** Returns the ticket text about a stopped service. */
export function serviceTicketText(facts: ServiceFacts): TicketText {
  const { language, because, raisedAt, inspectedAt, noActionBecause } = facts;
  const texts = serviceTexts(language);
  const isNamed = because !== 'alert-ended' && noActionBecause !== undefined;
  return {
    language,
    headline: texts.headline[headlineOf(facts)](placeOf(facts)),
    what: what(facts),
    ...{ raisedAt, inspectedAt },
    observed: observed(facts),
    tried: sentences(
      texts.tried.nothing,
      isNamed ? texts.tried.noAction({ because: reasonInSentence(noActionBecause) }) : undefined,
    ),
    untouched: true,
    advice: advice(facts),
    closesWhen: texts.closesWhen,
    ...urgency(facts),
  };
}

/** Returns one or two sentences for outcome rows. */
export function serviceSummary(facts: ServiceFacts, until?: number): string {
  const { language, because, flapping } = facts;
  const { summary, summaryNotes } = serviceTexts(language);
  const cameBack = because === 'alert-ended' && flapping;
  return sentences(
    summary[because](placeOf(facts)),
    cameBack ? summaryNotes.flapping : undefined,
    until === undefined ? undefined : summaryNotes.checkedAgain({ at: utc(until) }),
  );
}

function placeOf(facts: ServiceFacts) {
  const { service } = facts;
  return { service: service === undefined ? undefined : inSentence(service), device: deviceLabel(facts) };
}

function sentences(...given: readonly (string | undefined)[]): string {
  return given.filter((sentence) => sentence !== undefined).join(' ');
}

function headlineOf({ because, flapping }: ServiceFacts) {
  if (flapping) return 'keepsStopping';
  return because === 'still-stopped' ? 'stopped' : 'unverified';
}

function what(facts: ServiceFacts): string {
  const { language, because, service } = facts;
  const texts = serviceTexts(language).what;
  const about = because === 'still-stopped' ? 'stopped' : because === 'alert-ended' ? 'ended' : 'unverified';
  return sentences(texts[about](placeOf(facts)), service === undefined ? texts.whichUnknown : undefined);
}

function observed({ language, because, says, inspectedAt, lastRebootAt }: ServiceFacts): string {
  const texts = serviceTexts(language);
  const said = says && inSentence(says.message || says.title);
  return sentences(
    said === undefined ? undefined : texts.observed.alertSays({ said }),
    texts.state[because]({ at: utc(inspectedAt) }),
    lastRebootAt === undefined ? undefined : texts.observed.lastBoot({ at: utc(lastRebootAt) }),
  );
}

function advice({ language, because, service, flapping }: ServiceFacts): string {
  const texts = serviceTexts(language).advice;
  const cause = flapping ? texts.cause : undefined;
  if (because === 'alert-ended') return sentences(texts.nothing, cause);
  const isAway = because === 'device-offline' || because === 'alert-gone-offline';
  const check = service === undefined ? texts.checkUnnamed({ isAway }) : texts.check({ isAway });
  return sentences(check, because === 'not-by-atera' ? texts.resolve : undefined, cause);
}

function urgency({ critical, deviceClass }: ServiceFacts): Pick<TicketText, 'priority' | 'impact'> {
  const priority = critical ? 'High' : deviceClass === 'server' ? 'Medium' : 'Low';
  if (deviceClass === 'server') return { priority, impact: 'ServerIssue' };
  return { priority, impact: critical ? 'Major' : 'Minor' };
}
