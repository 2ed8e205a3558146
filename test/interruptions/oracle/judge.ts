import type { Evidence } from '../evidence.ts';
import { judgeDoubled } from './doubled.ts';
import { judgeAnswers } from './lost-answers.ts';
import { judgeStatements } from './statements.ts';
import { judgeUnserved } from './unserved.ts';

/** What was wrong in a scenario, in words; all empty = nothing. */
export interface Verdict {
  readonly falseStatements: readonly string[];
  readonly lostAnswers: readonly string[];
  readonly doubled: readonly string[];
  readonly unserved: readonly string[];
  /** Tickets and alerts that are open though their condition has been over for more than a day. */
  readonly leftOpen: readonly string[];
  /** Sentences that no rule knows: a new text needs a rule. */
  readonly unknown: readonly string[];
}

/**
 * Judges a scenario by the vendors' logs, the truth of the world and the answers that were given.
 */
export function judge(evidence: Evidence, options: { readonly isOfUser: boolean }): Verdict {
  return {
    ...judgeStatements(evidence),
    lostAnswers: judgeAnswers(evidence),
    doubled: judgeDoubled(evidence),
    ...judgeUnserved(evidence, options.isOfUser),
  };
}
