import type { en } from './en.ts';

/** As `en`. */
export const de: typeof en = {
  raised: 'Ausgelöst, nach dem Datum von Atera.',
  seen: 'Zum ersten Mal bei einer Abfrage gelistet.',
  leftAlone: ({ why }) => `Nicht übernommen. ${why}`,
  takenUp: ({ runId }) => `Übernommen von ${runId}.`,
  joined: ({ runId }) => `Zu ${runId} hinzugekommen, das ein anderer Alarm eröffnet hatte.`,
  joinedByOther: ({ alertId }) => `Alarm ${alertId} zum selben Problem ist hinzugekommen.`,
  inspected: ({ count }) =>
    count === 1
      ? 'Das Gerät wurde einmal geprüft.'
      : `Das Gerät wurde ${count} Mal geprüft; dies war die letzte Prüfung.`,
  asked: ({ asks }) => `Rückfrage gestellt: ${asks}`,
  approved: ({ by }) => `${by} hat zugestimmt.`,
  rejected: ({ by }) => `${by} hat abgelehnt.`,
  sent: {
    worklet: 'Das Worklet wurde an das Gerät gesendet.',
    reboot: 'Der Neustart wurde an das Gerät gesendet.',
  },
  reported: {
    ticket: ({ ticketId }) => `Ticket ${ticketId} wurde eröffnet.`,
    comment: ({ ticketId }) => `Ticket ${ticketId} wurde kommentiert.`,
    adopting: ({ ticketId }) => `Das vorhandene Ticket ${ticketId} wurde kommentiert.`,
    reopening: ({ ticketId }) => `Ticket ${ticketId} wurde wieder geöffnet.`,
    closing: ({ ticketId }) => `Das Ende des Problems wurde in Ticket ${ticketId} vermerkt.`,
  },
  numberUnknown: '(Nummer nicht bekannt)',
  begun: ({ what }) => `${what} Dies wurde begonnen; ob es angekommen ist, ist nicht bekannt.`,
  resolvedByApp: 'Die App hat den Alarm gelöst.',
  endedInAtera: 'Laut Atera ist der Alarm beendet. Wer oder was ihn beendet hat, ist nicht bekannt.',
  unlisted:
    'Keine Liste von Atera nennt den Alarm mehr, und nichts überwacht ihn: Mehr ist über sein Ende nicht bekannt.',
  endedUnknown: 'Der Alarm ist beendet. Wie das bekannt wurde, ist nicht aufgezeichnet.',
  ended: {
    fixed: 'Beendet: Der Befehl hat nachweislich geholfen.',
    recovered: 'Beendet, ohne dass ein Befehl der App nachweislich geholfen hat.',
    left: 'Die App hat es auf sich beruhen lassen.',
    unknown: 'Beendet. Auf welche Weise, ist nicht aufgezeichnet.',
  },

  missing: {
    rule: 'Nach welcher Regel der Alarm erkannt wurde, ist nicht aufgezeichnet.',
    trail: 'Entscheidungen und Rückfragen sind nicht aufgezeichnet, oder die Aufzeichnung ist nicht lesbar.',
    leftOut: ({ count }) => `${count} frühere Ereignisse sind nicht mehr aufbewahrt.`,
    effects: ({ days }) =>
      `Was an das Gerät gesendet und in Tickets geschrieben wurde, wird nur ${days} Tage aufbewahrt.`,
    unreadable: ({ count }) =>
      `${count} Aufzeichnungen über Gesendetes oder Geschriebenes sind nicht lesbar: Es kann mehr geschehen sein, als hier steht.`,
  },
};
