import { inSentence } from '../../domain/text/in-sentence.ts';
import type { DiskReading } from '../../domain/volumes/disk-reading.ts';
import type { DiskDecision } from './decide-disk.ts';

/** What an outcome row says of an inspection. */
export interface DiskSummaryFacts {
  readonly because: DiskDecision['because'];
  readonly verdict: DiskDecision['verdict'];
  readonly reading?: DiskReading | undefined;
  readonly readingProblem?: string | undefined;
  readonly thresholdPercent?: number | undefined;
  readonly flapping: boolean;
  /** Atera's word; undefined = not reported. */
  readonly online?: boolean | undefined;
}

/** One or two sentences for outcome rows: what was read, and what it proves. */
export function diskSummary(facts: DiskSummaryFacts): string {
  const { verdict, flapping, reading } = facts;
  const read = reading ? `${reading.usedPercent} % used` : 'not read';
  if (verdict === 'recovered' && flapping)
    return `It has ended by itself several times recently; the drive is ${read} now.`;
  const limit = facts.thresholdPercent === undefined ? 'its limit' : `its limit of ${facts.thresholdPercent} %`;
  switch (facts.because) {
    case 'alert-cleared':
      return 'Atera no longer lists the alert.';
    case 'reading-full-alert-gone':
      return `Atera no longer lists the alert, but the drive still reads ${read}, not clearly below ${limit}.`;
    case 'alert-gone-limit-unknown':
      return `Atera no longer lists the alert, but not every alert said its limit: whether the drive (${read}) has recovered is not known.`;
    case 'alert-gone-unproven':
      return `Atera no longer lists the alert, but no newer reading shows that the drive has recovered (last inventory: ${read}).`;
    case 'alert-gone-once':
      return `Atera no longer lists the alert, and the last inventory says ${read}; it is checked once more.`;
    case 'alert-stayed-away':
      return `Atera has not raised the alert again while the device was online; the last inventory says ${read}.`;
    case 'not-full':
      return `Atera has no alert for the drive, and its last inventory says ${read}, below ${limit}.`;
    case 'cleanup-verified':
      return 'The disk has recovered.';
    case 'reading-changed':
      return `The disk has recovered: ${read} by a newer reading, confirmed by two checks.`;
    case 'reading-changed-once':
      return `A newer reading says ${read}; it is checked once more.`;
    case 'threshold-unknown':
      return `The drive is ${read}; the alert does not say its limit.`;
    case 'no-reading':
      return `The drive cannot be read: ${inSentence(facts.readingProblem ?? 'it was not asked for')}.`;
    case 'device-offline':
      return `${capital(onlineText(facts.online))}; its last inventory (${read}) may be older than the alert.`;
    case 'reading-between':
      return `The drive is ${read}, just below ${limit}.`;
    case 'reading-may-be-old':
      return `The last inventory says ${read}, but nothing shows that it is newer than the alert.`;
    case 'reading-full':
      return facts.online === true
        ? `The drive is ${read}.`
        : `The last inventory says ${read}, over ${limit}; ${onlineText(facts.online)}.`;
  }
}

/** What Atera says of the device's connection, where it does not say that it is online; without a full stop. */
export function onlineText(online: boolean | undefined): string {
  return online === undefined ? 'Atera does not say whether the device is online' : 'the device is not online';
}

/** The clause with a capital, for the beginning of a sentence. */
export function capital(clause: string): string {
  return clause.charAt(0).toUpperCase() + clause.slice(1);
}
