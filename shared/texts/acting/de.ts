import type { en } from './en.ts';

/** As `en`. */
export const de: typeof en = {
  deeds: {
    'write a ticket': 'ein Ticket zu schreiben',
    'open a ticket': 'ein Ticket zu eröffnen',
    'reopen a ticket': 'ein Ticket wieder zu öffnen',
    'comment a ticket': 'ein Ticket zu kommentieren',
    'close a ticket': 'ein Ticket zu schließen',
    'create a contact': 'einen Kontakt anzulegen',
    'resolve an alert': 'einen Alarm auf gelöst zu setzen',
    'send a command to a device': 'einen Befehl an ein Gerät zu senden',
  },
  modeForbids: ({ mode, deed }) => `Der Modus ${mode} erlaubt der App nicht, ${deed}`,
  killSwitchOn: ({ reason, deed }) => `Der Notschalter ist an (${reason}): Er hindert die App daran, ${deed}`,
  policyStopped: ({ why, deed }) => `${why}. Das hindert die App daran, ${deed}`,
  policyChanged: 'Die Richtlinie wurde gerade geändert, und nach der vorigen wird nichts mehr gesendet',
  notApproved: 'Für das, was jetzt gelesen wird, hat niemand diesen Befehl freigegeben',
  contactArchived: ({ email }) =>
    `der Kontakt ${email} dieses Kunden ist in Atera archiviert, und für ihn eröffnet Atera keine Tickets: Er muss dort aus dem Archiv geholt oder in der Richtlinie (contacts) durch einen anderen ersetzt werden`,
  noCustomer: 'der Alarm nennt keinen Kunden, und Atera eröffnet Tickets nur für einen Kunden',
};
