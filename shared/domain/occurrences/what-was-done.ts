import { doneTexts } from '../../texts/done/index.ts';
import { type Language, languages } from '../../texts/language.ts';
import type { Approval } from '../approvals/approval.ts';
import { reasonInSentence } from '../text/in-sentence.ts';
import type { TicketText } from '../tickets/ticket-text.ts';
import type { Condition } from './condition.ts';
import type { LastAction } from './last-action.ts';

/** The members of a row that say what was done. */
export type DoneRow = Pick<Condition, 'state' | 'occurrence' | 'lastAction' | 'approval' | 'wouldPropose'>;

/** A question that was approved. */
type Yes = Approval & { readonly answer: NonNullable<Approval['answer']> };

/**
 * Returns the command of the occurrence that is on, if any. One of an earlier occurrence is none of
 * its own.
 */
export function actionOf({ occurrence, lastAction }: Omit<DoneRow, 'state' | 'approval'>): LastAction | undefined {
  return lastAction?.occurrence === occurrence ? lastAction : undefined;
}

/** Returns a person's approval of a command that has not been sent. */
export function unsentApproval(row: Omit<DoneRow, 'state'>): Yes | undefined {
  const { approval } = row;
  if (!approval?.answer?.approved || actionOf(row)?.approval === approval.number) return undefined;
  return { ...approval, answer: approval.answer };
}

/**
 * `Approved by Ada, sent 2026-03-02 08:00 UTC.`, and what is not known of it. A text that holds it
 * reports this command.
 */
export function sentText(action: Pick<LastAction, 'by' | 'at' | 'state'>, language: Language): string {
  const texts = doneTexts(language);
  return action.state === 'sent' ? texts.sent(action) : `${texts.sent(action)} ${texts.unclear}`;
}

/**
 * Returns what was done to the device, or became of a person's approval, in whole sentences;
 * undefined when nothing was approved.
 */
export function whatWasDone(row: DoneRow, language: Language): string | undefined {
  const action = actionOf(row);
  if (action) return `${inFull(action.text)} ${sentText(action, language)} ${resultText(action, row.state, language)}`;
  const yes = unsentApproval(row);
  return yes ? becameText(yes, language) : noText(row, language);
}

/**
 * Returns what is said of an approval whose command certainly has not been sent, while it is
 * retried; undefined where no approval waits.
 */
export function notDoneYet(row: Omit<DoneRow, 'state'>, language: Language): string | undefined {
  const yes = unsentApproval(row);
  return yes && `${inFull(yes.asks)} ${doneTexts(language).notDoneYet(yes.answer)}`;
}

/**
 * Returns the text with what was done, or what would be where the app may not, unless it says that
 * already.
 */
export function withDone(given: string, row: DoneRow, language: Language): string {
  const text = notDenied(given, row, language);
  const done = saysAlready(text, row) ? undefined : whatWasDone(row, language);
  if (done !== undefined) return `${inFull(text)} ${done}`;
  const { wouldPropose } = row;
  return wouldPropose === undefined || text.includes(wouldPropose)
    ? text
    : `${inFull(text)} ${doneTexts(language).proposedBefore({ proposal: wouldPropose })}`;
}

/**
 * Returns the ticket text as its row has it: a run that knows nothing of an earlier command does
 * not deny it.
 */
export function asDone(given: TicketText, row: DoneRow): TicketText {
  const { language } = given;
  const tried = notDenied(given.tried, row, language);
  const ticketText = tried === given.tried ? given : { ...given, tried };
  if (saysAlready(ticketText.tried, row)) return ticketText;
  const no = noText(row, language);
  if (no !== undefined) return { ...ticketText, tried: `${ticketText.tried} ${no}` };
  const yes = unsentApproval(row);
  const done = yes && isGivenUp(ticketText, row) ? givenUpText(yes, ticketText, language) : whatWasDone(row, language);
  if (done === undefined) return ticketText;
  const rest = ticketText.untouched ? ticketText.cannot : ticketText.tried;
  return { ...ticketText, tried: rest === undefined ? done : `${done} ${rest}`, done };
}

/** Returns whether the ticket text, of a run that decided, gives up what a person approved. */
export function isGivenUp({ undecided }: TicketText, row: DoneRow): boolean {
  const yes = unsentApproval(row);
  return yes !== undefined && yes.became?.what !== 'not-done' && !undecided;
}

/**
 * A run that writes a ticket has given up what was approved; where it says why, it says what as
 * well.
 */
function givenUpText({ asks, answer }: Yes, { untouched }: TicketText, language: Language): string {
  const notDone = doneTexts(language).notDone(answer);
  return untouched ? `${inFull(asks)} ${notDone}` : notDone;
}

/** What a run says that knows of no earlier command: nothing, but for that one. */
function notDenied(text: string, row: DoneRow, language: Language): string {
  return actionOf(row) ? doneTexts(language).nothingMore({ text }) : text;
}

/** Whatever language the customer had when it was written. */
function saysAlready(text: string, row: DoneRow): boolean {
  const action = actionOf(row);
  const yes = unsentApproval(row);
  const { answer } = row.approval ?? {};
  return languages.some((language) => {
    const texts = doneTexts(language);
    if (action) return text.includes(texts.sent(action));
    if (yes) return text.includes(texts.approvedBy(yes.answer));
    return answer?.approved === false && text.includes(texts.saidNo(answer));
  });
}

/**
 * A no is reported as well, by whichever run comes next: the one that received it may have failed
 * unexpectedly.
 */
function noText(row: Omit<DoneRow, 'state'>, language: Language): string | undefined {
  const { answer, asks = '' } = row.approval ?? {};
  if (answer?.approved !== false || actionOf(row)) return undefined;
  const texts = doneTexts(language);
  return `${texts.proposed({ asks: inFull(asks) })} ${texts.saidNo(answer)}`;
}

function resultText({ kind, found, result }: LastAction, state: DoneRow['state'], language: Language): string {
  const texts = doneTexts(language);
  if (found !== undefined) return found;
  if (state === 'remediating' && result === undefined) return texts.isVerified;
  return kind === 'worklet' ? texts.workletUnknown : texts.rebootUnknown;
}

function becameText({ answer, asks, became }: Yes, language: Language): string | undefined {
  if (!became) return undefined;
  const texts = doneTexts(language);
  const why = became.why === undefined ? undefined : reasonInSentence(became.why);
  if (became.what === 'not-done')
    return `${inFull(asks)} ${why === undefined ? texts.notDone(answer) : texts.notDoneBecause({ ...answer, why })}`;
  const waits = why === undefined ? texts.notDoneYet(answer) : texts.notDoneYetBecause({ ...answer, why });
  const until = became.until === undefined ? '' : ` ${texts.triedAgain({ until: became.until })}`;
  return `${inFull(asks)} ${waits}${until}`;
}

function inFull(text: string): string {
  return text.endsWith('.') ? text : `${text}.`;
}
