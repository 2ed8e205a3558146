import { foldWord } from '../text/fold-word.ts';

/** What a word does in an alert; each playbook names its own (`restart`, `due`, …). */
export type Role = string;

/** Words by language and role: phrases, separated by commas, written as people write them. */
export type WordTable = Readonly<Record<string, Readonly<Record<Role, string>>>>;

/** Phrases of one to `longest` folded words, and their roles. */
export interface Lexicon {
  readonly roles: ReadonlyMap<string, ReadonlySet<Role>>;
  readonly longest: number;
}

/**
 * Returns one table for all languages: the language of an alert is not known, and scripts mix them.
 * Its thousands of words are folded when the first one is looked up, not when the app starts.
 */
export function lexiconOf(...tables: readonly WordTable[]): Lexicon {
  let folded: Lexicon | undefined;
  const fold = () => {
    folded ??= foldTables(tables);
    return folded;
  };
  return {
    get roles() {
      return fold().roles;
    },
    get longest() {
      return fold().longest;
    },
  };
}

function foldTables(tables: readonly WordTable[]): Lexicon {
  const roles = new Map<string, Set<Role>>();
  let longest = 1;
  for (const [role, phrase] of tables.flatMap(phrasesOf)) {
    for (const spelling of new Set([phrase, transcribed(phrase)])) {
      const words = spelling.split(/[ '’-]+/).map(foldWord);
      const key = words.join(' ');
      roles.set(key, (roles.get(key) ?? new Set()).add(role));
      longest = Math.max(longest, words.length);
    }
  }
  return { roles, longest };
}

/**
 * Returns the longest phrase that begins at `words[index]`, and how many words it has; undefined
 * for an unknown word.
 */
export function phraseAt(
  { roles, longest }: Lexicon,
  words: readonly string[],
  index: number,
): { readonly roles: ReadonlySet<Role>; readonly length: number } | undefined {
  for (let length = Math.min(longest, words.length - index); length > 0; length--) {
    const found = roles.get(words.slice(index, index + length).join(' '));
    if (found) return { roles: found, length };
  }
  return undefined;
}

function phrasesOf(table: WordTable): [Role, string][] {
  return Object.values(table).flatMap((byRole) =>
    Object.entries(byRole).flatMap(([role, list]) =>
      list
        .split(',')
        .map((phrase) => phrase.trim())
        .filter((phrase) => phrase !== '')
        .map((phrase): [Role, string] => [role, phrase]),
    ),
  );
}

/** How Germans and Scandinavians write without their own letters: `benoetigt`, `ueberfaellig`. */
function transcribed(phrase: string): string {
  const replaced = phrase.replaceAll(/[äæ]/gi, 'ae').replaceAll(/[öø]/gi, 'oe').replaceAll(/ü/gi, 'ue');
  return replaced.replaceAll(/å/gi, 'aa');
}
