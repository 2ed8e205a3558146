import { commonWords } from '../../domain/alerts/common-words.ts';
import { lexiconOf } from '../../domain/alerts/lexicon.ts';
import {
  type AlertTexts,
  firstStranger,
  has,
  isOnly,
  type Phrase,
  readAlert,
  type TaggedClause,
  withValues,
} from '../../domain/alerts/read-alert.ts';
import { rebootWords } from './reboot-words.ts';

/**
 * What an alert says about a reboot: that one is due (and where it says so), or why it is left
 * alone.
 */
export type RebootSaid =
  | { readonly due: true; readonly from: readonly ('title' | 'message')[] }
  | { readonly due: false; readonly because?: LeftAlone; readonly denied?: true };

/** Why an alert that speaks of a restart is left alone; `word` is what the restart may be of. */
export interface LeftAlone {
  readonly kind: 'crash' | 'happened' | 'none-due' | 'another' | 'no-computer';
  readonly word: string;
}

const LEXICON = lexiconOf(commonWords, rebootWords);

/**
 * Returns whether an alert says that this computer must be restarted. Left alone is what has
 * happened already, what a value denies (`RebootPending : False` beats its title), and whatever
 * else is to be restarted: in a sentence without a computer, every word of the alert must be known,
 * because an unknown one may be a service or a router.
 */
export function saysReboot(alert: AlertTexts): RebootSaid {
  const clauses = readAlert(alert, LEXICON);
  const spoken = clauses.some((clause) => has(clause, 'restart', 'restarted'));
  if (!spoken) return { due: false };
  if (clauses.some((clause) => has(clause, 'crash'))) return left('crash');
  const happened = clauses.find(isHappened);
  if (happened) return left('happened');
  if (clauses.some(isDenied)) return { ...left('none-due'), denied: true };
  const statements = withValues(clauses).filter(isStatement);
  if (statements.length === 0) return { due: false };
  const clean = statements.filter((statement) => subjectOf(statement) === undefined);
  if (clean.length === 0) return left('another', statements.map(subjectOf).find(Boolean));
  const own = clean.filter((statement) => namesComputer(statement, clauses) || standsAlone(statement, clauses));
  const another = clauses.map(otherThanComputer).find((word) => word !== undefined);
  if (own.length > 0 && another !== undefined) return left('another', another);
  if (own.length > 0) return { due: true, from: sidesOf(own) };
  return left('no-computer', strangerIn(clauses));
}

/**
 * A participle is an event, unless somebody must, or it says when it was last done, or that it was
 * not.
 */
function isHappened(clause: TaggedClause): boolean {
  if (has(clause, 'restart', 'restarted') && has(clause, 'event', 'failed')) return true;
  const at = clause.phrases.findIndex(({ roles }) => roles.has('restarted') && !roles.has('restart'));
  if (at < 0) return false;
  const before = { phrases: clause.phrases.slice(0, at) };
  if (has(clause, 'spared', 'not')) return false;
  return !has(clause, 'must') || (has(before, 'past') && !has(before, 'must'));
}

/** What a key may be made of that names nothing: `Result`, `Is pending`. */
const OF_A_KEY = ['result', 'due', 'filler', 'topic'];

/**
 * "No reboot pending", `RebootPending : False`, or a bare no as the answer to what stands before
 * it.
 */
function isDenied(clause: TaggedClause, index: number, clauses: readonly TaggedClause[]): boolean {
  const asked = clauses[index - 1];
  const isAsked = asked && (has(asked, 'restart') || (has(asked, 'result', 'due') && isOnly(asked, ...OF_A_KEY)));
  if (isAsked && isNo(clause)) return true;
  // "[RESOLVED] Reboot pending"
  if (!clause.isValue && isOnly(clause, 'no', 'event')) return true;
  return has(clause, 'restart') && has(clause, 'due', 'must') && isNegated(headOf(clause));
}

/**
 * A "not" that is about the restart, and not about the last one: "not rebooted for 30 days and
 * needs a reboot".
 */
function isNegated(phrases: readonly Phrase[]): boolean {
  return phrases.some(({ roles, text }, index) => {
    if (!roles.has('not') && !roles.has('no') && text !== '0') return false;
    const next = phrases
      .slice(index + 1)
      .find((phrase) => phrase.roles.has('restart') || phrase.roles.has('restarted'));
    return !next?.roles.has('restarted');
  });
}

function isNo(clause: TaggedClause): boolean {
  if (clause.phrases.length === 1 && clause.phrases[0]?.text === '0') return true;
  if (clause.isValue && isOnly(clause, 'fault')) return true;
  if (!has(clause, 'no', 'not', 'event', 'failed') || has(clause, 'restart', 'restarted')) return false;
  return isOnly(clause, 'no', 'not', 'event', 'failed', 'due', 'filler', 'topic', 'result');
}

/** "Reboot pending"; or that the computer, by name, must restart or be restarted. */
function isStatement(clause: TaggedClause): boolean {
  const head = { phrases: headOf(clause) };
  if (isNegated(head.phrases)) return false;
  if (has(head, 'restart') && has(head, 'due')) return true;
  return has(head, 'restart', 'restarted') && has(head, 'must') && has(head, 'computer');
}

/**
 * What else than the computer a statement is about: a word that no table has, or a noun that may be
 * restarted itself.
 */
function subjectOf(statement: TaggedClause): string | undefined {
  const head = headOf(statement);
  const at = head.findIndex(({ roles }) => roles.has('restart') || roles.has('restarted'));
  const isPassive = !has({ phrases: head }, 'due');
  const noun = head.find(({ roles }, index) => {
    if (roles.has('label') && index === at - 1) return true;
    if (roles.has('computer') || roles.has('restart') || roles.has('result')) return false;
    return roles.has('topic') || (roles.has('update') && (isPassive || index > at));
  });
  return firstStranger({ phrases: head }) ?? noun?.text;
}

/**
 * "The web server must be restarted": a word before the "must", or behind a "please restart", that
 * no table has, or that names something else, though a title beside it speaks of a server.
 */
function otherThanComputer(clause: TaggedClause): string | undefined {
  const head = headOf(clause);
  const at = head.findIndex(({ roles }) => roles.has('must'));
  const done = head.findIndex(({ roles }) => roles.has('restart') || roles.has('restarted'));
  if (at < 0 || done < at) return undefined;
  // "Please restart the print spooler"
  return firstStranger({ phrases: at > 0 ? head.slice(0, at) : head.slice(done + 1) });
}

/** A clause up to the reason it gives: what the restart is for is not what is restarted. */
function headOf({ phrases }: TaggedClause): Phrase[] {
  const reason = phrases.findIndex(({ roles }, index) => index > 0 && roles.has('reason'));
  return phrases.slice(0, reason < 0 ? undefined : reason);
}

/** "Device restart required: HP LaserJet" names another one. */
function namesComputer(statement: TaggedClause, clauses: readonly TaggedClause[]): boolean {
  const value = statement.isKey ? clauses[clauses.indexOf(statement) + 1] : undefined;
  if (value?.isValue && firstStranger(value) !== undefined) return false;
  return has({ phrases: headOf(statement) }, 'computer');
}

/**
 * Whether the alert names nothing else that could be meant. A script's own name for the value
 * (`RebootPending : True`) may have others beside it.
 */
function standsAlone(statement: TaggedClause, clauses: readonly TaggedClause[]): boolean {
  const isScripts = statement.isKey && statement.phrases.every(({ compound }) => compound);
  const others = clauses.filter((clause) => !(isScripts && (clause.isKey || clause.isValue)));
  if (isScripts && clauses.some((clause, index) => has(clause, 'other') || isOtherName(clause, clauses[index - 1])))
    return false;
  if (others.some((clause) => has(clause, 'failed'))) return false;
  return others.every(isAboutComputer);
}

/** `ComputerName : NW-SRV-02` in an alert of another device. */
function isOtherName(value: TaggedClause, key: TaggedClause | undefined): boolean {
  return value.isValue && key !== undefined && has(key, 'place', 'computer') && firstStranger(value) !== undefined;
}

/**
 * Known throughout, or a sentence about the computer or its updates, in which small words may be
 * unknown but no name.
 */
function isAboutComputer(clause: TaggedClause): boolean {
  const isAbout = has(clause, 'computer', 'update');
  return clause.phrases.every((phrase) => {
    const isSmall = phrase.kind === 'word' && phrase.roles.size === 0 && !phrase.capital && !phrase.compound;
    return firstStranger({ phrases: [phrase] }) === undefined || (isAbout && isSmall);
  });
}

function strangerIn(clauses: readonly TaggedClause[]): string {
  return clauses.map(firstStranger).find((word) => word !== undefined) ?? '';
}

function sidesOf(statements: readonly TaggedClause[]): ('title' | 'message')[] {
  return [...new Set(statements.map(({ from }) => from))];
}

function left(kind: LeftAlone['kind'], word = ''): Extract<RebootSaid, { due: false }> {
  return { due: false, because: { kind, word } };
}
