import { plain } from '../../domain/alerts/clauses.ts';
import { commonWords } from '../../domain/alerts/common-words.ts';
import { lexiconOf } from '../../domain/alerts/lexicon.ts';
import {
  type AlertTexts,
  firstStranger,
  has,
  isOnly,
  readAlert,
  type TaggedClause,
  withValues,
} from '../../domain/alerts/read-alert.ts';
import { type VolumesInText, volumesIn } from '../../domain/alerts/volumes-in-text.ts';
import { readPercent } from '../../domain/text/locale-number.ts';
import type { Language } from '../../texts/language.ts';
import type { DetailsFound, Hint, Recognition } from '../define-playbook.ts';
import type { DiskDetails } from './details.ts';
import { usedLimit } from './disk-limit.ts';
import { diskWords } from './disk-words.ts';
import { driveLabel } from './drive-texts.ts';
import { diskTexts } from './texts/index.ts';

/**
 * How disk alerts are recognised. Which category a disk threshold has is not documented: only one
 * that cannot be is held against it.
 */
export const diskRecognition: Recognition<DiskDetails> = {
  inTexts: (alert) => {
    const { sides, thresholdPercent } = saysDisk(alert);
    const limit = thresholdPercent === undefined ? {} : { thresholdPercent };
    return {
      hints: sides.map(({ from, volumes, says }): Hint => ({ from, strength: says ? 2 : 0, volumes, ...limit })),
    };
  },
  categories: { Disk: 1, Availability: -1, Exchange: -1 },
  patterns: {
    description: 'Alerts about a full disk: renamed thresholds, scripts, other languages.',
    needs: { placeholder: '{drive}', because: 'without the drive nothing can be inspected' },
  },
  detailsIn,
};

/** The volume must come out the same everywhere. */
function detailsIn(hints: readonly Hint[], _section: unknown, language: Language): DetailsFound<DiskDetails> {
  const texts = diskTexts(language).recognition;
  const labels = (volumes: readonly string[] = []) => volumes.map((volume) => driveLabel(volume, language));
  const named = hints.filter(({ volumes = [] }) => volumes.length > 0);
  const [first] = named;
  const drive = first?.volumes?.[0];
  if (first === undefined || drive === undefined) return { unclear: texts.noDrive };
  const several = named.find(({ volumes = [] }) => volumes.length > 1);
  if (several)
    return { unclear: texts.severalDrives({ from: several.from, drives: labels(several.volumes).join(', ') }) };
  const other = named.find(({ volumes = [] }) => volumes[0] !== drive);
  if (other) {
    const said = { from: first.from, drive: driveLabel(drive, language) };
    return { unclear: texts.otherDrives({ ...said, otherFrom: other.from, others: labels(other.volumes).join(', ') }) };
  }
  const thresholdPercent = limitIn(hints);
  return {
    details: { drive, ...(thresholdPercent !== undefined && { thresholdPercent }) },
    says: texts.says({ volume: driveLabel(drive, language) }),
  };
}

/**
 * A tenant's pattern says what a number means: its limit wins over what was read from the words.
 */
function limitIn(hints: readonly Hint[]): number | undefined {
  return hints.findLast((hint) => hint.thresholdPercent !== undefined)?.thresholdPercent;
}

/** What an alert says about a full disk, side by side; no sides when it is about something else. */
interface DiskSaid {
  readonly sides: readonly {
    readonly from: 'title' | 'message';
    readonly volumes: readonly string[];
    /** The side itself says that a disk is full; else it only names a volume. */
    readonly says: boolean;
  }[];
  /** Used percent above which the alert is raised. */
  readonly thresholdPercent?: number;
}

const LEXICON = lexiconOf(commonWords, diskWords);

/** No one sets an alert on less used space than this; on less free space they do. */
const LOW_PERCENT = 50;

/** From here on a bare figure such as "95 % used" is treated as a warning and not for a report. */
const FULL_FROM_PERCENT = 90;

/**
 * Returns whether an alert says that a disk of this computer is full, and which. What is full must
 * be the disk: every word of the sentence that says so must be known, because an unknown one may be
 * a mailbox, a recycle bin or a log.
 */
function saysDisk({ title, message, deviceName }: AlertTexts): DiskSaid {
  const named = { title: volumesIn(plain(title)), message: volumesIn(plain(message)) };
  const clauses = readAlert({ title: named.title.text, message: named.message.text, deviceName }, LEXICON);
  const nothing = { sides: [] };
  if (clauses.some((clause, index) => isHealthy(clause, clauses[index - 1]))) return nothing;
  const sides = (['title', 'message'] as const).map((from) => {
    const own = clauses.filter((clause) => clause.from === from);
    return { from, volumes: named[from].volumes, says: saysFull(own, named[from]) };
  });
  if (!sides.some(({ says }) => says)) return nothing;
  if (!sides.every((side) => side.says || isClean(clauses, side, named))) return nothing;
  const thresholdPercent = usedLimit(clauses.filter((clause) => clause.from === 'message')) ?? usedLimit(clauses);
  return { sides, ...(thresholdPercent !== undefined && { thresholdPercent }) };
}

/**
 * A side that only says where must name nothing else; beside Atera's own form anything may stand.
 */
function isClean(
  clauses: readonly TaggedClause[],
  { from, volumes }: { readonly from: 'title' | 'message'; readonly volumes: readonly string[] },
  named: Readonly<Record<'title' | 'message', VolumesInText>>,
): boolean {
  const other = from === 'title' ? named.message : named.title;
  if (volumes.length === 0 || other.bracketed) return true;
  return clauses.filter((clause) => clause.from === from).every((clause) => firstStranger(clause) === undefined);
}

function saysFull(clauses: readonly TaggedClause[], { bracketed }: VolumesInText): boolean {
  if (bracketed && clauses.some(isAteras)) return true;
  if (clauses.some((clause) => has(clause, 'volume', 'full') && firstStranger(clause) !== undefined)) return false;
  return withValues(clauses).some((clause) => firstStranger(clause) === undefined && isFull(clause));
}

/** `Disk Usage(C:)`, in any language: what is measured, and the volume right behind it. */
function isAteras({ phrases }: TaggedClause): boolean {
  const at = phrases.findIndex(({ roles }) => roles.has('usage'));
  return at >= 0 && phrases[at + 1]?.roles.has('volume') === true && at <= 1;
}

function isFull(clause: TaggedClause): boolean {
  if (!has(clause, 'disk', 'space', 'volume')) return false;
  const percent = clause.phrases.find(({ kind }) => kind === 'percent');
  const value = percent && readPercent(percent.text);
  // "Free space threshold exceeded"
  if (has(clause, 'above') && has(clause, 'limit') && percent === undefined) return true;
  if (has(clause, 'above')) return has(clause, 'used') && (percent !== undefined || hasNumber(clause));
  if (has(clause, 'below')) return !isOfUsed(clause) && (percent !== undefined || hasNumber(clause));
  if (value !== undefined && has(clause, 'used')) return value >= FULL_FROM_PERCENT;
  if (value !== undefined && has(clause, 'free')) return value <= 100 - FULL_FROM_PERCENT;
  if (has(clause, 'only') && has(clause, 'free') && hasNumber(clause)) return true;
  const full = clause.phrases.filter(({ roles }) => roles.has('full'));
  return full.some(({ text }) => /\p{L}/u.test(text));
}

/**
 * "The Disk Usage(C:) 4% is lower than the threshold of 5%": a limit of free space, whatever Atera
 * calls what it measures.
 */
function isLowLimit(clause: TaggedClause): boolean {
  const values = clause.phrases.filter(({ kind }) => kind === 'percent').map(({ text }) => readPercent(text));
  return (
    has(clause, 'limit') && values.length === 2 && values.every((value) => value !== undefined && value < LOW_PERCENT)
  );
}

function isOfUsed(clause: TaggedClause): boolean {
  return has(clause, 'used') && !has(clause, 'free');
}

function hasNumber({ phrases }: TaggedClause): boolean {
  return phrases.some(({ kind }) => kind === 'size' || kind === 'number' || kind === 'percent');
}

/**
 * "Disk C: not full", "back to normal", `Low disk space: False`; free space above a limit, used
 * space below one.
 */
function isHealthy(clause: TaggedClause, asked: TaggedClause | undefined): boolean {
  if (has(clause, 'healthy')) return true;
  if (asked && isOnly(clause, 'no') && (asked.isKey || has(asked, 'full'))) return true;
  const denies = clause.phrases.some(({ roles }) => roles.has('not') && !roles.has('full'));
  if (denies && has(clause, 'full', 'above')) return true;
  if (!has(clause, 'volume', 'disk', 'space')) return false;
  const isAbove = has(clause, 'above') && (!has(clause, 'limit') || hasNumber(clause));
  if (isAbove && has(clause, 'free') && !has(clause, 'used')) return true;
  return has(clause, 'below') && isOfUsed(clause) && !isLowLimit(clause);
}
