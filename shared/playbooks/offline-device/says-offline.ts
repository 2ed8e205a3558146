import { plain } from '../../domain/alerts/clauses.ts';
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
import { offlineWords } from './offline-words.ts';

/**
 * One side of an alert that says the device is out of contact. With strength 1 it needs Atera's
 * category on its side.
 */
export interface OfflineSaid {
  readonly from: 'title' | 'message';
  readonly strength: 1 | 2;
}

const LEXICON = lexiconOf(commonWords, offlineWords);

/**
 * Atera's availability alert (vendor-apis 1.6 [C]): the title, which precedes the remark in the
 * message too.
 */
const ATERAS_TITLE = /^\s*machine status unknown\b/iu;
/**
 * The remark, word for word: behind any title, renamed ones included, and both ways in which Atera
 * has written it.
 */
const ATERAS_REMARK =
  /(?:^|[-–—:]) ?(?:the )?(?:atera )?agent has not (?:established communication|communicated) within the expected interval ?\.?$/iu;
/** About a monitored device without an agent (SNMP, TCP, HTTP): no agent is offline. */
const DEVICE_DOWN = /^\s*device down\b/iu;

function saysDeviceDown(title: string): boolean {
  return DEVICE_DOWN.test(plain(title));
}

/**
 * Returns which sides of an alert say that this computer, or its Atera agent, is out of contact.
 * Other software out of contact (a backup agent, an antivirus, SNMP) is not the agent, and what is
 * back again is not away.
 */
export function saysOffline(alert: AlertTexts): OfflineSaid[] {
  if (saysDeviceDown(alert.title) || saysDeviceDown(alert.message)) return [];
  const clauses = readAlert(alert, LEXICON);
  if (clauses.some((clause, index) => isBack(clause, clauses[index - 1]))) return [];
  // Something else is named anywhere: that may be what is away.
  const namesOther = clauses.some(({ phrases }) => phrases.some(isOther) || namesOtherAgent(phrases));
  const sides = ['title', 'message'] as const;
  return sides.flatMap((from) => {
    const text = plain(alert[from]).replaceAll(/\s+/g, ' ').trim();
    if (ATERAS_TITLE.test(text)) return [{ from, strength: 2 }];
    if (ATERAS_REMARK.test(text) && !clauses.some(isOfOther)) return [{ from, strength: 2 }];
    if (namesOther) return [];
    const strength = Math.max(0, ...withValues(clauses.filter((clause) => clause.from === from)).map(strengthOf));
    return strength === 0 ? [] : [{ from, strength: strength === 2 ? 2 : 1 }];
  });
}

/**
 * "McAfee agent", "Agent Bitdefender": a word beside it that no table has says whose agent it is.
 */
function namesOtherAgent(phrases: readonly Phrase[]): boolean {
  const isName = (phrase: Phrase | undefined) => phrase?.kind === 'word' && phrase.roles.size === 0;
  return phrases.some(
    ({ roles }, index) => roles.has('agent') && (isName(phrases[index - 1]) || isName(phrases[index + 1])),
  );
}

/**
 * Whose agent it may be; a title such as "Backup server" says only which computers its limit is
 * for.
 */
function isOfOther(clause: TaggedClause): boolean {
  const { from, phrases } = clause;
  const isOfComputer = phrases.some(({ roles }) => roles.has('computer') && !roles.has('device'));
  if (from === 'title' && isOfComputer && !has(clause, 'agent')) return false;
  return phrases.some(isOther) || namesOtherAgent(phrases);
}

function isOther({ roles }: Phrase): boolean {
  return roles.size === 1 && roles.has('other');
}

/** "Back online", "no longer offline", `offline: no`. */
function isBack(clause: TaggedClause, asked: TaggedClause | undefined): boolean {
  const isAway = has(clause, 'offline', 'silent');
  if (has(clause, 'back') && (isAway || has(clause, 'computer', 'agent', 'device') || clause.phrases.length <= 2))
    return true;
  if (asked && has(asked, 'offline', 'silent') && isOnly(clause, 'no', 'not')) return true;
  return isAway && has(clause, 'not', 'no') && clause.phrases.some(({ roles }) => roles.size === 1 && roles.has('not'));
}

function strengthOf(clause: TaggedClause): 0 | 1 | 2 {
  if (firstStranger(clause) !== undefined || !has(clause, 'offline', 'silent')) return 0;
  // "Monitoring agent": another one.
  if (clause.phrases.some(({ roles }) => (roles.has('topic') || roles.has('update')) && !roles.has('result'))) return 0;
  if (has(clause, 'agent')) return 2;
  if (!has(clause, 'computer', 'device')) return 0;
  const isComputer = clause.phrases.some(({ roles }) => roles.has('computer') && !roles.has('device'));
  return isComputer && has(clause, 'offline') ? 2 : 1;
}
