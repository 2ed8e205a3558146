import type { Condition } from '../../../shared/domain/occurrences/condition.ts';
import { keyOfMute } from '../../../shared/domain/occurrences/ticket-notes.ts';
import type { TicketText } from '../../../shared/domain/tickets/ticket-text.ts';
import { muteTexts } from '../../../shared/texts/mute/index.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import type { MayActDeps } from '../effects/may-act.ts';

type Deps = Pick<ActivityDeps, 'mutes'> & Pick<MayActDeps, 'language'>;

/**
 * Returns what a ticket does not say yet of the mute that held its condition up, as a whole
 * sentence with the end that it really had. Reads one row, and only where there is something to add.
 */
export async function muteNote({ mutes, language }: Deps, row: Condition): Promise<string | undefined> {
  const key = keyOfMute(row);
  if (row.mute === undefined || key === undefined || row.notedInTicket?.includes(key)) return undefined;
  // One that is gone, or cannot be read, is not worth the ticket.
  const mute = await mutes.get(row.mute).catch(() => undefined);
  if (!mute) return undefined;
  const { by, from: since, until, reason, ended } = mute;
  const texts = muteTexts(language);
  return ended && ended.at < until
    ? texts.wasEnded({ by, since, endedAt: ended.at, endedBy: ended.by, reason })
    : texts.was({ by, since, until, reason });
}

/** Returns the ticket text with that sentence, where there is one. */
export async function withMuteNote(deps: Deps, ticketText: TicketText, row: Condition): Promise<TicketText> {
  const muted = await muteNote(deps, row);
  return muted === undefined ? ticketText : { ...ticketText, muted };
}
