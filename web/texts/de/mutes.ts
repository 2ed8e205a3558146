import type { mutes as en } from '../en/mutes.ts';

/** As `en`. */
export const mutes: typeof en = {
  what: 'Was stummgeschaltet ist, wird weiter abgefragt, erkannt und festgehalten, aber nichts wird eröffnet, gefragt oder gesendet. Eine geplante Wartung ist eine Stummschaltung, die später beginnt. Jede endet, und was dann noch offen ist, wird neu geprüft.',
  made: (until) => `Stummgeschaltet bis ${until}.`,
  notKnown: 'Die letzte Liste der Geräte enthält es nicht; falls es ein Versehen ist, beenden Sie die Stummschaltung.',
  unreadable: (count) =>
    `${count === 1 ? 'Eine Zeile der Tabelle der Stummschaltungen ist nicht lesbar.' : `${count} Zeilen der Tabelle der Stummschaltungen sind nicht lesbar.`} Wen sie betreffen, ist nicht bekannt; bis sie berichtigt sind, wird keinem Gerät ein Befehl gesendet.`,
  button: 'Stummschalten',
  held: (until, by) => `Stummgeschaltet bis ${until} von ${by}`,
  form: {
    title: 'Stummschalten',
    whom: 'Geltungsbereich',
    device: 'Ein Gerät',
    customer: 'Einen ganzen Kunden',
    choose: 'Auswählen …',
    search: 'Gerät suchen',
    searchHint: 'Ein Teil seines Namens oder des Namens seines Kunden',
    found: (count) => (count === 1 ? 'Ein Gerät passt.' : `${count} Geräte passen.`),
    more: 'Es gibt mehr: Geben Sie mehr vom Namen ein.',
    what: 'Was',
    all: 'Alles',
    only: (condition) => `Nur ${condition}`,
    from: 'Von',
    fromHint: 'Leer: ab sofort',
    until: 'Bis',
    zone: (zone) => `Zeitzone ${zone}`,
    zoneElsewhere: (zone, here) => `Zeitzone ${zone}; bei Ihnen: ${here}`,
    noMoment: 'Kein gültiges Datum mit Uhrzeit',
    reason: 'Grund',
    reasonHint: 'Für alle, die die Stummschaltung finden; er steht auch in Tickets',
    name: 'Ihr Name',
    adminKey: 'Admin-Schlüssel',
    adminWhy: 'Der Hauptschlüssel der App; nur für diese eine Stummschaltung',
    adminNeeded:
      'Einen ganzen Kunden für über 72 Stunden stummzuschalten verlangt einen Administrator: Geben Sie den Hauptschlüssel ein, melden Sie sich als Administrator an oder kürzen Sie die Zeit.',
    means:
      'Höchstens 90 Tage. Ein Ticket, das schon offen ist, bekommt so lange keine Notizen; ist die Behebung bewiesen, wird es trotzdem geschlossen.',
    send: 'Stummschalten',
    sending: 'Wird gesendet …',
  },
  list: {
    'in-force': 'Jetzt stummgeschaltet',
    planned: 'Geplant',
    wholeCustomer: 'Ganzer Kunde',
    ended: 'In den letzten 30 Tagen beendet',
    none: {
      'in-force': 'Nichts ist stummgeschaltet.',
      planned: 'Nichts ist geplant.',
      ended: 'In den letzten 30 Tagen ist keine Stummschaltung zu Ende gegangen.',
    },
    span: (from, until) => `${from} – ${until}`,
    begins: (inTime) => `beginnt ${inTime}`,
    ends: (inTime) => `endet ${inTime}`,
    hasEnded: (ago) => `endete ${ago}`,
    by: 'von',
    endedBy: 'beendet von',
    end: 'Beenden',
  },
  end: {
    title: 'Diese Stummschaltung beenden',
    means:
      'Was sie aufgehalten hat, wird fällig und der Reihe nach neu geprüft. Eine Freigabe, die noch gilt, wird ausgeführt.',
    reason: 'Grund',
    confirm: 'Beenden',
  },
};
