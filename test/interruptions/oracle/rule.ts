import type { Evidence } from '../evidence.ts';
import type { Said } from './said.ts';

/** A kind of sentence, and what must have been so for it to be true. */
export interface Rule {
  readonly says: RegExp;
  /**
   * Why the sentence is false; undefined = it is true. Absent = it claims nothing that could be
   * false.
   */
  readonly isFalse?: (evidence: Evidence, said: Said, match: RegExpExecArray) => string | undefined;
}

/** A moment as texts have it. */
export const T = '(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d)';

/** The pattern with `T` put in for each time. */
export function times(strings: TemplateStringsArray, ...parts: readonly string[]): RegExp {
  return new RegExp(String.raw(strings, ...parts), 'u');
}
