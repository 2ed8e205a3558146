import type { Approval } from '../approvals/approval.ts';
import { reasonInSentence } from '../text/in-sentence.ts';
import { type TicketText, utc } from '../tickets/ticket-text.ts';
import type { Condition } from './condition.ts';
import type { LastAction } from './last-action.ts';

/** What of a row tells what was done. */
export type DoneRow = Pick<Condition, 'state' | 'occurrence' | 'lastAction' | 'approval' | 'wouldPropose'>;

/** A question that was answered with a yes. */
type Yes = Approval & { readonly answer: NonNullable<Approval['answer']> };

/** The command of the occurrence that is on, if any. One of an earlier occurrence is none of its own. */
export function actionOf({ occurrence, lastAction }: Omit<DoneRow, 'state' | 'approval'>): LastAction | undefined {
  return lastAction?.occurrence === occurrence ? lastAction : undefined;
}

/** The yes of a person to a command that has not been sent. */
export function unsentYes(row: Omit<DoneRow, 'state'>): Yes | undefined {
  const { approval } = row;
  if (!approval?.answer?.approved || actionOf(row)?.approval === approval.number) return undefined;
  return { ...approval, answer: approval.answer };
}

/** `Approved by Ada, sent 2026-03-02 08:00 UTC.`, and what is not known of it. A text that holds it tells of this command. */
export function sentText({ by, at, state }: Pick<LastAction, 'by' | 'at' | 'state'>): string {
  const unclear = state === 'sent' ? '' : ' Whether Automox took it is not known; it is not sent again.';
  return `Approved by ${by}, sent ${utc(at)}.${unclear}`;
}

/** What was done to the device, or became of a person's yes, in whole sentences; undefined when nothing was approved. */
export function whatWasDone(row: DoneRow): string | undefined {
  const action = actionOf(row);
  if (action) return `${inFull(action.text)} ${sentText(action)} ${resultText(action, row.state)}`;
  const yes = unsentYes(row);
  return yes ? becameText(yes) : noText(row);
}

/** The text with what was done, or what would be where the app may not, unless it tells that already. */
export function withDone(given: string, row: DoneRow): string {
  const text = notDenied(given, row);
  const done = tellsAlready(text, row) ? undefined : whatWasDone(row);
  if (done !== undefined) return `${inFull(text)} ${done}`;
  const { wouldPropose } = row;
  return wouldPropose === undefined || text.includes(wouldPropose)
    ? text
    : `${inFull(text)} Proposed before: ${wouldPropose}`;
}

/** The ticket text as its row has it: a run that knows nothing of an earlier command does not deny it. */
export function asDone(given: TicketText, row: DoneRow): TicketText {
  const tried = notDenied(given.tried, row);
  const ticketText = tried === given.tried ? given : { ...given, tried };
  if (tellsAlready(ticketText.tried, row)) return ticketText;
  const no = noText(row);
  if (no !== undefined) return { ...ticketText, tried: `${ticketText.tried} ${no}` };
  const yes = unsentYes(row);
  const done = yes && isGivenUp(ticketText, row) ? givenUpText(yes, ticketText) : whatWasDone(row);
  if (done === undefined) return ticketText;
  const rest = ticketText.untouched ? ticketText.cannot : ticketText.tried;
  return { ...ticketText, tried: rest === undefined ? done : `${done} ${rest}`, done };
}

/** Whether the ticket text, of a run that decided, gives up what a person approved. */
export function isGivenUp({ undecided }: TicketText, row: DoneRow): boolean {
  const yes = unsentYes(row);
  return yes !== undefined && yes.became?.what !== 'not-done' && !undecided;
}

/** A run that writes a ticket has given up what was approved; where it says why, it says what as well. */
function givenUpText({ asks, answer: { by, at } }: Yes, { untouched }: TicketText): string {
  const what = untouched ? `${inFull(asks)} ` : '';
  return `${what}Approved by ${by} ${utc(at)}; it was not done.`;
}

/** What a run says that knows of no earlier command: nothing, but for that one. */
function notDenied(text: string, row: DoneRow): string {
  return actionOf(row) ? text.replaceAll(/\b(nothing) (was (?:done|changed))\b/gi, '$1 more $2') : text;
}

function tellsAlready(text: string, row: DoneRow): boolean {
  const action = actionOf(row);
  if (action) return text.includes(`Approved by ${action.by}, sent ${utc(action.at)}.`);
  const yes = unsentYes(row);
  if (yes) return text.includes(`Approved by ${yes.answer.by}`);
  const { answer } = row.approval ?? {};
  return answer?.approved === false && text.includes(`${answer.by} said no`);
}

/** A no is reported as well, by whichever run comes next: the one that received it may have failed unexpectedly. */
function noText(row: Omit<DoneRow, 'state'>): string | undefined {
  const { answer, asks = '' } = row.approval ?? {};
  if (answer?.approved !== false || actionOf(row)) return undefined;
  return `Proposed: ${inFull(asks)} ${answer.by} said no: ${answer.reason ?? 'no reason given'}.`;
}

function resultText({ kind, found, result }: LastAction, state: DoneRow['state']): string {
  if (found !== undefined) return found;
  if (state === 'remediating' && result === undefined) return 'Its result is being verified.';
  return kind === 'worklet' ? 'Whether it helped is not known.' : 'Whether the device rebooted is not known.';
}

function becameText({ answer: { by, at }, asks, became }: Yes): string | undefined {
  if (!became) return undefined;
  const why = became.why === undefined ? '.' : `: ${reasonInSentence(became.why)}.`;
  const what = `${inFull(asks)} Approved by ${by} ${utc(at)}`;
  if (became.what === 'not-done')
    return became.why === undefined ? `${what}; it was not done.` : `${what}, but it was not done${why}`;
  const until = became.until === undefined ? '' : ` It is tried again, until ${utc(became.until)}.`;
  return `${what}; it is not done yet${why}${until}`;
}

function inFull(text: string): string {
  return text.endsWith('.') ? text : `${text}.`;
}
