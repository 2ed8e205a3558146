import type { TenantPatterns } from '../policy/classification.ts';
import type { AlertPlaybook } from '../policy/modes.ts';
import { builtInHints, type Hint, saysDeviceDown, tenantHints, thresholdIn } from './alert-hints.ts';
import { comparable } from './alert-pattern.ts';

/** What an alert says, as far as classification needs it. */
export interface AlertText {
  readonly title: string;
  readonly message: string;
  readonly category: string;
}

/** How many of title, message and category agree: all that can (high), two (medium), one (low). */
export type Confidence = 'high' | 'medium' | 'low';

/** The playbook an alert belongs to, or why none knows it. */
export type Classification =
  | {
      readonly playbook: 'disk-space';
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

const NO_PATTERNS: TenantPatterns = { diskSpace: [], offlineDevice: [], pendingReboot: [] };

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
 * Atera's own texts and the tenant's patterns alike. Where title and message point to different things, or to different
 * drives, no playbook may touch the device.
 */
export function classifyAlert(alert: AlertText, patterns: TenantPatterns = NO_PATTERNS): Classification {
  const title = comparable(alert.title);
  const message = comparable(alert.message);
  const hints = [
    ...builtInHints('title', title),
    ...builtInHints('message', message),
    ...tenantHints({ title, message }, patterns),
  ];
  const votes = votesOf(hints, alert.category).sort((a, b) => b.points - a.points);
  const [best, second] = votes;
  if (!best) return none(saysDeviceDown(title) ? 'a monitored device without an agent is down' : NOBODY_KNOWS);
  if (second && second.points > best.points - POINTS_NEEDED)
    return none(`it could be ${best.playbook} (${best.from}) and ${second.playbook} (${second.from})`);
  if (best.points < POINTS_NEEDED)
    return none(`${best.from} may mean ${best.playbook}, but the category ${alert.category} does not bear it out`);
  return best.playbook === 'disk-space' ? aboutDrive(best, message) : recognised(best, best.playbook);
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
    const texts = (['title', 'message'] as const).filter((text) => own.some(({ from }) => from === text));
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

/** The drive letter must come out the same everywhere. */
function aboutDrive({ hints, from, points, categorySays }: Vote, message: string): Classification {
  const named = hints.filter((hint) => hint.drive !== undefined);
  const drive = named[0]?.drive;
  if (drive === undefined) return none('it names no drive');
  const other = named.find((hint) => hint.drive !== drive);
  if (other) return none(`${named[0]?.from} says drive ${drive}:, ${other.from} says ${other.drive}:`);
  const thresholdPercent = hints.find((hint) => hint.thresholdPercent)?.thresholdPercent ?? thresholdIn(message);
  return {
    playbook: 'disk-space',
    drive,
    ...(thresholdPercent !== undefined && { thresholdPercent }),
    confidence: confidenceOf(points),
    reason: `${from} ${from.includes(' ') ? 'name' : 'names'} the drive${categorySays}`,
  };
}

function confidenceOf(points: number): Confidence {
  if (points >= 2 * POINTS_NEEDED) return 'high';
  return points > POINTS_NEEDED ? 'medium' : 'low';
}

function none(reason: string): Classification {
  return { playbook: 'none', reason };
}
