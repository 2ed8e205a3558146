import type { DeviceClass } from '../../domain/devices/device-class.ts';
import { isNameKey, type OccurrenceKey } from '../../domain/occurrences/keys.ts';
import { inSentence } from '../../domain/text/in-sentence.ts';
import { deviceLabel, type TicketText } from '../../domain/tickets/ticket-text.ts';
import type { Language } from '../../texts/language.ts';
import type { TrackedJudgement } from './decide-tracked.ts';
import { trackedTexts } from './texts/index.ts';

/** The facts in the ticket text of a tracked alert. Times are epoch ms. */
export interface TrackedFacts {
  readonly language: Language;
  readonly key: OccurrenceKey;
  readonly deviceName?: string;
  readonly deviceClass?: DeviceClass | undefined;
  /** The name of the class. */
  readonly name: string;
  readonly because: TrackedJudgement['because'];
  /** What the newest alert says. */
  readonly says?:
    | { readonly title: string; readonly message?: string | undefined; readonly severity?: string | undefined }
    | undefined;
  /** How many alerts Atera has open. */
  readonly open: number;
  readonly raisedAt: number;
  readonly inspectedAt: number;
  readonly flapping: boolean;
  /** As the policy says for the class. */
  readonly priority?: TicketText['priority'] | undefined;
}

/** Returns the ticket text: what Atera says, and that the app knows nothing more. */
export function trackedTicketText(facts: TrackedFacts): TicketText {
  const { language, flapping, because, raisedAt, inspectedAt } = facts;
  const texts = trackedTexts(language);
  const about = { label: inSentence(facts.name), device: deviceLabel(facts) };
  return {
    language,
    headline: flapping ? texts.keepsComingBack(about) : texts.headline(about),
    what: because === 'alert-ended' ? texts.alertsEnded(about) : texts.alertRaised(about),
    ...{ raisedAt, inspectedAt },
    observed: `${saysText(facts)} ${stateText(facts)}`,
    tried: texts.nothingChanged,
    untouched: true,
    advice: adviceOf(facts),
    closesWhen: texts.closesWhen,
    ...urgency(facts),
  };
}

/** Returns one or two sentences for outcome rows. */
export function trackedSummary({ language, name, open, flapping }: TrackedFacts, judgement: TrackedJudgement): string {
  const texts = trackedTexts(language);
  const label = inSentence(name);
  switch (judgement.because) {
    case 'alert-ended':
      return flapping ? `${texts.ended({ label })} ${texts.cameBackOften}` : texts.ended({ label });
    case 'may-pass':
      return texts.mayPassOfClass({ label, until: judgement.until });
    case 'alert-open':
      return open === 1 ? texts.open({ label }) : texts.severalOpen({ label, open });
    case 'alert-lost':
      return texts.lost({ label });
  }
}

function saysText({ language, says }: TrackedFacts): string {
  const texts = trackedTexts(language);
  if (!says) return texts.alertNotKnown;
  const message = inSentence(says.message ?? '') || undefined;
  const severity = says.severity === 'unknown' ? undefined : says.severity;
  return texts.alertSays({ title: inSentence(says.title), message, severity });
}

function stateText({ language, because, open, inspectedAt: at, key, deviceName = '' }: TrackedFacts): string {
  const texts = trackedTexts(language);
  if (because === 'alert-ended') return texts.hasEnded({ at });
  if (because === 'alert-lost') return texts.hasLostRow;
  if (open <= 1) return texts.isOpen({ at });
  const isUnnamed = isNameKey(key.deviceKey) && deviceName === '';
  return (isUnnamed ? texts.isOpenWithMoreUnnamed : texts.isOpenWithMore)({ at, more: open - 1 });
}

function adviceOf({ language, because, flapping }: TrackedFacts): string {
  const { nothingNow, followUp, findCause } = trackedTexts(language);
  if (because === 'alert-ended') return `${nothingNow} ${findCause}`;
  return flapping ? `${followUp} ${findCause}` : followUp;
}

const BY_SEVERITY: Readonly<Record<string, TicketText['priority']>> = {
  Critical: 'High',
  Warning: 'Medium',
  Information: 'Low',
};

function urgency({ priority, says, deviceClass }: TrackedFacts): Pick<TicketText, 'priority' | 'impact'> {
  const given = priority ?? BY_SEVERITY[says?.severity ?? ''] ?? 'Medium';
  if (deviceClass === 'server') return { priority: given, impact: 'ServerIssue' };
  return { priority: given, impact: given === 'High' || given === 'Critical' ? 'Major' : 'Minor' };
}
