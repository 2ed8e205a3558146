import { doneTexts } from '../../texts/done/index.ts';
import type { Language } from '../../texts/language.ts';
import type { OccurrenceOf, TicketText } from '../tickets/ticket-text.ts';
import type { Condition } from './condition.ts';
import { ticketMarker } from './keys.ts';
import { actionOf, isGivenUp, unsentApproval, whatWasDone } from './what-was-done.ts';

/** One thing that a ticket must report, and the key under which the row remembers that it does. */
interface TicketNote {
  readonly key: string;
  /** Whole sentences. */
  readonly text: string;
}

/**
 * Returns what the ticket of a row, or the one it would have, does not report yet; nothing while a
 * person's end of it is respected.
 */
export function unreported(row: Condition, language: Language): readonly TicketNote[] {
  if (row.ticket?.hold && row.ticket.ticketId === row.ticketId) return [];
  const { notedInTicket = [] } = row;
  return [doneNote(row, language), goneNote(row, language)].flatMap((one) =>
    one && !notedInTicket.includes(one.key) ? [one] : [],
  );
}

/** Returns the comment that reports these notes. */
export function notesComment(row: Condition, notes: readonly TicketNote[], language: Language): string {
  const reported = notes.map(({ text }) => text).join(' ');
  return doneTexts(language).notes({ marker: ticketMarker(row, row.ticketNumber), reported });
}

/**
 * Returns the row once its ticket reports what `ticketText`, worded as by `asDone`, says was done,
 * the mute that held it up, and the other devices that it names.
 */
export function reportedByTicketText(row: Condition, ticketText: TicketText): Condition {
  const key = keyOfDone(row, isGivenUp(ticketText, row));
  const others = (ticketText.alsoReports ?? []).map((other) => keyOfOther(row, other));
  const muted = keyOfMute(row);
  return withNoted(
    row,
    [key, muted, ...others].filter((one) => one !== undefined),
  );
}

/** Returns the key under which the row remembers that its ticket names the mute that held it up. */
export function keyOfMute({ mute, ticketNumber }: Condition): string | undefined {
  return mute === undefined ? undefined : `${ticketNumber}.muted.${mute}`;
}

/** Returns whether the row's ticket reports this occurrence of another device as well. */
export function reportsAlso(row: Condition, other: OccurrenceOf): boolean {
  return row.notedInTicket?.includes(keyOfOther(row, other)) ?? false;
}

function keyOfOther({ ticketNumber }: Condition, { deviceKey, occurrence }: OccurrenceOf): string {
  return `${ticketNumber}.with.${deviceKey}.${occurrence}`;
}

/** Returns the row once its ticket reports these. */
export function withNoted(row: Condition, keys: readonly string[]): Condition {
  const { notedInTicket = [] } = row;
  const fresh = keys.filter((key) => !notedInTicket.includes(key));
  return fresh.length === 0 ? row : { ...row, notedInTicket: [...notedInTicket, ...fresh] };
}

function doneNote(row: Condition, language: Language): TicketNote | undefined {
  const key = keyOfDone(row, false);
  const text = whatWasDone(row, language);
  return key === undefined || text === undefined ? undefined : { key, text };
}

/** A ticket that takes the place of another has a number of its own, and reports it again. */
function keyOfDone(row: Condition, isGivenUpNow: boolean): string | undefined {
  const action = actionOf(row);
  if (action) return `${row.ticketNumber}.sent.${action.approval}.${action.result ?? 'open'}`;
  const yes = unsentApproval(row);
  const became = isGivenUpNow ? 'not-done' : yes?.became?.what;
  return yes && became && `${row.ticketNumber}.yes.${yes.number}.${became}`;
}

function goneNote(
  { deviceGone, ticketNumber, agentId, customerId }: Condition,
  language: Language,
): TicketNote | undefined {
  if (!deviceGone) return undefined;
  const texts = doneTexts(language);
  const text = agentId === undefined ? texts.customerGone({ customerId }) : texts.agentGone({ agentId });
  return { key: `${ticketNumber}.gone`, text };
}
