import type { AlertRow, Recognised } from '../domain/alerts/alert-row.ts';
import { plainText } from '../domain/text/plain-text.ts';
import type { Language } from '../texts/language.ts';
import { triageTexts } from '../texts/triage/index.ts';
import type { Classification } from './classify-alert.ts';

const MAX_RULE = 300;

/**
 * Returns since when a playbook takes an alert, and by which rule: as of the first poll that found
 * it so, for the same in other words is no other rule. Undefined where none takes it.
 */
export function recognisedAs(
  kind: Classification,
  earlier: AlertRow | undefined,
  { now, language }: { readonly now: number; readonly language: Language },
): Recognised | undefined {
  if (kind.playbook === 'none') return undefined;
  if (earlier?.recognised && earlier.playbook === kind.playbook) return earlier.recognised;
  const texts = triageTexts(language);
  const rule = texts.rule({ ...kind, confidence: texts.confidence[kind.confidence] });
  return { at: now, rule: plainText(rule, MAX_RULE) };
}
