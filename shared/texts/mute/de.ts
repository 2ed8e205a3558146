import { utc } from '../../domain/time/utc.ts';
import { type en, sentence } from './en.ts';

/** As `en`. */
export const de: typeof en = {
  heldUp: ({ by, until, reason, deed }) =>
    `stummgeschaltet von ${by} bis ${utc(until)} (${reason}): Das hindert die App daran, ${deed}`,
  asking: ({ by, until, reason }) =>
    `stummgeschaltet von ${by} bis ${utc(until)} (${reason}): Es wurde niemand gefragt`,
  unreadable: ({ deed }) =>
    `eine Stummschaltung in der Tabelle mutes ist nicht lesbar, und ob sie dieses Gerät betrifft, ist nicht bekannt: Das hindert die App daran, ${deed}`,
  leftAlone: ({ by, until, reason }) =>
    `Stummgeschaltet von ${by} bis ${utc(until)}: ${reason}. Bis dahin wird nichts eröffnet, gefragt oder gesendet; was dann noch offen ist, wird neu geprüft.`,
  ended: ({ message }) =>
    `${sentence(message)} Bis die Stummschaltung endet, wird nichts eröffnet, gefragt oder gesendet; was dann noch offen ist, wird neu geprüft.`,
  endedUnread: ({ message }) =>
    `${sentence(message)} Es wird wieder versucht und gelingt erst, wenn diese Zeile berichtigt ist.`,
  made: ({ whom, by, since, until, reason }) =>
    `${whom} ist von ${utc(since)} bis ${utc(until)} stummgeschaltet, durch ${by}: ${reason}.`,
  was: ({ by, since, until, reason }) => `Stummgeschaltet von ${utc(since)} bis ${utc(until)} durch ${by}: ${reason}.`,
  wasEnded: ({ by, since, endedAt, endedBy, reason }) =>
    `Stummgeschaltet von ${utc(since)} bis ${utc(endedAt)} durch ${by} (beendet von ${endedBy}): ${reason}.`,
};
