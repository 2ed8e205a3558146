import type { en } from './en.ts';

/** As `en`. */
export const de: typeof en = {
  kinds: {
    'approval-needed': 'Antwort nötig',
    'approval-expired': 'Frage nicht rechtzeitig beantwortet',
    'ticket-opened': 'Ticket eröffnet',
    'action-done': 'Aktion ausgeführt',
    'action-failed': 'Aktion ohne nachgewiesenen Erfolg',
    'site-incident': 'Standortausfall',
    'vendor-suspected': 'Störung beim Hersteller vermutet',
    'app-unhealthy': 'RMM Remediation braucht Aufmerksamkeit',
    'policy-changed': 'Richtlinie geändert',
    'kill-switch-changed': 'Notschalter umgestellt',
    'mute-created': 'Stummschaltung angelegt',
    'daily-summary': 'Tagesübersicht',
  },
  ended: {
    'vendor-suspected': 'Störung beim Hersteller nicht mehr vermutet',
    'app-unhealthy': 'RMM Remediation arbeitet wieder normal',
  },
  toDo: {
    'approval-needed': 'Bitte freigeben oder ablehnen. Bis dahin wird die Aktion nicht ausgeführt.',
    'approval-expired': 'Die Frage kann nicht mehr beantwortet werden; die Aktion wurde nicht ausgeführt.',
    'action-failed': 'Bitte das Gerät untersuchen, bevor etwas erneut versucht wird.',
    'site-incident': 'Bitte zuerst Strom, Internetanschluss und Firewall des Standorts prüfen.',
    'vendor-suspected': 'Bitte die Statusseite des Herstellers prüfen, bevor jemand zu einem Standort fährt.',
    'app-unhealthy': 'Siehe „Zustand“ im Dashboard; docs/troubleshooting.md beschreibt, was zu tun ist.',
    'policy-changed':
      'Wenn das niemand von Ihnen war, ziehen Sie die Änderung auf der Seite „Richtlinie“ des Dashboards zurück oder holen Sie dort die vorige Version zurück.',
    'kill-switch-changed': 'Wenn das niemand von Ihnen war, stellen Sie den Notschalter im Dashboard wieder richtig.',
    'mute-created':
      'Wenn das niemand von Ihnen war, beenden Sie die Stummschaltung auf der Seite „Stummschaltungen“ des Dashboards.',
  },
  answerUntil: ({ until }) => `Die Frage kann bis ${until} beantwortet werden.`,
  playbook: 'Playbook',
  priority: 'Priorität',
  ticket: 'Ticket',
  when: 'Wann',
  priorities: { Low: 'Niedrig', Medium: 'Mittel', High: 'Hoch', Critical: 'Kritisch' },
  answer: 'Beantworten',
  answerAbout: ({ about }) => `Beantworten: ${about}`,
  answerInDashboard: 'Im Dashboard beantworten',
  openDashboard: 'Im Dashboard öffnen',
  openInDashboardAbout: ({ about }) => `Öffnen: ${about}`,
  noLinks: 'Zum Beantworten das Dashboard öffnen.',
  sameMessage: ({ id }) => `Nachricht ${id}`,

  digestHeading: ({ count, questions }) =>
    questions === 0
      ? `${count} Ereignisse in einer Nachricht`
      : `${count} Ereignisse in einer Nachricht, ${questions === 1 ? '1 Antwort nötig' : `${questions} Antworten nötig`}`,
  digestSpan: ({ from, to }) => (from === to ? `Alles um ${from}.` : `Von ${from} bis ${to}.`),
  questionsTitle: 'Antworten nötig',
  namedTitle: 'Die wichtigsten',
  othersTitle: 'Die wichtigsten der übrigen',
  countsTitle: 'Alles, was geschah',
  moreLines: ({ count }) => `… und ${count} weitere.`,
  moreCounts: ({ count, lines }) => `… und ${count} weitere Ereignisse in ${lines} weiteren Zeilen.`,

  summarySpan: ({ from, to }) => `Von ${from} bis ${to}.`,
  figuresTitle: 'In Zahlen',
  figures: {
    alertsSeen: 'Alarme gesehen',
    takenUp: 'Übernommen',
    recovered: 'Von selbst behoben',
    fixed: 'Behoben und geprüft',
    ticketsOpened: 'Mit Ticket',
    failed: 'Nicht zu Ende gebracht',
  },
  noFigures: 'Die Zahlen dieser Zeit sind nicht bekannt: Sie konnten nicht gelesen werden.',
  openQuestionsTitle: ({ count }) => `Offene Fragen: ${count}`,
  noQuestions: 'Keine Frage ist offen.',
  heldTitle: 'Tickets, die jemand beendet hat, während das Problem noch bestand',
  heldLine: ({ what, until }) =>
    until === '' ? what : `${what}: bleibt bis ${until} unberührt, außer das Problem wird behoben oder schlimmer`,
  mutesTitle: 'Stummschaltungen',
  muteLine: ({ what, from, until }) => `${what}, ${from} bis ${until}`,
  muteBy: ({ line, by }) => `${line}, von ${by}`,
  warningsTitle: 'Warnungen der Zustandsprüfung',

  customerNumber: ({ id }) => `Kunde ${id}`,
  testHeading: 'Testnachricht von RMM Remediation',
  testText: 'Dieser Kanal empfängt Nachrichten. Es ist nichts geschehen, und es ist nichts zu tun.',
};
