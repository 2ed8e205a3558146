import type { Policy } from '../policy/policy.ts';
import type { Language } from '../texts/language.ts';
import { reportTexts } from '../texts/report/index.ts';

/** What the policy says a technician would have needed. */
export type MinutesRule = Policy['report'];

/** What is multiplied. */
export interface Saving {
  readonly fixed: number;
  readonly recovered: number;
  readonly ticketed: number;
}

/** Returns the minutes saved by the policy's own formula; `minutesFormula` says it in words. */
export function minutesSaved({ fixed, recovered, ticketed }: Saving, rule: MinutesRule): number {
  const minutes = fixed * rule.minutesPerFix + recovered * rule.minutesPerRecovery + ticketed * rule.minutesPerTicket;
  return Math.round(minutes);
}

/** Returns the formula with its numbers, as reports print it. */
export function minutesFormula(saving: Saving, rule: MinutesRule, language: Language): string {
  return reportTexts(language).formula({ ...saving, ...rule, minutes: minutesSaved(saving, rule) });
}
