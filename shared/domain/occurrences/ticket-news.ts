import { doneTexts } from '../../texts/done/index.ts';
import type { Language } from '../../texts/language.ts';
import type { TicketText } from '../tickets/ticket-text.ts';
import type { Condition } from './condition.ts';
import { ticketMarker } from './keys.ts';
import { actionOf, isGivenUp, unsentYes, whatWasDone } from './what-was-done.ts';

/** One thing that a ticket must tell, and the key under which the row remembers that it does. */
interface News {
  readonly key: string;
  /** Whole sentences. */
  readonly text: string;
}

/** What the ticket of a row, or the one it would have, does not report yet; nothing while a person's end of it is respected. */
export function untold(row: Condition, language: Language): readonly News[] {
  if (row.ticket?.hold && row.ticket.ticketId === row.ticketId) return [];
  const { toldInTicket = [] } = row;
  return [doneNews(row, language), goneNews(row, language)].flatMap((one) =>
    one && !toldInTicket.includes(one.key) ? [one] : [],
  );
}

/** The comment that tells it. */
export function newsComment(row: Condition, news: readonly News[], language: Language): string {
  const told = news.map(({ text }) => text).join(' ');
  return doneTexts(language).news({ marker: ticketMarker(row, row.ticketNumber), told });
}

/** The row once its ticket tells what `ticketText`, told as `asDone` does, says was done. */
export function reportedByTicketText(row: Condition, ticketText: TicketText): Condition {
  const key = keyOfDone(row, isGivenUp(ticketText, row));
  return key === undefined ? row : withTold(row, [key]);
}

/** The row once its ticket tells these. */
export function withTold(row: Condition, keys: readonly string[]): Condition {
  const { toldInTicket = [] } = row;
  const fresh = keys.filter((key) => !toldInTicket.includes(key));
  return fresh.length === 0 ? row : { ...row, toldInTicket: [...toldInTicket, ...fresh] };
}

function doneNews(row: Condition, language: Language): News | undefined {
  const key = keyOfDone(row, false);
  const text = whatWasDone(row, language);
  return key === undefined || text === undefined ? undefined : { key, text };
}

/** A ticket that takes the place of another has a number of its own, and is told again. */
function keyOfDone(row: Condition, isGivenUpNow: boolean): string | undefined {
  const action = actionOf(row);
  if (action) return `${row.ticketNumber}.sent.${action.approval}.${action.result ?? 'open'}`;
  const yes = unsentYes(row);
  const became = isGivenUpNow ? 'not-done' : yes?.became?.what;
  return yes && became && `${row.ticketNumber}.yes.${yes.number}.${became}`;
}

function goneNews({ deviceGone, ticketNumber, agentId, customerId }: Condition, language: Language): News | undefined {
  if (!deviceGone) return undefined;
  const texts = doneTexts(language);
  const text = agentId === undefined ? texts.customerGone({ customerId }) : texts.agentGone({ agentId });
  return { key: `${ticketNumber}.gone`, text };
}
