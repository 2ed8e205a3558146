import type { Language } from '../../texts/language.ts';
import type { RebootJudgement } from './decide-reboot.ts';
import { rebootTexts } from './texts/course/index.ts';

/**
 * Returns one sentence for outcome rows about what an inspection of a pending reboot means. It
 * names no user.
 */
export function rebootSummary(because: RebootJudgement['because'], language: Language): string {
  return rebootTexts(language).summary[because];
}
