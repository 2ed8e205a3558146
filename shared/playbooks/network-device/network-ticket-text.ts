import type { AlertRow } from '../../domain/alerts/alert-row.ts';
import type { OccurrenceKey } from '../../domain/occurrences/keys.ts';
import { type Suspicion, suspicionNote } from '../../domain/sites/suspicion.ts';
import { plainText } from '../../domain/text/plain-text.ts';
import { deviceLabel, type OccurrenceOf, type TicketText } from '../../domain/tickets/ticket-text.ts';
import type { Language } from '../../texts/language.ts';
import { blindness, type NetworkJudgement, type Reading } from './decide-network.ts';
import { blindText, monitorText, stateText, watcherName, watcherText } from './network-words.ts';
import { networkTexts } from './texts/index.ts';

/** Long enough for any host name. */
const MAX_NAME = 64;

/** The facts a network device's ticket text is written from. Times are epoch ms. */
export interface NetworkFacts {
  readonly language: Language;
  readonly key: OccurrenceKey;
  readonly deviceName?: string;
  readonly because: NetworkJudgement['because'];
  readonly raisedAt: number;
  readonly inspectedAt: number;
  readonly alertOpen: boolean;
  readonly severity?: AlertRow['severity'];
  readonly reading?: Reading | undefined;
  /** The last suspicion of Atera that has ended. */
  readonly suspicion?: Suspicion | undefined;
  readonly flapping: boolean;
  /** Other devices of the same agent with a device-down alert and no ticket of their own. */
  readonly siblingNames?: readonly string[] | undefined;
  /** Those that went down together with it, which this ticket reports as well. */
  readonly together?:
    | { readonly others: readonly (OccurrenceOf & { readonly name: string })[]; readonly withinMinutes: number }
    | undefined;
}

/** Returns the ticket text about a device without an agent that was reported down. */
export function networkTicketText(facts: NetworkFacts): TicketText {
  const { language, raisedAt, inspectedAt, reading, alertOpen } = facts;
  const texts = networkTexts(language);
  const alert = alertOpen ? texts.alertIsOpen : texts.alertHasEnded;
  const state = `${stateText(reading, inspectedAt, language)}${watcherText(reading, language)}`;
  const note = suspicionNote(facts.suspicion, raisedAt, inspectedAt, language);
  const device = deviceLabel(facts);
  const together = withOthers(facts);
  return {
    language,
    headline: headline(facts, device),
    what: what(facts, device),
    raisedAt,
    inspectedAt,
    observed: `${alert} ${state}${note}`,
    tried: texts.nothingChanged,
    advice: advice(facts),
    closesWhen: hasState(reading) ? texts.closesWhenUp : texts.closesWhenAlertEnds,
    priority: facts.severity === 'Warning' || facts.severity === 'Information' ? 'Medium' : 'High',
    impact: together ? 'Major' : 'Minor',
    ...(together && {
      alsoReports: together.others.map(({ deviceKey, occurrence }) => ({ deviceKey, occurrence })),
    }),
  };
}

/** The others that the ticket reports, where it says of this device that it is down. */
function withOthers({ because, together }: NetworkFacts): NetworkFacts['together'] {
  const isDown = because === 'down' || because === 'alert-only';
  return isDown && together && together.others.length > 0 ? together : undefined;
}

function hasState(reading: Reading | undefined): boolean {
  return reading?.read === true && reading.kind !== 'generic';
}

function headline(facts: NetworkFacts, device: string): string {
  const { language, because, flapping } = facts;
  const texts = networkTexts(language);
  if (because === 'not-observable') return texts.notKnownWhether({ device });
  const others = withOthers(facts)?.others.length;
  if (others !== undefined) return texts.areReportedDown({ device, others });
  if (flapping) return texts.keepsGoingDown({ device });
  return because === 'down' ? texts.isDown({ device }) : texts.isReportedDown({ device });
}

function what(facts: NetworkFacts, name: string): string {
  const { language, because, reading } = facts;
  const texts = networkTexts(language);
  const monitor = monitorText(reading, language);
  const device = monitor === undefined ? name : `${name} (${monitor})`;
  switch (because) {
    case 'up':
      return texts.deviceUp({ device });
    case 'alert-cleared':
      return texts.deviceAlertEnded({ device });
    case 'down':
      return `${texts.deviceDown({ device })}${togetherText(facts)}`;
    case 'not-observable':
      return `${texts.deviceNotObservable({ device, blind: blindText(reading, language) })}${siblingsText(facts)}`;
    default:
      return `${texts.deviceAlertOnly({ device })}${togetherText(facts)}`;
  }
}

/** Begins with a blank. */
function togetherText(facts: NetworkFacts): string {
  const together = withOthers(facts);
  if (!together) return '';
  const texts = networkTexts(facts.language);
  const { names, more } = shortList(together.others.map(({ name }) => name));
  const minutes = together.withinMinutes;
  return ` ${more > 0 ? texts.togetherAndMore({ names, more, minutes }) : texts.together({ names, minutes })}`;
}

function shortList(all: readonly string[]): { readonly names: string; readonly more: number } {
  const named = all.slice(0, MOST_NAMES).map((name) => plainText(name, MAX_NAME));
  return { names: named.join(', '), more: all.length - named.length };
}

/** Enough to recognise the place by; the rest is a number. */
const MOST_NAMES = 10;

/** Begins with a blank. */
function siblingsText({ language, siblingNames = [] }: NetworkFacts): string {
  if (siblingNames.length === 0) return '';
  const texts = networkTexts(language);
  const { names, more } = shortList(siblingNames);
  return ` ${more > 0 ? texts.siblingsAndMore({ names, more }) : texts.siblings({ names })}`;
}

function advice(facts: NetworkFacts): string {
  const { findCause, nothingToDo } = networkTexts(facts.language);
  if (facts.because === 'up' || facts.because === 'alert-cleared') return facts.flapping ? findCause : nothingToDo;
  return facts.flapping ? `${byCause(facts)} ${findCause}` : byCause(facts);
}

function byCause(facts: NetworkFacts): string {
  const { language, because, reading } = facts;
  const texts = networkTexts(language);
  if (because === 'not-observable') return whenBlind(reading, language);
  if (withOthers(facts)) return texts.checkWhatTheyShare;
  const kind = reading?.read ? reading.kind : undefined;
  if (kind === 'tcp') return texts.checkService;
  return kind === 'http' ? texts.checkWebsite : texts.checkDevice;
}

function whenBlind(reading: Reading | undefined, language: Language): string {
  const texts = networkTexts(language);
  if (!reading?.read) return texts.checkByHand;
  const blind = blindness(reading);
  if (blind === 'paused') return texts.resumeWatching;
  if (blind === 'watcher-gone') return texts.giveWatcher;
  const { watcher } = reading;
  return blind === 'watcher-away' && watcher
    ? texts.bringWatcherBack({ agent: watcherName(watcher) })
    : texts.checkWatcher;
}
