import type { DeviceClass } from '../../../../domain/devices/device-class.ts';
import type { AteraWords, DeviceWords, en, ScanWords } from './en.ts';

const ofThe: Readonly<Record<DeviceClass, string>> = {
  server: 'des Servers',
  workstation: 'des Arbeitsplatzrechners',
  laptop: 'des Laptops',
};

const online = { yes: 'online', no: 'offline', unknown: 'ob das Gerät online ist, wird nicht gemeldet' };

const needed = {
  yes: 'ein Neustart ist nötig',
  no: 'kein Neustart ist nötig',
  unknown: 'ob ein Neustart nötig ist, wird nicht gemeldet',
};

const unverified = ({ device }: { device: string }) => `Neustart-Alarm zu ${device} konnte nicht überprüft werden`;
const done = ({ device }: { device: string }) => `Neustart von ${device} erledigt`;

const headline = {
  'two-witnesses': ({ device }: { device: string }) => `Neustart von ${device} steht aus`,
  'reboot-not-enough': ({ device }: { device: string }) =>
    `Neustart von ${device} steht auch nach einem Neustart noch aus`,
  'reboot-unconfirmed': ({ device }: { device: string }) => `${device} neu gestartet, Ergebnis nicht bestätigt`,
  'alert-gone': ({ device }: { device: string }) =>
    `Neustart-Alarm zu ${device} nicht mehr offen, Neustart nicht nachgewiesen`,
  'no-automox-match': ({ device }: { device: string }) => `Neustart von ${device} steht laut Alarm aus`,
  'witness-disagrees': ({ device }: { device: string }) => `Automox widerspricht dem Neustart-Alarm zu ${device}`,
  'scan-is-old': ({ device }: { device: string }) => `Neustart-Alarm zu ${device} wird überprüft`,
  'device-offline': unverified,
  'online-not-reported': unverified,
  'scan-not-reported': unverified,
  'scan-overdue': unverified,
  'scan-failed': unverified,
  'boot-time-not-reported': unverified,
  rebooted: done,
  'rebooted-unwitnessed': done,
  'alert-cleared': ({ device }: { device: string }) => `Neustart-Alarm zu ${device} nicht mehr offen`,
  'not-needed': ({ device }: { device: string }) => `Neustart von ${device} nicht nötig`,
  unproven: ({ device }: { device: string }) => `Neustart von ${device} nicht nachgewiesen`,
  notBack: ({ device }: { device: string }) => `Nach einem Neustart nicht zurück: ${device}`,
  maybeNotBack: ({ device }: { device: string }) => `Offline, vielleicht wegen eines Neustarts: ${device}`,
};

const what = {
  pending: ({ device, deviceClass }: DeviceWords) => `Ein Neustart ${ofThe[deviceClass]} ${device} soll ausstehen.`,
  pendingByAlert: ({ device, deviceClass, said }: DeviceWords & { said: string }) =>
    `Ein Neustart ${ofThe[deviceClass]} ${device} soll ausstehen; der Alarm lautet: „${said}“.`,
};

const observed = {
  atera: ({ online: is, lastBoot, at }: AteraWords) =>
    `Atera: ${online[is]}, ${lastBoot === undefined ? 'letzter Systemstart nicht gemeldet' : `letzter Systemstart am ${lastBoot}`} (abgerufen am ${at}).`,
  noWitness: ({ reason }: { reason: string }) => `Automox meldet nichts: ${reason}.`,
  scanFailed: 'Automox: Der letzte Scan des Geräts ist fehlgeschlagen und beweist deshalb nichts.',
  notScanned: 'Automox hat das Gerät nicht gescannt.',
  scan: ({ needed: is, upSince, at }: ScanWords) =>
    `Automox: ${needed[is]}${upSince === undefined ? '' : `, in Betrieb seit ${upSince}`} (Scan vom ${at}).`,
  rebootedSince:
    'Das Gerät wurde seit dem Alarm neu gestartet; ob Windows noch einen Neustart verlangt, ist nicht bekannt.',
  stillWanted: 'Ob Windows noch einen Neustart verlangt, ist nicht bekannt.',
};

const noWitness = {
  notAsked: 'Automox wurde nicht gefragt',
  offline: 'Das Gerät ist offline',
  failed: ({ message }: { message: string }) => `Automox konnte nicht gefragt werden: ${message}`,
  gone: 'Automox kennt das Gerät nicht mehr',
};

const noScan = 'Prüfen Sie am Gerät, ob ein Neustart aussteht, und warum Automox keinen Scan davon liefert.';
const nothing = 'Es ist nichts zu tun; die App prüft weiter.';

const advice = {
  'two-witnesses':
    'Starten Sie das Gerät in seinem Wartungsfenster neu, oder vereinbaren Sie mit seinem Benutzer einen Zeitpunkt.',
  'reboot-not-enough':
    'Finden Sie heraus, warum das Gerät noch einen Neustart verlangt (aufeinander aufbauende Updates, ein fehlgeschlagenes Update), bevor es erneut neu gestartet wird.',
  'no-automox-match':
    'Prüfen Sie am Gerät, ob ein Neustart aussteht, und starten Sie es neu; die App kann das weder bestätigen noch selbst tun.',
  'witness-disagrees':
    'Prüfen Sie, woher der Alarm kommt: Automox hat das Gerät danach gescannt und keinen ausstehenden Neustart gefunden. Starten Sie es nur neu, wenn das Gerät selbst es verlangt.',
  'device-offline':
    'Prüfen Sie, ob das Gerät heruntergefahren wurde; das ist nicht der Neustart, den es braucht. Es wird erneut geprüft, sobald es wieder da ist.',
  'reboot-unconfirmed':
    'Prüfen Sie am Gerät, ob Windows noch einen Neustart verlangt, und warum Automox seit dem Systemstart keinen Scan davon liefert.',
  'alert-gone':
    'Prüfen Sie am Gerät, ob der Neustart noch aussteht; sein Alarm wurde auf gelöst gesetzt, und nichts zeigt, dass es neu gestartet wurde.',
  'scan-overdue': noScan,
  'scan-failed': noScan,
  'scan-not-reported': noScan,
  'boot-time-not-reported':
    'Prüfen Sie am Gerät, wann es zuletzt hochgefahren ist und ob ein Neustart aussteht; Atera meldet beides nicht.',
  'online-not-reported': 'Prüfen Sie am Gerät, ob es läuft und ob ein Neustart aussteht; Atera meldet beides nicht.',
  'scan-is-old': nothing,
  rebooted: nothing,
  'rebooted-unwitnessed': nothing,
  'alert-cleared': nothing,
  'not-needed': nothing,
  unproven:
    'Prüfen Sie am Gerät, warum es nicht neu gestartet ist, und starten Sie es von Hand neu; die App versucht es nicht noch einmal.',
  notBack:
    'Prüfen Sie sofort, ob das Gerät läuft, und schalten Sie es ein; es ist seit dem Neustartbefehl nicht mehr erreichbar.',
  maybeOrdered:
    'Prüfen Sie am Gerät, ob der Neustart noch aussteht, und starten Sie es in diesem Fall von Hand neu; die App versucht es nicht noch einmal.',
  maybeNotBack:
    'Prüfen Sie sofort, ob das Gerät läuft, und schalten Sie es ein; ob es wegen des Neustarts weg ist, ist nicht bekannt.',
};

const users = {
  nobody: 'Beim letzten Abruf war niemand angemeldet.',
  unknown:
    'Ob jemand angemeldet ist, ist nicht bekannt: Fragen Sie vorher nach, denn ein Neustart beendet eine offene Sitzung.',
  somebody:
    'Laut letzter Meldung von Atera ist jemand angemeldet: Fragen Sie vorher nach, denn ein Neustart beendet diese Sitzung.',
};

const window = {
  open: ({ at }: { at: string }) => `Das Wartungsfenster ist bis ${at} geöffnet.`,
  next: ({ at }: { at: string }) => `Das nächste Wartungsfenster beginnt am ${at}.`,
  none: 'Es ist kein Wartungsfenster festgelegt, deshalb startet die App das Gerät nie von selbst neu.',
};

const closesWhen = {
  withScan:
    'das Gerät nach dem Alarm neu gestartet wurde und ein Automox-Scan danach keinen ausstehenden Neustart findet',
  bootAlone: 'das Gerät nach dem Alarm neu gestartet wurde',
};

const left = {
  crash: () => 'Der Alarm spricht von einem Neustart, meldet aber einen Absturz',
  happened: () => 'Der Alarm spricht von einem Neustart, meldet aber einen, der schon stattgefunden hat',
  'none-due': () => 'Der Alarm spricht von einem Neustart, besagt aber, dass keiner aussteht',
  another: ({ word }: { word: string }) =>
    `Der Alarm spricht von einem Neustart, aber neu zu starten ist womöglich „${word}“`,
  'no-computer': ({ word }: { word: string }) =>
    `Der Alarm spricht von einem Neustart, sagt aber nicht, dass der Computer neu zu starten ist, und nennt „${word}“`,
};

/** What the ticket of a pending reboot says, in German. */
export const de: typeof en = {
  condition: 'Ausstehender Neustart',
  ...{ headline, what, observed, noWitness, advice, users, window, closesWhen, left },
  tried: 'Die App hat das Gerät nicht neu gestartet.',
};
