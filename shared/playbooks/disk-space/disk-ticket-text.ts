import type { DeviceClass } from '../../domain/devices/device-class.ts';
import type { OccurrenceKey } from '../../domain/occurrences/keys.ts';
import { inSentence, reasonInSentence } from '../../domain/text/in-sentence.ts';
import { deviceLabel, type TicketText } from '../../domain/tickets/ticket-text.ts';
import type { DiskGrowth } from '../../domain/volumes/disk-growth.ts';
import type { DiskReading } from '../../domain/volumes/disk-reading.ts';
import { volumeLabel } from '../../domain/volumes/volume.ts';
import type { DiskDecision } from './decide-disk.ts';
import { capital, onlineText } from './disk-summary.ts';

/** One alert of the occurrence, as its ticket tells of it. */
export interface ToldAlert {
  readonly isOpen: boolean;
  readonly message?: string | undefined;
  readonly severity?: 'Information' | 'Warning' | 'Critical' | 'unknown' | undefined;
  readonly thresholdPercent?: number | undefined;
}

/** The facts the ticket text of a disk is made of. Times are epoch ms. */
export interface DiskFacts {
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
  readonly alerts?: readonly ToldAlert[] | undefined;
  /** The lowest limit that applies, in used percent. */
  readonly thresholdPercent?: number | undefined;
  readonly reading?: DiskReading;
  /** Why there is none. */
  readonly readingProblem?: string;
  readonly flapping: boolean;
  readonly growth?: DiskGrowth | undefined;
  /** What the app did, in whole sentences; by default that it changed nothing. */
  readonly tried?: string | undefined;
  /** Why no cleanup could be run, without a full stop. */
  readonly noActionBecause?: string | undefined;
}

/** At this share of used space Windows itself starts to fail (updates, paging, logins). */
const CRITICAL_USED_PERCENT = 98;

/** What is said of the limit, of the reading and to the technician, by how certain the drive's state is. */
type Certainty = 'full' | 'recovered' | 'unproven';

/** The ticket text of a full disk, or of a disk alert that nothing proves or disproves. */
export function diskTicketText(facts: DiskFacts): TicketText {
  const { drive, raisedAt, inspectedAt, noActionBecause } = facts;
  const certainty = certaintyOf(facts);
  const device = deviceLabel(facts);
  const tried = facts.tried ?? (facts.asked ? TRIED[certainty].replace('the alert', 'the request') : TRIED[certainty]);
  const noAction =
    noActionBecause === undefined ? '' : ` A cleanup could not be run: ${reasonInSentence(noActionBecause)}.`;
  return {
    headline: `Disk ${volumeLabel(drive)} ${headline(facts, certainty)} on ${device}`,
    what: what(facts, certainty, device),
    raisedAt,
    inspectedAt,
    asked: facts.asked,
    evidence: `${alertText(facts, certainty)}${readingText(facts, certainty)}${growthText(facts.growth)}`,
    tried: `${tried}${noAction}`,
    ...(noAction && { cannot: noAction.trim() }),
    ...(facts.tried === undefined && { untouched: true }),
    advice: advice(facts, certainty),
    ...(hasLimit(facts) && { closesWhen: 'the disk stays below its limit' }),
    ...urgency(facts, certainty),
  };
}

const TRIED: Readonly<Record<Certainty, string>> = {
  full: 'nothing was changed on the device; the reading was checked twice.',
  recovered: 'nothing was changed on the device.',
  unproven: 'nothing was changed on the device; no reading came in that is certain to be newer than the alert.',
};

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

function headline({ flapping, asked }: DiskFacts, certainty: Certainty): string {
  if (flapping) return 'keeps filling up';
  if (certainty !== 'unproven') return 'almost full';
  return asked ? 'could not be verified' : 'alert could not be verified';
}

function what({ drive, thresholdPercent, asked }: DiskFacts, certainty: Certainty, device: string): string {
  const limit = thresholdPercent === undefined ? ' (the alert does not say which)' : ` of ${thresholdPercent} %`;
  const about = `drive ${volumeLabel(drive)} of ${device}`;
  if (certainty === 'full') return `${about} has been over its ${asked ? '' : 'alert '}limit${limit}.`;
  if (certainty === 'recovered')
    return `Atera has raised an alert that ${about} is over its limit${limit} several times recently, and each ended by itself.`;
  if (asked) return `a person asked for ${about}; whether it is over its limit${limit} could not be verified.`;
  return `Atera raised an alert that ${about} is over its limit${limit}; whether it still is could not be verified.`;
}

/** Where the reading does not settle it, the alert's own words stand beside it. */
function alertText({ alerts = [] }: DiskFacts, certainty: Certainty): string {
  const said = alerts.filter(({ isOpen, message }) => isOpen && message).at(-1)?.message;
  if (certainty !== 'unproven' || said === undefined) return '';
  return `Atera's alert says "${inSentence(said)}". `;
}

function readingText(facts: DiskFacts, certainty: Certainty): string {
  const { reading, readingProblem = 'the reason is not known' } = facts;
  if (!reading)
    return `${certainty === 'unproven' ? 'There is no' : 'no'} usable reading: ${inSentence(readingProblem)}.`;
  const read = `${gigabytes(reading.freeMb)} free of ${gigabytes(reading.totalMb)} (${reading.usedPercent} % used)`;
  if (certainty === 'unproven') return `The last inventory says ${read}; ${doubtText(facts)}.`;
  const isOld =
    certainty === 'full' && facts.online !== true
      ? ` ${capital(onlineText(facts.online))}: it may have changed since.`
      : '';
  return `${read} at the last inventory.${isOld}`;
}

function doubtText({ because, online, asked }: DiskFacts): string {
  if (because === 'threshold-unknown') return 'the alert does not say its limit';
  if (because === 'reading-changed-once' || because === 'alert-gone-once') return 'that is to be checked once more';
  if (because === 'reading-between') return 'that is so close to the limit that it proves nothing';
  const than = asked ? 'request' : 'alert';
  if (online !== true) return `${onlineText(online)}, so that may be from before the ${than}`;
  return `nothing shows that it is newer than the ${than}`;
}

function growthText(growth: DiskGrowth | undefined): string {
  if (!growth || growth.mbPerDay <= 0) return '';
  const { mbPerDay, daysToFull } = growth;
  const pace = mbPerDay < 1024 ? `${Math.round(mbPerDay)} MB` : gigabytes(mbPerDay);
  return ` It grows by about ${pace} a day${daysToFull === undefined ? '' : ` and is full in ${daysText(daysToFull)}`}.`;
}

function daysText(days: number): string {
  if (days < 1) return 'less than a day';
  const whole = Math.floor(days);
  return whole === 1 ? 'about one day' : `about ${whole} days`;
}

function advice({ reading, flapping, online }: DiskFacts, certainty: Certainty): string {
  if (!reading) return 'check the drive by hand; the app could not read it.';
  const repeated = flapping ? ' It came back several times recently: look for what keeps filling it.' : '';
  const when = online !== false ? '' : ' as soon as the device is back';
  if (certainty !== 'unproven')
    return `free space (temporary files, update caches, old profiles, logs) or extend the drive${when}.${repeated}`;
  return `check how full the drive is on the device itself${when}, and free space if it is full.${repeated}`;
}

type Urgency = Pick<TicketText, 'priority' | 'impact'>;

/** Doubt does not make a ticket less urgent: what could not be verified has the priority that its alert has. */
function urgency({ reading, deviceClass, alerts = [] }: DiskFacts, certainty: Certainty): Urgency {
  const isCritical = (reading?.usedPercent ?? 0) >= CRITICAL_USED_PERCENT;
  const isAlarming =
    certainty === 'unproven' && alerts.some(({ isOpen, severity }) => isOpen && severity === 'Critical');
  const priority = isCritical || isAlarming ? 'High' : 'Medium';
  if (deviceClass === 'server') return { priority, impact: 'ServerIssue' };
  return { priority, impact: isCritical || isAlarming ? 'Major' : 'Minor' };
}

function gigabytes(megabytes: number): string {
  return `${(megabytes / 1024).toFixed(1)} GB`;
}
