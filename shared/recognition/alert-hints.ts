import { fitPattern } from '../domain/alerts/alert-pattern.ts';
import type { AlertTexts } from '../domain/alerts/read-alert.ts';
import type { Hint, Recognised } from '../playbooks/define-playbook.ts';
import { type PlaybookName, playbooks, type SectionName, type SectionSchemas } from '../playbooks/index.ts';
import type { TenantPatterns } from '../policy/classification.ts';
import type { Language } from '../texts/language.ts';

/** What the built-in words of one playbook find in an alert. */
export interface BuiltIn extends Recognised {
  readonly playbook: PlaybookName;
}

/** A hint, and whose it is. */
export interface OwnedHint extends Hint {
  readonly playbook: PlaybookName;
}

/**
 * What recognition needs of the policy, the tenant's patterns apart: the sections of all playbooks.
 */
export type Sections = Readonly<Record<SectionName, unknown>>;

/**
 * Returns what each playbook finds in an alert by its built-in words and its section of the policy.
 */
export function builtInHints(alert: AlertTexts, sections: Sections, language: Language): BuiltIn[] {
  return playbooks.flatMap((playbook) => {
    const found = playbook.bind(sections).inTexts(alert, language);
    return found ? [{ playbook: playbook.name, ...found }] : [];
  });
}

/**
 * Returns what a tenant's patterns recognise. A pattern with title and message counts as the
 * title's.
 */
export function tenantHints(alert: AlertTexts, patterns: TenantPatterns): OwnedHint[] {
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
export function vetoOf(alert: AlertTexts, { never }: TenantPatterns): string | undefined {
  const found = never.find((pattern) => fitPattern(pattern, alert));
  return found && (found.title ?? found.message);
}
