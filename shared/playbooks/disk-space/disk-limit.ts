import { has, type Phrase, type TaggedClause, withValues } from '../../domain/alerts/read-alert.ts';
import { readPercent } from '../../domain/text/locale-number.ts';

/**
 * A limit below this, of which nothing says whether it is of used or of free space, is not known.
 */
const SURELY_USED_PERCENT = 50;

/**
 * Returns the used percentage above which an alert is raised, as the text says it; a limit of free
 * space is inverted (free below 5 % is used above 95 %). Undefined when none is said, it is in GB,
 * or there are several.
 */
export function usedLimit(clauses: readonly TaggedClause[]): number | undefined {
  const isFree = clauses.some((clause) => has(clause, 'below') || isOfFree(clause));
  const limits = withValues(clauses).flatMap((clause) => limitsIn(clause, isFree));
  const [limit] = limits;
  return new Set(limits).size === 1 ? limit : undefined;
}

function isOfFree(clause: TaggedClause): boolean {
  return has(clause, 'free') && !clause.phrases.some(({ roles }) => roles.has('used'));
}

/** Percentages right behind "threshold of" or behind "above" and "below". */
function limitsIn({ phrases }: Pick<TaggedClause, 'phrases'>, isFree: boolean): number[] {
  return phrases.flatMap((phrase, index) => {
    if (phrase.kind !== 'percent') return [];
    const before = leadOf(phrases, index);
    if (!before) return [];
    const percent = readPercent(phrase.text);
    if (percent === undefined || percent < 1) return [];
    const isBelow = phrases.slice(0, index).some(({ roles }) => roles.has('below'));
    const isAbove = phrases.slice(0, index).some(({ roles }) => roles.has('above'));
    if (isBelow || (isFree && !isAbove)) return percent < 100 ? [Math.round((100 - percent) * 100) / 100] : [];
    return isAbove || percent >= SURELY_USED_PERCENT ? [percent] : [];
  });
}

/** The word that makes a percentage a limit, with at most one small word between the two. */
function leadOf(phrases: readonly Phrase[], index: number): Phrase | undefined {
  const [nearest, next] = [phrases[index - 1], phrases[index - 2]];
  if (isLead(nearest)) return nearest;
  return nearest?.kind === 'word' && nearest.roles.has('filler') && isLead(next) ? next : undefined;
}

function isLead(phrase: Phrase | undefined): boolean {
  return phrase !== undefined && ['limit', 'above', 'below'].some((role) => phrase.roles.has(role));
}
