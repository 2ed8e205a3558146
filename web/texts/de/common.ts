import type { common as en } from '../en/common.ts';

/** The German texts of the frame. */
export const common: typeof en = {
  product: 'RMM Remediation',
  skip: 'Zum Inhalt',
  views: {
    now: 'Jetzt',
    history: 'Verlauf',
    report: 'Bericht',
    backtest: 'Rückrechnung',
    reference: 'API',
  },
  navigation: 'Ansichten',
  notFound: 'Diese Seite gibt es nicht.',
  toNow: 'Zu „Jetzt“',
  loading: 'Wird geladen …',
  retry: 'Erneut versuchen',
  cancel: 'Zurück',
  close: 'Schließen',
  customer: 'Kunde',
  allCustomers: 'Alle Kunden',
  customerNumber: (id) => `Kunde ${id}`,
  device: 'Gerät',
  unknown: 'unbekannt',
  none: 'keine',
  previous: 'Zurück',
  next: 'Weiter',
  range: (from, to, all) => `${from}–${to} von ${all}`,
  playbook: (name) => (name === '' || name === 'none' ? 'Kein Playbook' : sentence(name)),
  connection: {
    live: 'Verbunden',
    liveHint: (ago) => `Letzte Antwort der App: ${ago}`,
    connecting: 'Verbindet',
    offline: 'Getrennt',
    offlineBanner: (since) =>
      `Seit ${since} keine Antwort der App. Zu sehen ist der Stand von damals; die Seite versucht es weiter.`,
    neverReached: 'Die App antwortet nicht. Die Seite versucht es weiter.',
  },
  failure: {
    offline: 'Die App hat nicht geantwortet. Verbindung prüfen und erneut versuchen.',
    unauthorized:
      'Die App nimmt diesen Schlüssel nicht an, oder niemand ist angemeldet. Schlüssel prüfen; anmelden, wenn Ihre Installation es verlangt.',
    forbidden: (detail) => detail || 'Die App lehnt das ab. Melden Sie sich an, oder lassen Sie sich die Rolle geben.',
    missing: (detail) => detail || 'Das hat die App nicht.',
    other: (status, title, detail) => `${title || `Fehler ${status}`}${detail ? `: ${detail}` : ''}`,
    page: (message) => `Fehler dieser Seite: ${message}`,
  },
  key: {
    title: 'Dashboard öffnen',
    why: 'Die App verlangt einen Funktionsschlüssel. Er bleibt nur in dieser Seite und ist weg, sobald sie geschlossen oder neu geladen wird.',
    label: 'Funktionsschlüssel',
    where: 'Azure-Portal → Funktions-App → App-Schlüssel → default.',
    signInWhy: 'Verlangt Ihre Installation eine Anmeldung?',
    signIn: 'Zuerst anmelden',
    name: 'Ihr Name',
    nameWhy: 'Steht bei Ihren Antworten und in Tickets. Ein Schlüssel weist niemanden aus.',
    open: 'Öffnen',
    checking: 'Wird geprüft …',
  },
  kill: {
    on: 'Notschalter ist an',
    off: 'Notschalter ist aus',
    unknown: 'Notschalter: nicht bekannt',
    stop: 'Alle Änderungen stoppen',
    allow: 'Änderungen wieder erlauben',
    banner: (since, by) => `Notschalter an seit ${since}${by ? `, gesetzt von ${by}` : ''}.`,
    bannerMeaning: 'Nach außen wird nichts geändert: kein Ticket, Kommentar, Alarm oder Befehl.',
    whatStop:
      'Ab dem nächsten Schreibvorgang wird nach außen nichts mehr geändert: kein Ticket, Kommentar oder Alarm, kein Befehl an ein Gerät. Höchstens die eine Anfrage, die schon unterwegs ist, kommt noch an. Alarme werden weiter abgerufen und geprüft.',
    whatAllow:
      'Die Arbeit geht mit einer neuen Prüfung weiter; was inzwischen freigegeben wurde, geschieht einmal, wenn das Gerät noch denselben Befund zeigt.',
    reason: 'Grund',
    reasonStop: 'Für alle, die den Schalter so vorfinden',
    reasonAllow: 'Warum es wieder sicher ist',
    confirmStop: 'Ich will alle Änderungen stoppen, für alle Kunden',
    confirmAllow: 'Ich will Änderungen wieder zulassen, für alle Kunden',
    name: 'Ihr Name',
    changed: 'Jemand anderes hat den Notschalter inzwischen gesetzt. Erst seinen Stand lesen, dann neu entscheiden.',
  },
};

function sentence(name: string): string {
  const words = name.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
