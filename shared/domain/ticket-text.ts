import type { DiskReading } from './disk-reading.ts';
import { type OccurrenceKey, ticketMarker } from './keys.ts';
import { plainText } from './plain-text.ts';

/** A ticket as a good technician would write it: plain text, no markup. */
export interface TicketDraft {
  readonly title: string;
  readonly description: string;
  readonly priority: 'Low' | 'Medium' | 'High' | 'Critical';
  readonly impact: 'Minor' | 'Major';
}

/** The facts a disk ticket is written from. Times are epoch ms. */
export interface DiskTicketFacts {
  readonly key: OccurrenceKey;
  readonly drive: string;
  readonly deviceName?: string;
  readonly raisedAt: number;
  readonly lookedAt: number;
  readonly thresholdPercent?: number;
  readonly reading?: DiskReading;
  readonly readingProblem?: string;
  readonly flapping: boolean;
}

/** Long enough for any host name (Windows: 63 per label), short enough for a ticket list. */
const MAX_NAME = 64;

/** At this share of used space Windows itself starts to fail (updates, paging, logins). */
const CRITICAL_USED_PERCENT = 98;

/** What was found, since when, what was tried and what a person should do. The title ends with the marker that makes it ours. */
export function diskTicket(facts: DiskTicketFacts): TicketDraft {
  const device = plainText(facts.deviceName ?? '', MAX_NAME) || `device ${facts.key.deviceKey}`;
  const critical = (facts.reading?.usedPercent ?? 0) >= CRITICAL_USED_PERCENT;
  return {
    title: `Disk ${facts.drive}: ${headline(facts)} on ${device} ${ticketMarker(facts.key)}`,
    description: [
      `What: drive ${facts.drive}: of ${device} has been over its alert limit${limitText(facts.thresholdPercent)}.`,
      `Since: ${utc(facts.raisedAt)} (alert raised), checked again ${utc(facts.lookedAt)}.`,
      `Evidence: ${diskEvidenceText(facts)}`,
      'Tried: nothing was changed on the device; the reading was checked twice.',
      `Please do: ${advice(facts)}`,
      'This ticket is closed by itself when the disk stays below its limit, unless someone has worked on it.',
    ].join('\n'),
    priority: critical ? 'High' : 'Medium',
    impact: critical ? 'Major' : 'Minor',
  };
}

/** One sentence on how full the drive is, or why that is not known. */
function diskEvidenceText(facts: Pick<DiskTicketFacts, 'reading' | 'readingProblem'>): string {
  const { reading } = facts;
  if (!reading) return `no usable reading: ${plainText(facts.readingProblem ?? 'the reason is not known', 200)}.`;
  return `${gigabytes(reading.freeMb)} free of ${gigabytes(reading.totalMb)} (${reading.usedPercent} % used) at the last inventory.`;
}

/** Internal comment for an alert that fired again while its ticket is open. */
export function repeatComment(repeats: number, facts: Pick<DiskTicketFacts, 'reading' | 'readingProblem'>): string {
  const times = repeats === 1 ? 'once more' : `${repeats} more times`;
  return `The alert was raised ${times} since the last note. Latest: ${diskEvidenceText(facts)}`;
}

/** Comment that goes with a verified end. */
export function clearedComment(facts: Pick<DiskTicketFacts, 'reading' | 'readingProblem'>, closes: boolean): string {
  const rest = closes ? 'The ticket is set to resolved.' : 'The ticket is left to whoever works on it.';
  return `The condition is over, seen twice. ${facts.reading ? `Latest: ${diskEvidenceText(facts)} ` : ''}${rest}`;
}

/** Comment for a ticket that somebody else opened for the same alert. */
export function adoptedComment(facts: DiskTicketFacts): string {
  return `Seen as well by the remediation app ${ticketMarker(facts.key)}. ${diskEvidenceText(facts)} Please do: ${advice(facts)}`;
}

/** Comment for a ticket that is opened again. */
export function reopenedComment(facts: DiskTicketFacts): string {
  return `The condition is back since ${utc(facts.raisedAt)}. ${diskEvidenceText(facts)} Please do: ${advice(facts)}`;
}

function headline(facts: DiskTicketFacts): string {
  if (facts.flapping) return 'keeps filling up';
  return facts.reading && facts.thresholdPercent !== undefined ? 'almost full' : 'alert could not be verified';
}

function advice(facts: DiskTicketFacts): string {
  if (!facts.reading) return 'check the drive by hand; the app could not read it.';
  const repeated = facts.flapping ? ' It came back several times of late: look for what keeps filling it.' : '';
  return `free space (temporary files, update caches, old profiles, logs) or extend the drive.${repeated}`;
}

function limitText(thresholdPercent: number | undefined): string {
  return thresholdPercent === undefined ? ' (the alert does not say which)' : ` of ${thresholdPercent} %`;
}

function gigabytes(megabytes: number): string {
  return `${(megabytes / 1024).toFixed(1)} GB`;
}

function utc(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
