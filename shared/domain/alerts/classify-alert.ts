import { saysDeviceDown } from '../../playbooks/offline-device/says-offline.ts';
import type { RebootSaid } from '../../playbooks/pending-reboot/says-reboot.ts';
import type { TenantPatterns } from '../../policy/classification.ts';
import type { AlertPlaybook } from '../../policy/modes.ts';
import { volumeLabel } from '../devices/volume.ts';
import { builtInHints, type Hint, tenantHints, vetoOf } from './alert-hints.ts';
import type { AlertTexts } from './read-alert.ts';

/** What an alert says, as far as classification needs it. */
export interface AlertText extends AlertTexts {
  readonly category: string;
}

/** How many of title, message and category agree: all that can (high), two (medium), one (low). */
export type Confidence = 'high' | 'medium' | 'low';

/** The playbook an alert belongs to, or why none knows it. */
export type Classification =
  | {
      readonly playbook: 'disk-space';
      /** A volume as `parseVolume` writes it. */
      readonly drive: string;
      /** Used percent above which Atera raises this alert, when the message says so. */
      readonly thresholdPercent?: number;
      readonly confidence: Confidence;
      readonly reason: string;
    }
  | {
      readonly playbook: 'offline-device' | 'pending-reboot';
      readonly confidence: Confidence;
      readonly reason: string;
    }
  | { readonly playbook: 'none'; readonly reason: string };

const NO_PATTERNS: TenantPatterns = { diskSpace: [], offlineDevice: [], pendingReboot: [], never: [] };

const NOBODY_KNOWS = 'no playbook knows this title or message';

/** Fewer points than one good text is a guess. */
const POINTS_NEEDED = 2;

/**
 * What Atera's categories say about a playbook; the rest says nothing. Which category a disk threshold has is not
 * documented, so only one that cannot be is held against it.
 */
const CATEGORY_POINTS: Readonly<Record<AlertPlaybook, Readonly<Record<string, number>>>> = {
  'disk-space': { Disk: 1, Availability: -1, Exchange: -1 },
  'offline-device': { Availability: 1, Disk: -1, Performance: -1, Exchange: -1 },
  'pending-reboot': {},
};

/**
 * Says which playbook an alert belongs to. Titles can be renamed by the tenant, so title, message and category vote,
 * the built-in words and the tenant's patterns alike; a pattern in `never` wins over all of them. Where title and message point to different
 * things, or name several drives, no playbook may touch the device.
 */
export function classifyAlert(alert: AlertText, patterns: TenantPatterns = NO_PATTERNS): Classification {
  const veto = vetoOf(alert, patterns);
  if (veto !== undefined) return none(`the policy leaves it alone (classification.never: ${veto})`);
  const { hints: builtIn, reboot } = builtInHints(alert);
  // What the text itself denies is not due because a pattern knows its title.
  const added = tenantHints(alert, patterns).filter((hint) => hint.playbook !== 'pending-reboot' || !isDenied(reboot));
  const votes = votesOf([...builtIn, ...added], alert.category).sort((a, b) => b.points - a.points);
  const [best, second] = votes;
  if (!best) return none(unknownBecause(alert, reboot));
  if (second && second.points > best.points - POINTS_NEEDED)
    return none(`it could be ${best.playbook} (${best.from}) and ${second.playbook} (${second.from})`);
  if (best.points < POINTS_NEEDED)
    return none(`${best.from} may mean ${best.playbook}, but the category ${alert.category} does not bear it out`);
  return best.playbook === 'disk-space' ? aboutDrive(best) : recognised(best, best.playbook);
}

function isDenied(reboot: RebootSaid): boolean {
  return !reboot.due && reboot.denied === true;
}

function unknownBecause({ title }: AlertText, reboot: RebootSaid): string {
  if (saysDeviceDown(title)) return 'a monitored device without an agent is down';
  if (!reboot.due && reboot.because !== undefined) return `it speaks of a restart, but ${reboot.because}`;
  return NOBODY_KNOWS;
}

interface Vote {
  readonly playbook: AlertPlaybook;
  readonly hints: readonly Hint[];
  /** The texts that speak for it, in words. */
  readonly from: string;
  readonly points: number;
  /** What the category says to it, in words. */
  readonly categorySays: string;
}

/** Each text has one voice per playbook, however many patterns it fits. */
function votesOf(hints: readonly Hint[], category: string): Vote[] {
  return [...Map.groupBy(hints, (hint) => hint.playbook)].map(([playbook, own]) => {
    const texts = (['title', 'message'] as const).filter((text) =>
      own.some((hint) => hint.from === text && hint.strength > 0),
    );
    const strengths = texts.map((text) => Math.max(...own.map(({ from, strength }) => (from === text ? strength : 0))));
    const byCategory = CATEGORY_POINTS[playbook][category] ?? 0;
    return {
      playbook,
      hints: own,
      from: texts.join(' and '),
      points: strengths.reduce((sum, strength) => sum + strength, byCategory),
      categorySays: byCategory === 0 ? '' : `, category ${category} ${byCategory > 0 ? 'agrees' : 'does not'}`,
    };
  });
}

function recognised(
  { from, categorySays, points }: Vote,
  playbook: 'offline-device' | 'pending-reboot',
): Classification {
  return { playbook, confidence: confidenceOf(points), reason: `recognised by its ${from}${categorySays}` };
}

/** The volume must come out the same everywhere. */
function aboutDrive({ hints, from, points, categorySays }: Vote): Classification {
  const named = hints.filter(({ volumes = [] }) => volumes.length > 0);
  const [first] = named;
  const drive = first?.volumes?.[0];
  if (first === undefined || drive === undefined) return none('it names no drive');
  const several = named.find(({ volumes = [] }) => volumes.length > 1);
  if (several) return none(`${several.from} names several drives: ${several.volumes?.map(volumeLabel).join(', ')}`);
  const other = named.find(({ volumes = [] }) => volumes[0] !== drive);
  if (other)
    return none(
      `${first.from} says drive ${volumeLabel(drive)}, ${other.from} says ${other.volumes?.map(volumeLabel)}`,
    );
  const thresholdPercent = limitOf(hints);
  const says = from.includes(' ') ? 'say' : 'says';
  return {
    playbook: 'disk-space',
    drive,
    ...(thresholdPercent !== undefined && { thresholdPercent }),
    confidence: confidenceOf(points),
    reason: `${from} ${says} that drive ${volumeLabel(drive)} is full${categorySays}`,
  };
}

/** A tenant's pattern says what a number means: its limit wins over what was read from the words. */
function limitOf(hints: readonly Hint[]): number | undefined {
  return hints.findLast((hint) => hint.thresholdPercent !== undefined)?.thresholdPercent;
}

function confidenceOf(points: number): Confidence {
  if (points >= 2 * POINTS_NEEDED) return 'high';
  return points > POINTS_NEEDED ? 'medium' : 'low';
}

function none(reason: string): Classification {
  return { playbook: 'none', reason };
}
