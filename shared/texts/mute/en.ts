import { utc } from '../../domain/time/utc.ts';

/** Returns a clause as a sentence of its own. */
export function sentence(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;
}

/** What a mute is, and until when. Times are epoch ms. */
interface Held {
  readonly by: string;
  readonly until: number;
  readonly reason: string;
}

/**
 * What mutes hold up. Times are epoch ms; `heldUp`, `asking` and `unreadable` are clauses without a
 * full stop, the others whole sentences.
 */
export const en = {
  heldUp: ({ by, until, reason, deed }: Held & { deed: string }): string =>
    `muted by ${by} until ${utc(until)} (${reason}): the app may not ${deed} now`,
  asking: ({ by, until, reason }: Held): string => `muted by ${by} until ${utc(until)} (${reason}): nobody was asked`,
  unreadable: ({ deed }: { deed: string }): string =>
    `a mute in the table mutes cannot be read, and whether it is about this device is not known: the app may not ${deed} now`,
  /** An alert that is listed and left alone. */
  leftAlone: ({ by, until, reason }: Held): string =>
    `Muted by ${by} until ${utc(until)}: ${reason}. Nothing is opened, asked or sent until then; what is still open then is checked again.`,
  /** The end of a run that met a mute; `message` is one of the clauses above. */
  ended: ({ message }: { message: string }): string =>
    `${sentence(message)} Nothing is opened, asked or sent until the mute ends; what is still open then is checked again.`,
  endedUnread: ({ message }: { message: string }): string =>
    `${sentence(message)} It is tried again, and can succeed only once that row is corrected.`,
  /** For people who are notified of it. */
  made: ({ whom, by, since, until, reason }: Held & { whom: string; since: number }): string =>
    `${whom} is muted from ${utc(since)} until ${utc(until)} by ${by}: ${reason}.`,
  /** For a ticket, about a mute that held something up. */
  was: ({ by, since, until, reason }: Held & { since: number }): string =>
    `Muted from ${utc(since)} until ${utc(until)} by ${by}: ${reason}.`,
  wasEnded: (mute: Omit<Held, 'until'> & { since: number; endedAt: number; endedBy: string }): string =>
    `Muted from ${utc(mute.since)} until ${utc(mute.endedAt)} by ${mute.by} (ended by ${mute.endedBy}): ${mute.reason}.`,
};
