import { fitPattern } from '../domain/alerts/alert-pattern.ts';
import type { AlertTexts } from '../domain/alerts/read-alert.ts';
import type { Hint, Recognised } from '../playbooks/define-playbook.ts';
import {
  type PlaybookName,
  playbookNamed,
  playbooks,
  type SectionName,
  type SectionSchemas,
} from '../playbooks/index.ts';
import { policy } from '../policy/policy.ts';
import type { TenantPatterns } from '../policy/sections/classification.ts';
import type { Language } from '../texts/language.ts';
import type { Source } from '../texts/triage/en.ts';
import { triageTexts } from '../texts/triage/index.ts';

/** What an alert says, as far as classification needs it. */
export interface AlertText extends AlertTexts {
  readonly category: string;
}

/** How many of title, message and category agree: all that can (high), two (medium), one (low). */
export type Confidence = 'high' | 'medium' | 'low';

/** The playbook an alert belongs to and what the alert names for it, or why none knows it. */
export type Classification =
  | {
      readonly playbook: PlaybookName;
      /** As the playbook's own schema has them. */
      readonly details: Readonly<Record<string, unknown>>;
      readonly confidence: Confidence;
      readonly reason: string;
    }
  | { readonly playbook: 'none'; readonly reason: string };

/** What the built-in words of one playbook find in an alert. */
interface BuiltIn extends Recognised {
  readonly playbook: PlaybookName;
}

/** A hint, and whose it is. */
interface OwnedHint extends Hint {
  readonly playbook: PlaybookName;
}

/**
 * What recognition needs of the policy, the tenant's patterns apart: the sections of all playbooks.
 */
export type Sections = Readonly<Record<SectionName, unknown>>;

const DEFAULTS = policy.parse({});

/** Fewer points than one good text is a guess. */
const POINTS_NEEDED = 2;

/**
 * Returns which playbook an alert belongs to. Titles can be renamed by the tenant, so title,
 * message and category vote, the built-in words and the tenant's patterns alike; a pattern in
 * `never` wins over all of them. Where title and message point to different things, or a playbook
 * cannot determine what exactly is meant, no playbook may touch the device. What the section of a
 * playbook claims by name goes there when the vote came to nothing, or whatever it would come to.
 * The reason is written in `language`.
 */
export function classifyAlert(
  alert: AlertText,
  patterns: TenantPatterns = DEFAULTS.classification,
  sections: Sections = DEFAULTS,
  language: Language = 'en',
): Classification {
  const veto = vetoOf(alert, patterns);
  if (veto !== undefined) return none(triageTexts(language).never({ pattern: veto }));
  const builtIn = builtInHints(alert, sections, language);
  const claimed = builtIn.find(({ claims }) => claims !== undefined);
  if (claimed?.claims === 'all') return asClaimed(claimed, { sections, language });
  const voted = byVote(
    alert,
    builtIn.filter(({ claims }) => claims === undefined),
    { patterns, sections, language },
  );
  return voted.playbook === 'none' && claimed ? asClaimed(claimed, { sections, language }) : voted;
}

/** What reading an alert depends on beside its texts. */
interface Reading {
  readonly sections: Sections;
  readonly language: Language;
}

function asClaimed({ playbook, hints }: BuiltIn, reading: Reading): Classification {
  const owned = hints.map((hint) => ({ playbook, ...hint }));
  const [vote] = votesOf(owned, '');
  if (!vote) return none(triageTexts(reading.language).unknown);
  const found = recognised(vote, reading);
  return found.playbook === 'none' ? found : { ...found, confidence: 'high' };
}

function byVote(
  alert: AlertText,
  builtIn: readonly BuiltIn[],
  { patterns, ...reading }: Reading & { readonly patterns: TenantPatterns },
): Classification {
  const texts = triageTexts(reading.language);
  const denied = new Set(builtIn.flatMap((found) => (found.denied ? [found.playbook] : [])));
  // What the text itself denies does not hold because a pattern knows its title.
  const added = tenantHints(alert, patterns).filter(({ playbook }) => !denied.has(playbook));
  const owners = builtIn.filter(({ ownsTexts }) => ownsTexts);
  const isQuoted = (playbook: PlaybookName, { from }: Hint) =>
    owners.some((owner) => owner.playbook !== playbook && owner.hints.some((hint) => hint.from === from));
  const own = builtIn.flatMap(({ playbook, hints }) =>
    hints.filter((hint) => !isQuoted(playbook, hint)).map((hint) => ({ playbook, ...hint })),
  );
  const votes = votesOf([...own, ...added], alert.category).sort((a, b) => b.points - a.points);
  const [best, second] = votes;
  if (!best) return none(builtIn.find(({ leftBecause }) => leftBecause !== undefined)?.leftBecause ?? texts.unknown);
  if (second && second.points > best.points - POINTS_NEEDED)
    return none(texts.couldBeEither({ ...named(best), other: second.playbook, otherFrom: named(second).from }));
  if (best.points < POINTS_NEEDED) return none(texts.notBorneOut({ ...named(best), category: alert.category }));
  return recognised(best, reading);

  function named({ playbook, source }: Vote) {
    return { playbook, from: source === undefined ? '' : texts.sources[source] };
  }
}

interface Vote {
  readonly playbook: PlaybookName;
  readonly hints: readonly OwnedHint[];
  /** The texts that speak for it. */
  readonly source: Source | undefined;
  readonly points: number;
  readonly category: string;
  /** 1 when the category speaks for it, -1 against it. */
  readonly byCategory: number;
}

/** Each text has one voice per playbook, however many patterns it fits. */
function votesOf(hints: readonly OwnedHint[], category: string): Vote[] {
  return [...Map.groupBy(hints, (hint) => hint.playbook)].map(([playbook, own]) => {
    const texts = (['title', 'message'] as const).filter((text) =>
      own.some((hint) => hint.from === text && hint.strength > 0),
    );
    const strengths = texts.map((text) => Math.max(...own.map(({ from, strength }) => (from === text ? strength : 0))));
    const byCategory = playbookNamed(playbook).recognition?.categories[category] ?? 0;
    return {
      playbook,
      hints: own,
      source: texts.length > 1 ? 'both' : texts[0],
      points: strengths.reduce((sum, strength) => sum + strength, byCategory),
      category,
      byCategory,
    };
  });
}

function recognised(vote: Vote, { sections, language }: Reading): Classification {
  const { playbook, hints, points } = vote;
  const found = playbookNamed(playbook).bind(sections).detailsIn(hints, language);
  if ('unclear' in found) return none(found.unclear);
  return {
    playbook,
    details: found.details as Readonly<Record<string, unknown>>,
    confidence: confidenceOf(points),
    reason: reasonOf(vote, found.says, language),
  };
}

function reasonOf(
  { source = 'title', category, byCategory }: Vote,
  says: string | undefined,
  language: Language,
): string {
  const texts = triageTexts(language);
  const reason = says === undefined ? texts.recognised({ source }) : texts.says({ source, says });
  if (byCategory === 0) return reason;
  return byCategory > 0 ? texts.categoryAgrees({ reason, category }) : texts.categoryDiffers({ reason, category });
}

function confidenceOf(points: number): Confidence {
  if (points >= 2 * POINTS_NEEDED) return 'high';
  return points > POINTS_NEEDED ? 'medium' : 'low';
}

function none(reason: string): Classification {
  return { playbook: 'none', reason };
}

/**
 * Returns what each playbook finds in an alert by its built-in words and its section of the policy.
 */
function builtInHints(alert: AlertTexts, sections: Sections, language: Language): BuiltIn[] {
  return playbooks.flatMap((playbook) => {
    const found = playbook.bind(sections).inTexts(alert, language);
    return found ? [{ playbook: playbook.name, ...found }] : [];
  });
}

/**
 * Returns what a tenant's patterns recognise. A pattern with title and message counts as the
 * title's.
 */
function tenantHints(alert: AlertTexts, patterns: TenantPatterns): OwnedHint[] {
  return playbooks.flatMap(({ name, policy, recognition }) => {
    const own = recognition ? patternsIn(patterns, policy.section) : [];
    return own.flatMap((pattern): OwnedHint[] => {
      const found = fitPattern(pattern, alert);
      if (!found) return [];
      const { drive, thresholdPercent, service } = found;
      return [
        {
          playbook: name,
          from: pattern.title === undefined ? 'message' : 'title',
          strength: 2,
          ...(drive !== undefined && { volumes: [drive] }),
          ...(thresholdPercent !== undefined && { thresholdPercent }),
          ...(service !== undefined && { name: service }),
        },
      ];
    });
  });
}

function patternsIn(patterns: TenantPatterns, section: keyof SectionSchemas): TenantPatterns['never'] {
  return patterns[section] ?? [];
}

/**
 * Returns the first of the tenant's patterns for what is to be left alone that fits the alert, as
 * it is written.
 */
function vetoOf(alert: AlertTexts, { never }: TenantPatterns): string | undefined {
  const found = never.find((pattern) => fitPattern(pattern, alert));
  return found && (found.title ?? found.message);
}
