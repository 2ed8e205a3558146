import { utc } from '../../domain/time/utc.ts';
import { numberText } from '../numbers.ts';
import type { en } from './en.ts';

/** As `en`: main clauses for after a semicolon or in brackets. */
export const de: typeof en = {
  ended: {
    closed: ({ ticketId, at }) => `Ticket ${ticketId} wurde am ${utc(at)} von jemandem geschlossen`,
    deleted: ({ ticketId, at }) => `Ticket ${ticketId} wurde am ${utc(at)} von jemandem gelöscht`,
    merged: ({ ticketId, at }) =>
      `Ticket ${ticketId} wurde am ${utc(at)} von jemandem mit einem anderen Ticket zusammengeführt`,
  },
  endedAnd: ({ ended, why }) => `${ended}; ${why}`,
  heldStill: ({ ended, until, summary }) =>
    `${ended}, während das Problem noch bestand. Es wird nichts mehr geschrieben, bis das Problem behoben ist und erneut auftritt, bis es schlimmer wird oder bis ${utc(until)}. ${summary}`,
  severityNow: ({ severity }) => `der Alarm hat jetzt den Schweregrad ${severity}`,
  limitRaised: ({ limit }) => `es wurde ein Alarm mit einem Grenzwert von ${limit} % ausgelöst`,
  backAndAway: 'das Gerät war seitdem wieder da und ist erneut weg',
  fullIn: ({ days }) =>
    days === 1 ? 'das Laufwerk ist in 1 Tag voll' : `das Laufwerk ist in ${numberText(days, 'de', 1)} Tagen voll`,
  devicesAway: ({ count }) => `${count} Geräte sind jetzt weg`,
  stillAfter: ({ days }) => `das Problem besteht ${days <= 1 ? 'einen Tag' : `${days} Tage`} später noch`,
  statusNow: ({ status }) => (status ? `der Status ist jetzt ${status}` : 'der Status wird nicht gemeldet'),
  technicianChanged: 'der Techniker wurde geändert',
  titleChanged: 'der Titel wurde geändert',
  commentWritten: 'jemand hat einen Kommentar geschrieben',
  touchUnknown:
    'ob jemand daran gearbeitet hat, ist nicht bekannt, denn eine Aufzeichnung dessen, was die App geschrieben hat, ist nicht lesbar',
  mergedIntoOther: 'es wurde mit einem fremden Ticket zusammengeführt',
  openedByOther: 'jemand anderes hat es eröffnet',
  previousOfFormer: ({ ticketId, customerId }) =>
    `Ticket ${ticketId} zum selben Problem wurde für den Kunden ${customerId} eröffnet, zu dem das Gerät damals gehörte`,
  previousMerged: ({ ticketId }) => `Ticket ${ticketId} zum selben Problem wurde mit einem anderen zusammengeführt`,
  previousClosed: ({ ticketId }) => `Ticket ${ticketId} zum selben Problem wurde geschlossen und bleibt es`,
};
