import type { DeviceClass } from './device-class.ts';
import type { DiskGrowth } from './disk-growth.ts';
import type { DiskReading } from './disk-reading.ts';
import { inSentence, reasonInSentence } from './in-sentence.ts';
import type { OccurrenceKey } from './keys.ts';
import { deviceLabel, type TicketStory } from './ticket-story.ts';

/** The facts a disk story is told from. Times are epoch ms. */
export interface DiskFacts {
  readonly key: OccurrenceKey;
  readonly drive: string;
  readonly deviceName?: string;
  /** Not given counts as a workstation. */
  readonly deviceClass?: DeviceClass | undefined;
  readonly raisedAt: number;
  readonly lookedAt: number;
  /** The used percentage above which Atera raises the alert. */
  readonly thresholdPercent?: number;
  readonly reading?: DiskReading;
  /** Why there is none. */
  readonly readingProblem?: string;
  readonly flapping: boolean;
  readonly growth?: DiskGrowth | undefined;
  /** What the app did, in whole sentences; by default that it changed nothing. */
  readonly tried?: string | undefined;
  /** Why no cleanup could be run, without a full stop. */
  readonly handsMissing?: string | undefined;
}

/** At this share of used space Windows itself starts to fail (updates, paging, logins). */
const CRITICAL_USED_PERCENT = 98;

const NOTHING_TRIED = 'nothing was changed on the device; the reading was checked twice.';

/** What there is to tell about a full disk, or about a disk alert that nothing could be read for. */
export function diskStory(facts: DiskFacts): TicketStory {
  const { drive, raisedAt, lookedAt, tried = NOTHING_TRIED, handsMissing } = facts;
  const device = deviceLabel(facts);
  const noHands = handsMissing === undefined ? '' : ` A cleanup could not be run: ${reasonInSentence(handsMissing)}.`;
  return {
    headline: `Disk ${drive}: ${headline(facts)} on ${device}`,
    what: `drive ${drive}: of ${device} has been over its alert limit${limitText(facts.thresholdPercent)}.`,
    raisedAt,
    lookedAt,
    evidence: `${readingText(facts)}${growthText(facts.growth)}`,
    tried: `${tried}${noHands}`,
    advice: advice(facts),
    closesWhen: 'the disk stays below its limit',
    ...urgency(facts),
  };
}

function headline({ flapping, reading, thresholdPercent }: DiskFacts): string {
  if (flapping) return 'keeps filling up';
  return reading && thresholdPercent !== undefined ? 'almost full' : 'alert could not be verified';
}

function limitText(thresholdPercent: number | undefined): string {
  return thresholdPercent === undefined ? ' (the alert does not say which)' : ` of ${thresholdPercent} %`;
}

function readingText({ reading, readingProblem = 'the reason is not known' }: DiskFacts): string {
  if (!reading) return `no usable reading: ${inSentence(readingProblem)}.`;
  return `${gigabytes(reading.freeMb)} free of ${gigabytes(reading.totalMb)} (${reading.usedPercent} % used) at the last inventory.`;
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

function advice({ reading, flapping }: DiskFacts): string {
  if (!reading) return 'check the drive by hand; the app could not read it.';
  const repeated = flapping ? ' It came back several times of late: look for what keeps filling it.' : '';
  return `free space (temporary files, update caches, old profiles, logs) or extend the drive.${repeated}`;
}

function urgency({ reading, deviceClass }: DiskFacts): Pick<TicketStory, 'priority' | 'impact'> {
  const isCritical = (reading?.usedPercent ?? 0) >= CRITICAL_USED_PERCENT;
  const priority = isCritical ? 'High' : 'Medium';
  if (deviceClass === 'server') return { priority, impact: 'ServerIssue' };
  return { priority, impact: isCritical ? 'Major' : 'Minor' };
}

function gigabytes(megabytes: number): string {
  return `${(megabytes / 1024).toFixed(1)} GB`;
}
