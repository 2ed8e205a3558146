import { matchPattern } from '../domain/alerts/alert-pattern.ts';
import type { AlertTexts } from '../domain/alerts/read-alert.ts';
import type { Hint, Recognised } from '../playbooks/define-playbook.ts';
import { type PlaybookName, playbooks, type SectionSchemas } from '../playbooks/index.ts';
import type { TenantPatterns } from '../policy/classification.ts';

/** What the built-in words of one playbook find in an alert. */
export interface BuiltIn extends Recognised {
  readonly playbook: PlaybookName;
}

/** A hint, and whose it is. */
export interface OwnedHint extends Hint {
  readonly playbook: PlaybookName;
}

/** Returns what the built-in words of each playbook find in an alert. */
export function builtInHints(alert: AlertTexts): BuiltIn[] {
  return playbooks.flatMap(({ name, recognition }) =>
    recognition ? [{ playbook: name, ...recognition.inTexts(alert) }] : [],
  );
}

/** Returns what a tenant's patterns recognise. A pattern with title and message counts as the title's word. */
export function tenantHints(alert: AlertTexts, patterns: TenantPatterns): OwnedHint[] {
  return playbooks.flatMap(({ name, policy, recognition }) => {
    const own = recognition ? patternsIn(patterns, policy.section) : [];
    return own.flatMap((pattern): OwnedHint[] => {
      const found = fits(pattern, alert);
      if (!found) return [];
      const { drive, thresholdPercent } = found;
      return [
        {
          playbook: name,
          from: pattern.title === undefined ? 'message' : 'title',
          strength: 2,
          ...(drive !== undefined && { volumes: [drive] }),
          ...(thresholdPercent !== undefined && { thresholdPercent }),
        },
      ];
    });
  });
}

function patternsIn(patterns: TenantPatterns, section: keyof SectionSchemas): TenantPatterns['never'] {
  return patterns[section] ?? [];
}

/** Returns the first of the tenant's patterns for what is to be left alone that fits the alert, as it is written. */
export function vetoOf(alert: AlertTexts, { never }: TenantPatterns): string | undefined {
  const found = never.find((pattern) => fits(pattern, alert));
  return found && (found.title ?? found.message);
}

/** What the placeholders of a pattern stood for, when its title and its message fit, as far as it has them. */
function fits({ title, message }: TenantPatterns['never'][number], alert: AlertTexts) {
  const inTitle = title === undefined ? {} : matchPattern(title, alert.title);
  const inMessage = message === undefined ? {} : matchPattern(message, alert.message);
  return inTitle && inMessage && { ...inMessage, ...inTitle };
}
