import type { DeviceClass } from '../../domain/devices/device-class.ts';
import type { OccurrenceKey } from '../../domain/occurrences/keys.ts';
import { inSentence, reasonInSentence } from '../../domain/text/in-sentence.ts';
import { deviceLabel, type TicketText } from '../../domain/tickets/ticket-text.ts';
import type { DiskGrowth } from '../../domain/volumes/disk-growth.ts';
import type { DiskReading, ReadingProblem } from '../../domain/volumes/disk-reading.ts';
import type { Language } from '../../texts/language.ts';
import { gigabytesText, numberText } from '../../texts/numbers.ts';
import type { DiskDecision } from './decide-disk.ts';
import { driveLabel, percentText, problemText } from './drive-texts.ts';
import { diskTexts } from './texts/index.ts';

/** One alert of the occurrence, as its ticket reports it. */
export interface TicketAlert {
  readonly isOpen: boolean;
  readonly message?: string | undefined;
  readonly severity?: 'Information' | 'Warning' | 'Critical' | 'unknown' | undefined;
  readonly thresholdPercent?: number | undefined;
}

/** The facts the ticket text of a disk is made of. Times are epoch ms. */
export interface DiskFacts {
  readonly language: Language;
  readonly key: OccurrenceKey;
  readonly drive: string;
  readonly deviceName?: string;
  /** Not given counts as a workstation. */
  readonly deviceClass?: DeviceClass | undefined;
  readonly online?: boolean | undefined;
  readonly raisedAt: number;
  readonly inspectedAt: number;
  /** A person asked, and Atera has raised no alert. */
  readonly asked?: boolean | undefined;
  /** Which rule decided: what is certain, and what is not. */
  readonly because: DiskDecision['because'];
  readonly alerts?: readonly TicketAlert[] | undefined;
  /** The lowest limit that applies, in used percent. */
  readonly thresholdPercent?: number | undefined;
  readonly reading?: DiskReading | undefined;
  /** Why there is none. */
  readonly readingProblem?: ReadingProblem | undefined;
  readonly flapping: boolean;
  readonly growth?: DiskGrowth | undefined;
  /** What the app did, in whole sentences; by default that it changed nothing. */
  readonly tried?: string | undefined;
  /** Why no cleanup could be run, without a full stop. */
  readonly noActionBecause?: string | undefined;
}

/** At this share of used space Windows itself starts to fail (updates, paging, logins). */
const CRITICAL_USED_PERCENT = 98;

/**
 * What is said of the limit, of the reading and to the technician, by how certain the drive's state
 * is.
 */
type Certainty = 'full' | 'recovered' | 'unproven';

/** Returns the ticket text of a full disk, or of a disk alert that nothing proves or disproves. */
export function diskTicketText(facts: DiskFacts): TicketText {
  const { language, raisedAt, inspectedAt } = facts;
  const certainty = certaintyOf(facts);
  const texts = diskTexts(language);
  const place = placeOf(facts);
  const cannot = cannotText(facts);
  return {
    language,
    headline: texts.headline[headlineOf(facts, certainty)](place),
    what: texts.what[whatOf(facts, certainty)](place),
    raisedAt,
    inspectedAt,
    asked: facts.asked,
    observed: sentences(alertText(facts, certainty), ...readingTexts(facts, certainty), growthText(facts)),
    tried: sentences(facts.tried ?? untouchedText(facts, certainty), cannot),
    ...(cannot !== undefined && { cannot }),
    ...(facts.tried === undefined && { untouched: true }),
    advice: advice(facts, certainty),
    ...(hasLimit(facts) && { closesWhen: texts.closesWhen }),
    ...urgency(facts, certainty),
  };
}

function placeOf(facts: DiskFacts) {
  const { language, drive, thresholdPercent } = facts;
  return {
    volume: driveLabel(drive, language),
    device: deviceLabel(facts),
    limit: thresholdPercent === undefined ? undefined : percentText(thresholdPercent, language),
  };
}

function sentences(...given: readonly (string | undefined)[]): string {
  return given.filter((sentence) => sentence !== undefined).join(' ');
}

function untouchedText({ language, asked }: DiskFacts, certainty: Certainty): string {
  return diskTexts(language).tried[certainty === 'unproven' && asked ? 'unprovenByRequest' : certainty];
}

function cannotText({ language, noActionBecause }: DiskFacts): string | undefined {
  if (noActionBecause === undefined) return undefined;
  return diskTexts(language).tried.noAction({ because: reasonInSentence(noActionBecause) });
}

const RECOVERED: ReadonlySet<DiskFacts['because']> = new Set([
  'reading-changed',
  'alert-cleared',
  'alert-stayed-away',
  'cleanup-verified',
  'not-full',
]);

function certaintyOf({ because }: DiskFacts): Certainty {
  if (because === 'reading-full' || because === 'reading-full-alert-gone') return 'full';
  return RECOVERED.has(because) ? 'recovered' : 'unproven';
}

/** An alert that does not say its limit is never known to be met again. */
function hasLimit({ alerts = [], thresholdPercent }: DiskFacts): boolean {
  return thresholdPercent !== undefined && alerts.every((alert) => alert.thresholdPercent !== undefined);
}

function headlineOf({ flapping, asked }: DiskFacts, certainty: Certainty) {
  if (flapping) return 'keeps-filling';
  if (certainty !== 'unproven') return 'almost-full';
  return asked ? 'request-unverified' : 'alert-unverified';
}

function whatOf({ asked }: DiskFacts, certainty: Certainty) {
  if (certainty === 'full') return asked ? 'fullByRequest' : 'full';
  if (certainty === 'recovered') return 'recovered';
  return asked ? 'unprovenByRequest' : 'unproven';
}

/** Where the reading does not settle it, the alert's own words stand beside it. */
function alertText({ language, alerts = [] }: DiskFacts, certainty: Certainty): string | undefined {
  const said = alerts.filter(({ isOpen, message }) => isOpen && message).at(-1)?.message;
  if (certainty !== 'unproven' || said === undefined) return undefined;
  return diskTexts(language).observed.alertSays({ said: inSentence(said) });
}

function readingTexts(facts: DiskFacts, certainty: Certainty): readonly (string | undefined)[] {
  const { language, reading, readingProblem, online } = facts;
  const texts = diskTexts(language).observed;
  if (!reading) {
    const problem = problemText(facts, readingProblem, 'unknown');
    return [certainty === 'unproven' ? texts.noReadingUnproven({ problem }) : texts.noReading({ problem })];
  }
  const sizes = {
    free: gigabytesText(reading.freeMb, language),
    total: gigabytesText(reading.totalMb, language),
    used: percentText(reading.usedPercent, language),
  };
  if (certainty === 'unproven') return [texts.readUnproven({ ...sizes, doubt: doubtText(facts) })];
  const old = online === undefined ? texts.oldWhileUnknown : texts.oldWhileOffline;
  return [texts.read(sizes), certainty === 'full' && online !== true ? old : undefined];
}

function doubtText({ language, because, online, asked }: DiskFacts): string {
  const texts = diskTexts(language).doubt;
  if (because === 'threshold-unknown' || because === 'reading-between') return texts[because];
  if (because === 'reading-changed-once' || because === 'alert-gone-once') return texts.once;
  if (online === undefined) return asked ? texts.onlineUnknownByRequest : texts.onlineUnknown;
  if (!online) return asked ? texts.offlineByRequest : texts.offline;
  return asked ? texts.notNewerByRequest : texts.notNewer;
}

function growthText({ language, growth }: DiskFacts): string | undefined {
  if (!growth || growth.mbPerDay <= 0) return undefined;
  const { mbPerDay, daysToFull } = growth;
  const texts = diskTexts(language).observed;
  const pace = mbPerDay < 1024 ? `${numberText(Math.round(mbPerDay), language)} MB` : gigabytesText(mbPerDay, language);
  return daysToFull === undefined ? texts.growth({ pace }) : texts.growthToFull({ pace, days: Math.floor(daysToFull) });
}

function advice({ language, reading, flapping, online }: DiskFacts, certainty: Certainty): string {
  const texts = diskTexts(language).advice;
  if (!reading) return texts.noReading;
  const isAway = online === false;
  const what = certainty === 'unproven' ? texts.check({ isAway }) : texts.free({ isAway });
  return sentences(what, flapping ? texts.repeated : undefined);
}

type Urgency = Pick<TicketText, 'priority' | 'impact'>;

/**
 * Doubt does not make a ticket less urgent: what could not be verified has the priority that its
 * alert has.
 */
function urgency({ reading, deviceClass, alerts = [] }: DiskFacts, certainty: Certainty): Urgency {
  const isCritical = (reading?.usedPercent ?? 0) >= CRITICAL_USED_PERCENT;
  const isAlarming =
    certainty === 'unproven' && alerts.some(({ isOpen, severity }) => isOpen && severity === 'Critical');
  const priority = isCritical || isAlarming ? 'High' : 'Medium';
  if (deviceClass === 'server') return { priority, impact: 'ServerIssue' };
  return { priority, impact: isCritical || isAlarming ? 'Major' : 'Minor' };
}
