import type { DeviceClass } from '../../../../domain/devices/device-class.ts';
import type { en, InUseWords, ProposalWords } from './en.ts';

const summary = {
  'two-witnesses': 'Ein Neustart steht aus: Der Alarm und ein neuerer Automox-Scan stimmen überein.',
  rebooted:
    'Das Gerät wurde seit dem Alarm neu gestartet, und ein Automox-Scan danach findet keinen ausstehenden Neustart.',
  'rebooted-unwitnessed':
    'Das Gerät wurde seit dem Alarm neu gestartet; ob Windows noch einen Neustart verlangt, ist nicht bekannt.',
  'reboot-unconfirmed':
    'Das Gerät wurde seit dem Alarm neu gestartet; ob Windows noch einen Neustart verlangt, ist nicht bekannt, weil seit dem Systemstart kein Automox-Scan gekommen ist.',
  'alert-gone': 'Atera führt den Alarm nicht mehr auf, und nichts zeigt, dass das Gerät neu gestartet wurde.',
  'alert-cleared': 'Atera führt den Alarm nicht mehr auf.',
  'not-needed': 'Es ist kein Neustart nötig: Ein neuer Automox-Scan findet keinen ausstehenden.',
  'scan-is-old': 'Der letzte Automox-Scan ist älter als der Alarm; auf einen neuen wird gewartet.',
  'reboot-not-enough':
    'Das Gerät wurde seit dem Alarm neu gestartet, und Automox meldet, dass es noch einen Neustart braucht.',
  'device-offline': 'Das Gerät ist offline, deshalb lässt sich nicht feststellen, ob es einen Neustart braucht.',
  'online-not-reported': 'Atera meldet nicht, ob das Gerät online ist.',
  'no-automox-match':
    'Laut Alarm steht ein Neustart aus; es gibt keine zweite Quelle, weil das Gerät über Automox nicht erreichbar ist.',
  'scan-not-reported': 'Automox meldet nicht, ob das Gerät einen Neustart braucht.',
  'scan-overdue': 'Der letzte Automox-Scan ist älter als der Alarm, und es ist kein neuer gekommen.',
  'scan-failed': 'Der letzte Automox-Scan des Geräts ist fehlgeschlagen und beweist deshalb nichts.',
  'witness-disagrees': 'Laut Alarm steht ein Neustart aus; ein Automox-Scan danach findet keinen.',
  'boot-time-not-reported': 'Atera meldet nicht, wann das Gerät zuletzt hochgefahren ist.',
};

const summaryNotes = {
  checkedWhenBack: ({ hours }: { hours: number }) =>
    `Die App wartet bis zu ${hours} Stunden darauf, dass es wieder da ist, und prüft es dann erneut.`,
  askedAgain: ({ at }: { at: string }) => `Automox wird am ${at} erneut gefragt.`,
  unproven: 'Der Befehl zum Neustart wurde gesendet, aber es wurde kein neuer Systemstart festgestellt.',
  maybeOrdered:
    'Ob das Gerät den Befehl zum Neustart erhalten hat, ist nicht bekannt, und es wurde kein neuer Systemstart festgestellt.',
};

const the: Readonly<Record<DeviceClass, string>> = {
  server: 'Den Server',
  workstation: 'Den Arbeitsplatzrechner',
  laptop: 'Den Laptop',
};

const reasons = ({ said, scannedAt }: ProposalWords) => {
  const scan = scannedAt === undefined ? 'Automox' : `Automox (Scan vom ${scannedAt})`;
  return said === undefined
    ? `${scan} und Atera übereinstimmend einen Neustart für nötig halten`
    : `der Alarm „${said}“ und ${scan} beide einen Neustart verlangen`;
};

const session = {
  nobody:
    'Als das vorgeschlagen wurde, war niemand angemeldet; das wird unmittelbar vorher noch einmal geprüft, und wenn jemand angemeldet ist, wird nicht neu gestartet.',
  unknown:
    'Ob jemand angemeldet war, als das vorgeschlagen wurde, ist nicht bekannt: Eine offene Sitzung wird beendet, und was darin nicht gespeichert ist, geht verloren.',
  somebody:
    'Laut Atera war jemand angemeldet, als das vorgeschlagen wurde: Diese Sitzung wird beendet, und was darin nicht gespeichert ist, geht verloren.',
};

const approvedFor = {
  nobody: 'Freigegeben wurde der Neustart für den Fall, dass niemand angemeldet ist',
  unknown: 'Freigegeben wurde der Neustart, als nicht bekannt war, ob jemand angemeldet ist',
  somebody: 'Freigegeben wurde der Neustart, obwohl jemand angemeldet war',
};

const usersNow = {
  somebody: 'Laut letzter Meldung von Atera ist jemand angemeldet',
  unknown: 'Ob jemand angemeldet ist, ist nicht bekannt',
};

const reboot = {
  proposal: (words: ProposalWords) =>
    `${the[words.deviceClass]} ${words.device} im Wartungsfenster (${words.window.open ? `geöffnet bis ${words.window.at}` : `das nächste beginnt am ${words.window.at}`}) neu starten, weil ${reasons(words)}; letzter Systemstart am ${words.lastBoot}. ${session[words.users]}`,
  whileLost:
    'Der Neustart ist freigegeben; das Gerät ist nicht mit Automox verbunden, deshalb ist nicht bekannt, wer angemeldet ist.',
  usersNow,
  whileInUse: ({ approved, users, at }: InUseWords & { at: string }) =>
    `${approvedFor[approved]}. ${usersNow[users]}; die nächste Prüfung ist am ${at}.`,
  windowOver: ({ approved, users }: InUseWords) =>
    `Am Gerät wurde nichts unternommen. ${approvedFor[approved]}. ${usersNow[users]}; das Wartungsfenster ist vorbei.`,
};

const proof = {
  cameUp: ({ at, by }: { at: string; by: 'Atera' | 'Automox' }) =>
    `Laut ${by} ist das Gerät am ${at} wieder hochgefahren.`,
  notInspected: ({ why }: { why: string }) =>
    `Ob das Gerät neu gestartet ist, ist nicht bekannt: Es konnte nicht überprüft werden (${why}).`,
  noBootOffline: ({ minutes }: { minutes: number }) =>
    `Innerhalb von ${minutes} Minuten wurde kein neuer Systemstart festgestellt. Das Gerät war offline und nicht zurückgekommen.`,
  noBootOnline: ({ minutes }: { minutes: number }) =>
    `Innerhalb von ${minutes} Minuten wurde kein neuer Systemstart festgestellt. Das Gerät war online.`,
};

/** What is said of the course of a pending reboot, in German. */
export const de: typeof en = { summary, summaryNotes, reboot, proof };
