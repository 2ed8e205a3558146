import { type Clause, clausesOf, type Word } from './clauses.ts';
import { type Lexicon, phraseAt, type Role } from './lexicon.ts';

/** One phrase of an alert. A phrase without a role is a word that no table has. */
export interface Phrase {
  readonly roles: ReadonlySet<Role>;
  readonly text: string;
  /** Its words come from one chunk such as `RebootPending`. */
  readonly compound: boolean;
  readonly capital: boolean;
  readonly kind: Word['kind'];
}

/** A clause, its words tagged. */
export interface TaggedClause extends Omit<Clause, 'words'> {
  readonly phrases: readonly Phrase[];
}

/** What a recogniser reads. */
export interface AlertTexts {
  readonly title: string;
  readonly message: string;
  /** The device that Atera names: its name may stand in the texts. */
  readonly deviceName?: string | undefined;
}

/** Stands for the alert's own device in its texts. */
const THIS_DEVICE = ' thisdevice ';

/** Roles of words that are known to be no computer. */
const STRANGE: ReadonlySet<Role> = new Set(['other', 'storage']);

const NO_ROLES: ReadonlySet<Role> = new Set();

/** Returns the tagged clauses of title and message, in order. */
export function readAlert({ title, message, deviceName }: AlertTexts, lexicon: Lexicon): TaggedClause[] {
  const texts = [['title', title] as const, ['message', message] as const];
  const clauses = texts.flatMap(([from, text]) => clausesOf(from, withoutName(text, deviceName)));
  const tagged = clauses.map(({ words, ...clause }) => ({ ...clause, phrases: tag(words, lexicon) }));
  return tagged.map((clause, index) => ({
    ...clause,
    phrases: acceptNames(clause, tagged[index - 1], deviceName !== undefined && deviceName !== ''),
  }));
}

/** True when one of the clause's phrases has the role. */
export function has({ phrases }: Pick<TaggedClause, 'phrases'>, ...roles: readonly Role[]): boolean {
  return phrases.some((phrase) => roles.some((role) => phrase.roles.has(role)));
}

/** True when a clause says nothing but these: `True`, `not pending`. */
export function isOnly({ phrases }: Pick<TaggedClause, 'phrases'>, ...roles: readonly Role[]): boolean {
  return phrases.length > 0 && phrases.every((phrase) => roles.some((role) => phrase.roles.has(role)));
}

/** Returns the first word that no table has, or that names something else than a computer. */
export function firstStranger({ phrases }: Pick<TaggedClause, 'phrases'>): string | undefined {
  return phrases.find(({ roles }) => [...roles].every((role) => STRANGE.has(role)))?.text;
}

/** Returns the clauses, and each key with its value as one: `Agent status: offline`. */
export function withValues(clauses: readonly TaggedClause[]): TaggedClause[] {
  return clauses.flatMap((clause, index) => {
    const value = clauses[index + 1];
    if (!clause.isKey || !value?.isValue) return [clause];
    return [clause, { ...clause, phrases: [...clause.phrases, ...value.phrases] }];
  });
}

function tag(words: readonly Word[], lexicon: Lexicon): Phrase[] {
  const texts = words.map(({ text, kind }) => (kind === 'word' ? text : kind));
  const phrases: Phrase[] = [];
  for (let index = 0; index < words.length; ) {
    const { text, ...rest } = words[index] as Word;
    const { kind } = rest;
    if (kind !== 'word') {
      phrases.push({ ...rest, roles: kind === 'name' ? NO_ROLES : new Set(['filler', kind]), text });
      index++;
      continue;
    }
    const { roles = NO_ROLES, length = 1 } = phraseAt(lexicon, texts, index) ?? {};
    phrases.push({ ...rest, roles, text: texts.slice(index, index + length).join(' ') });
    index += length;
  }
  return phrases;
}

/**
 * A name as machines have it (`SRV01`) is this computer's where it stands behind "on" or
 * "computer", if ours is not known.
 */
function acceptNames(
  { phrases, isValue }: TaggedClause,
  key: TaggedClause | undefined,
  deviceIsKnown: boolean,
): Phrase[] {
  return phrases.map((phrase, index) => {
    if (phrase.kind !== 'name' || deviceIsKnown) return phrase;
    const before = index > 0 ? phrases[index - 1] : isValue ? key?.phrases.at(-1) : undefined;
    const isNamed = before?.roles.has('computer') || before?.roles.has('place');
    return isNamed ? { ...phrase, roles: new Set(['filler']) } : phrase;
  });
}

/** What stands before the name of a device, where a plain word such as EXCHANGE is no software. */
const BEFORE_NAME =
  /(?:[:=]|(?<!\p{L})(?:on|for|auf|für|sur|en|su|op|em|server|servidor|serveur|computer|host|machine|device|pc|rechner|gerät|poste|equipo|\p{L}{1,20}name)) {0,3}$/iu;

/**
 * A name of letters only counts where a name is due: a server called EXCHANGE must not make
 * Exchange a computer.
 */
function withoutName(text: string, deviceName = ''): string {
  const wanted = deviceName.trim().toLowerCase();
  if (wanted.length < 3) return text;
  const isPlainWord = !/[\d\-_ ]/.test(wanted);
  const lower = text.toLowerCase();
  let found = '';
  let from = 0;
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, from)) {
    const end = at + wanted.length;
    const isWhole = !NAME_CHARACTER.test(lower[at - 1] ?? ' ') && !NAME_CHARACTER.test(lower[end] ?? ' ');
    const isMeant = isWhole && (!isPlainWord || BEFORE_NAME.test(text.slice(Math.max(0, at - 30), at)));
    const domain = DOMAIN.exec(text.slice(end, end + 260))?.[0] ?? '';
    found += text.slice(from, at) + (isMeant ? THIS_DEVICE : text.slice(at, end));
    from = end + (isMeant ? domain.length : 0);
  }
  return found + text.slice(from);
}

const NAME_CHARACTER = /[\p{L}\p{N}_-]/u;
const DOMAIN = /^(?:\.[a-z0-9-]{1,63}){1,8}(?=[\s,;:)]|$)/i;
