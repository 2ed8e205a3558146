import { numberText } from '../../texts/numbers.ts';
import type { BacktestTexts } from './en.ts';

type Values = Readonly<Record<string, string | number>>;

const count = (n = 0, one: string, many: string) => `${numberText(n, 'de')} ${n === 1 ? one : many}`;

/** The same as `en`, in German. */
export const de: BacktestTexts = {
  title: 'Rückblick: Was die App getan hätte',
  period: ({ from, until, zone, source }: Values): string => `${from} bis ${until} (${zone}), gelesen aus ${source}`,
  headline: ({ alerts: n, tickets, instead, quiet, nights }: Record<string, number>): string =>
    `Es kamen ${count(n, 'Alarm', 'Alarme')}. Geschrieben oder wieder geöffnet: ${count(tickets, 'Ticket', 'Tickets')}, statt ${numberText(instead ?? 0, 'de')} bei einem für jeden Alarm, für den es ein Playbook gibt. Nächte ohne Ruf: ${quiet} von ${nights}.`,
  nothingTaken: ({ alerts: n }: { alerts: number }): string =>
    n === 0
      ? 'In diesem Zeitraum gibt es keine Alarme.'
      : `Es kamen ${count(n, 'Alarm', 'Alarme')}, und für keinen gibt es ein Playbook: Sehen Sie die Titel unten an und nennen Sie Ihre eigenen unter \`classification\` in der Richtlinie.`,
  figures: {
    alerts: 'Alarme',
    takenUp: 'davon mit einem Playbook',
    leftAlone: 'nicht bearbeitet',
    tickets: 'neue Tickets',
    siteTickets: 'davon für einen ganzen Standort',
    reopened: 'wieder geöffnete Tickets',
    questions: 'Fragen an einen Menschen',
    ticketsThen: 'Tickets, die damals geschrieben wurden, von wem auch immer',
    openNow: 'noch offen',
  },
  sections: {
    ends: 'Was aus den Alarmen geworden wäre',
    playbooks: 'Nach Playbook',
    customers: 'Nach Kunde',
    devices: 'Die lautesten Geräte',
    notTaken: 'Titel, für die es kein Playbook gibt',
    sites: 'Standorte, die als Ganzes weg waren',
    nights: 'Nächte',
    days: 'Nach Tag',
    hours: 'Alarme nach Stunde des Tages',
    notes: 'Wie weit diese Zahlen reichen',
  },
  columns: {
    alerts: 'Alarme',
    takenUp: 'Bearbeitet',
    tickets: 'Tickets',
    reopened: 'Wieder',
    questions: 'Fragen',
    playbook: 'Playbook',
    customer: 'Kunde',
    device: 'Gerät',
    title: 'Titel',
    reason: 'Warum',
    what: 'Was',
    since: 'Seit',
    until: 'Bis',
    quiet: 'Weg',
    night: 'Nacht vom',
    day: 'Tag',
  },
  verdicts: {
    'left-alone': 'nicht bearbeitet',
    'not-listed': 'vorbei, bevor eine Abfrage ihn gesehen hätte',
    passed: 'vorbei, bevor ein Mensch gebraucht wurde',
    'in-site-ticket': 'im einen Ticket seines Standorts',
    ticket: 'ein neues Ticket',
    reopened: 'das letzte Ticket wieder geöffnet',
    question: 'zuerst ein Mensch gefragt',
    joined: 'in einem Ticket oder einer Frage, die es schon gab',
    waiting: 'wartete am Ende noch',
    undated: 'ohne brauchbares Datum',
  },
  reasons: {
    'no-playbook': 'dafür gibt es kein Playbook',
    'no-agent': 'nennt kein Gerät',
    'device-not-known': 'sein Gerät ist nicht bekannt',
    'over-before-the-poll': 'kürzer als die Zeit zwischen zwei Abfragen',
    'alert-ended': 'endete sofort',
    'alert-open': 'offen bis zum Ende des Zeitraums',
    grace: 'innerhalb der Frist seiner Geräteart',
    'out-of-hours': 'niemand bei der Arbeit hätte es vermisst',
    'may-be-off': 'kann von seinen Leuten ausgeschaltet worden sein',
    'observed-once': 'bei der zweiten Prüfung vorbei',
    'may-pass': 'viele davon vergehen von selbst',
    'reading-full': 'bei der zweiten Prüfung vorbei',
    'site-away': 'zusammen mit seinem Standort weg',
    'vendor-quiet': 'Atera selbst stand im Verdacht',
    'no-automox-match': 'bei der zweiten Prüfung vorbei',
    'threshold-unknown': 'bei der zweiten Prüfung vorbei',
    'same-condition': 'vom selben Zustand',
    undated: 'sein Datum fehlt oder ist nicht lesbar',
  },
  calls: {
    flapping: 'er kommt und geht zu oft',
    'reading-full': 'bei der zweiten Prüfung noch über seiner Grenze',
    'threshold-unknown': 'nennt seine Grenze nicht',
    'no-witness': 'bei der zweiten Prüfung nach seiner Frist noch weg',
    'alert-only': 'nach seiner Frist noch ausgefallen',
    'still-stopped': 'bei der zweiten Prüfung noch angehalten',
    'not-by-atera': 'nicht von einer Überwachung Ateras, endet also nicht von selbst',
    'alert-open': 'bei der zweiten Prüfung noch offen',
    'no-automox-match': 'ein Mensch muss es neu starten',
    'two-witnesses': 'Automox kann es neu starten',
    'site-quiet': 'der Standort ist weg',
  },
  legend: {
    alerts: 'Alarme',
    tickets: 'Tickets und Fragen',
    quiet: 'Alarme einer Nacht ohne Ruf',
  },
  cuts: {
    'page-cap': 'mehr Seiten waren nicht erlaubt',
    'vendor-cap': 'Atera gab keine weiteren Zeilen',
    'page-repeated': 'Atera gab dieselben Zeilen noch einmal',
  },
  stillAway: 'nicht vorbei',
  ofDevices: ({ quiet, of }: { quiet: number; of: number }): string => `${quiet} von ${of}`,
  nights: ({ nights, quiet, empty, alerts: n, tickets }: Record<string, number>): string =>
    `Nächte (22:00 bis 06:00 am Ort des Kunden) ohne Ticket und ohne Frage: ${quiet} von ${nights}, davon ${empty} sogar ohne Alarm. Nachts ${n === 1 ? 'kam' : 'kamen'} ${count(n, 'Alarm', 'Alarme')}; ${count(tickets, 'Mal', 'Mal')} wäre ein Mensch gerufen worden.`,
  noneOf: 'keine',
  notes: {
    'no-readings': () =>
      'Was Geräte früher gemeldet haben, ist nirgends aufgehoben. Darum wird nichts darüber gesagt, was repariert worden wäre: Einem Alarm, der stand, wird geglaubt, und was Atera als sein Ende aufgezeichnet hat, gilt als Ende seines Zustands. Wirkliche Prüfungen finden vielleicht mehr, das sich erholt hat, und manches, das sich nicht erholt hat.',
    'end-unknown': ({ n }: Values) =>
      `Erledigte Alarme, die nicht sagen, wann sie endeten: ${n}. Sie gelten als offen, bis derselbe Zustand wieder auftrat: Hier können Tickets zu viel stehen, aber keines zu wenig.`,
    undated: ({ n }: Values) => `Alarme ohne brauchbares Datum, die erkannt, aber nicht durchgespielt wurden: ${n}.`,
    'device-unknown': ({ n, devices }: Values) =>
      `Alarme von Geräten, die das Konto nicht mehr hat: ${n} (Geräte: ${devices}). Ihre Art ist nicht bekannt; wie bei einem Server wird für sie am frühesten ein Mensch gerufen.`,
    'no-devices': () =>
      'Es wurde keine Liste der Geräte gegeben. Darum ist die Art der Geräte nicht bekannt (jedes gilt als Server, für den am frühesten ein Mensch gerufen wird), und ganze Standorte konnten nicht beurteilt werden: Hier stehen Tickets zu viel. Geben Sie --agents DATEI an, oder lesen Sie das Konto selbst.',
    'fleet-of-today': ({ devices }: Values) =>
      `Standorte wurden nach den ${devices} Geräten von heute beurteilt; wie viele es damals waren, ist nicht bekannt.`,
    unreadable: ({ n }: Values) => `Zeilen, die nicht lesbar waren und in keiner Zahl stehen: ${n}.`,
    repeated: ({ n }: Values) => `Zeilen, die mehrfach kamen und einmal gezählt wurden: ${n}.`,
    'still-open': ({ n }: Values) => `Alarme, die noch offen waren, als dies gelesen wurde: ${n}.`,
    snoozed: ({ n }: Values) =>
      `Zurückgestellte Alarme: ${n}. Seit wann, ist nicht aufgezeichnet, darum blieb es unbeachtet.`,
    'severity-unknown': ({ n }: Values) => `Alarme ohne bekannten Schweregrad: ${n}.`,
    'had-tickets': ({ n }: Values) =>
      `Alarme mit einem Ticket von jemand anderem: ${n}. Die App hätte dort kommentiert, statt ein eigenes zu schreiben; hier wurde gespielt, als gäbe es sie nicht.`,
    suspected: ({ n }: Values) =>
      `Wie oft Atera selbst in Verdacht geraten und solange niemand gerufen worden wäre: ${n}.`,
    'assumed-modes': () =>
      'Gespielt, als dürfte jedes Playbook bei jedem Kunden Tickets schreiben und fragen (`approve`), was immer `modes` und REMEDIATION_MODE jetzt sagen. Angenommen ist, dass niemand die Fragen beantwortet: Eine, die in `approvalExpiresHours` nicht beantwortet ist, wird ein Ticket. Und dass niemand ein Ticket der App schließt.',
    'zone-assumed': ({ n, zone }: Values) =>
      `Zeitangaben der Datei ohne Zeitzone, die als ${zone} gelesen wurden: ${n}.`,
    'names-as-ids': () =>
      'Die Datei hat keine Nummern von Geräten oder Kunden: Geräte mit demselben Namen beim selben Kunden gelten als eines.',
    'list-cut': ({ reached, because }: Values) =>
      `Die Liste wurde nur bis ${reached} zurück gelesen (${because}). Was davor war, steht in keiner Zahl.`,
    'gap-possible': ({ n }: Values) =>
      `Wie oft Alarme gelöscht wurden, während die Liste gelesen wurde: ${n}. Sie wurde von davor an noch einmal gelesen, doch eine Zeile kann fehlen.`,
    'not-newest-first': () => 'Die Liste war nicht nach der Zeit geordnet, darum wurde sie bis zum Ende gelesen.',
  },
};
