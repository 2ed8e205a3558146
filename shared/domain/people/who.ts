import { z } from 'zod';
import type { Language } from '../../texts/language.ts';
import { whoTexts } from '../../texts/who/index.ts';

/** How it is known who did something. */
const waysToKnow = ['signed-in', 'typed', 'key'] as const;

/** Who did something, and how that is known. */
export const Who = z.object({
  /** Plain text; empty when `key`. */
  name: z.string(),
  /**
   * `signed-in`: the platform checked it. `typed`: the caller's word, which nobody checked. `key`:
   * whoever holds the key gave no name.
   */
  how: z.enum(waysToKnow),
  /** The account of who is signed in. */
  account: z.string().optional(),
  /** What was typed beside a sign-in, where it differs. */
  typed: z.string().optional(),
});

/** As above. */
export type Who = z.output<typeof Who>;

/** Returns the words for tickets, outcomes and lists: a name that nobody checked says so. */
export function whoText({ name, how, typed }: Who, language: Language): string {
  const texts = whoTexts(language);
  if (how === 'key') return texts.byKey;
  if (how === 'typed') return texts.typed({ name });
  return typed === undefined ? texts.signedIn({ name }) : texts.signedInAs({ name, typed });
}
