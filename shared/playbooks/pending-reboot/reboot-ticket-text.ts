import type { DeviceClass } from '../../domain/devices/device-class.ts';
import type { OccurrenceKey } from '../../domain/occurrences/keys.ts';
import { inSentence, reasonInSentence } from '../../domain/text/in-sentence.ts';
import { deviceLabel, type TicketText } from '../../domain/tickets/ticket-text.ts';
import type { MaintenanceWindow } from '../../domain/time/maintenance-window.ts';
import { utc } from '../../domain/time/utc.ts';
import type { Language } from '../../texts/language.ts';
import type { RebootJudgement, RebootWitness } from './decide-reboot.ts';
import { bootByScan } from './reboot-proof.ts';
import type { SignedIn } from './signed-in.ts';
import { rebootTicketTexts } from './texts/ticket/index.ts';

/** The facts a reboot ticket text is written from. Times are epoch ms; undefined = not reported. */
export interface RebootFacts {
  readonly language: Language;
  readonly key: OccurrenceKey;
  readonly deviceName?: string;
  readonly deviceClass: DeviceClass;
  readonly because: RebootJudgement['because'];
  readonly raisedAt: number;
  readonly inspectedAt: number;
  readonly online?: boolean | undefined;
  readonly lastRebootAt?: number | undefined;
  readonly automoxMatch: RebootWitness;
  readonly window: MaintenanceWindow;
  readonly signedInUsers: SignedIn;
  /** Why a reboot is said to be pending: the alert's own text. */
  readonly alertText?: string | undefined;
  /** What the app did, in whole sentences; by default that it did not reboot the device. */
  readonly tried?: string | undefined;
}

/** Returns the ticket text about a pending reboot, or about one that could not be confirmed. */
export function rebootTicketText(facts: RebootFacts): TicketText {
  const { language, because, raisedAt, inspectedAt } = facts;
  const texts = rebootTicketTexts(language);
  const device = deviceLabel(facts);
  return {
    language,
    headline: texts.headline[because]({ device }),
    what: what(facts, device),
    raisedAt,
    inspectedAt,
    observed: sentences(ateraText(facts), automoxText(facts), isUnwitnessed(because) && texts.observed.rebootedSince),
    tried: facts.tried ?? texts.tried,
    ...(facts.tried === undefined && { untouched: true }),
    advice: sentences(texts.advice[because], usersText(facts), windowText(facts)),
    closesWhen: facts.automoxMatch.has ? texts.closesWhen.withScan : texts.closesWhen.bootAlone,
    ...urgency(facts),
  };
}

function sentences(...given: readonly (string | false | undefined)[]): string {
  return given.filter(Boolean).join(' ');
}

function what({ language, deviceClass, alertText }: RebootFacts, device: string): string {
  const texts = rebootTicketTexts(language).what;
  const said = inSentence(alertText ?? '');
  return said ? texts.pendingByAlert({ device, deviceClass, said }) : texts.pending({ device, deviceClass });
}

function ateraText({ language, online, lastRebootAt, inspectedAt }: RebootFacts): string {
  return rebootTicketTexts(language).observed.atera({
    online: answer(online),
    lastBoot: lastRebootAt === undefined ? undefined : utc(lastRebootAt),
    at: utc(inspectedAt),
  });
}

function answer(isSo: boolean | undefined): 'yes' | 'no' | 'unknown' {
  return isSo === undefined ? 'unknown' : isSo ? 'yes' : 'no';
}

function automoxText({ language, automoxMatch }: RebootFacts): string {
  const texts = rebootTicketTexts(language).observed;
  if (!automoxMatch.has) return texts.noWitness({ reason: reasonInSentence(automoxMatch.reason) });
  if (automoxMatch.scanFailed) return texts.scanFailed;
  if (automoxMatch.scannedAt === undefined) return texts.notScanned;
  const boot = bootByScan(automoxMatch);
  return texts.scan({
    needed: answer(automoxMatch.needsReboot),
    upSince: boot === undefined ? undefined : utc(boot),
    at: utc(automoxMatch.scannedAt),
  });
}

/** A boot says nothing of what Windows wants. */
function isUnwitnessed(because: RebootFacts['because']): boolean {
  return because === 'rebooted-unwitnessed' || because === 'reboot-unconfirmed';
}

/** Who was signed in to a device that is off no longer matters. */
function usersText({ language, online, signedInUsers }: RebootFacts): string | undefined {
  return online === false ? undefined : rebootTicketTexts(language).users[signedInUsers];
}

function windowText({ language, window }: RebootFacts): string {
  const texts = rebootTicketTexts(language).window;
  if (window.open) return texts.open({ at: utc(window.until) });
  return window.next === undefined ? texts.none : texts.next({ at: utc(window.next) });
}

/**
 * A pending reboot of a server is urgent only when it is certain; a contradicted alert is a fault
 * of the alert.
 */
function urgency({ because, deviceClass }: RebootFacts): Pick<TicketText, 'priority' | 'impact'> {
  if (because === 'witness-disagrees') return { priority: 'Low', impact: 'Minor' };
  const isCertain = because === 'two-witnesses' || because === 'reboot-not-enough';
  if (deviceClass === 'server') return { priority: isCertain ? 'High' : 'Medium', impact: 'ServerIssue' };
  return { priority: isCertain ? 'Medium' : 'Low', impact: 'Minor' };
}
