import type { ClashWords, DriveWords, en, Place, ProblemWords, Sizes } from './en.ts';

const share = ({ used }: DriveWords) => (used === undefined ? 'nicht ausgelesen' : `zu ${used} % belegt`);
const itsLimit = ({ limit }: DriveWords) =>
  limit === undefined ? 'seinem Grenzwert' : `seinem Grenzwert von ${limit} %`;
const exceeds = ({ limit }: Pick<Place, 'limit'>) =>
  limit === undefined ? 'seinen Grenzwert (den der Alarm nicht nennt)' : `seinen Grenzwert von ${limit} %`;
const sizes = ({ free, total, used }: Sizes) => `${free} von ${total} frei (zu ${used} % belegt)`;
const back = (isAway: boolean) => (isAway ? ', sobald das Gerät wieder da ist' : '');

const summary = {
  flapping: (words: DriveWords) =>
    `Der Alarm hat sich in letzter Zeit mehrmals von selbst erledigt; das Laufwerk ist jetzt ${share(words)}.`,
  'alert-cleared': () => 'Atera führt den Alarm nicht mehr auf.',
  'reading-full-alert-gone': (words: DriveWords) =>
    `Atera führt den Alarm nicht mehr auf, aber das Laufwerk ist weiterhin ${share(words)} und damit nicht deutlich unter ${itsLimit(words)}.`,
  'alert-gone-limit-unknown': (words: DriveWords) =>
    `Atera führt den Alarm nicht mehr auf, aber nicht jeder Alarm hat seinen Grenzwert genannt: Ob das Laufwerk (${share(words)}) wieder darunter liegt, ist nicht bekannt.`,
  'alert-gone-unproven': (words: DriveWords) =>
    `Atera führt den Alarm nicht mehr auf, aber kein neuerer Messwert zeigt, dass das Laufwerk wieder unter seinem Grenzwert liegt (letztes Inventar: ${share(words)}).`,
  'alert-gone-once': (words: DriveWords) =>
    `Atera führt den Alarm nicht mehr auf, und laut letztem Inventar ist das Laufwerk ${share(words)}; es wird noch einmal geprüft.`,
  'alert-stayed-away': (words: DriveWords) =>
    `Atera hat den Alarm nicht erneut ausgelöst, während das Gerät online war; laut letztem Inventar ist das Laufwerk ${share(words)}.`,
  'not-full': (words: DriveWords) =>
    `Atera hat keinen Alarm zu dem Laufwerk, und laut letztem Inventar ist es ${share(words)} und damit unter ${itsLimit(words)}.`,
  'cleanup-verified': () => 'Das Laufwerk liegt wieder unter seinem Grenzwert.',
  'reading-changed': (words: DriveWords) =>
    `Das Laufwerk liegt wieder unter seinem Grenzwert: Laut einem neueren Messwert ist es ${share(words)}, durch zwei Prüfungen bestätigt.`,
  'reading-changed-once': (words: DriveWords) =>
    `Laut einem neueren Messwert ist das Laufwerk ${share(words)}; es wird noch einmal geprüft.`,
  'threshold-unknown': (words: DriveWords) =>
    `Das Laufwerk ist ${share(words)}; der Alarm nennt seinen Grenzwert nicht.`,
  'device-offline': (words: DriveWords) =>
    `Das Gerät ist nicht online; sein letztes Inventar (Laufwerk ${share(words)}) kann älter sein als der Alarm.`,
  'online-unknown': (words: DriveWords) =>
    `Atera meldet nicht, ob das Gerät online ist; sein letztes Inventar (Laufwerk ${share(words)}) kann älter sein als der Alarm.`,
  'reading-between': (words: DriveWords) => `Das Laufwerk ist ${share(words)}, knapp unter ${itsLimit(words)}.`,
  'reading-may-be-old': (words: DriveWords) =>
    `Laut letztem Inventar ist das Laufwerk ${share(words)}, aber nichts zeigt, dass dieser Wert neuer ist als der Alarm.`,
  'reading-full': (words: DriveWords) => `Das Laufwerk ist ${share(words)}.`,
  'full-offline': (words: DriveWords) =>
    `Laut letztem Inventar ist das Laufwerk ${share(words)} und damit über ${itsLimit(words)}; das Gerät ist nicht online.`,
  'full-online-unknown': (words: DriveWords) =>
    `Laut letztem Inventar ist das Laufwerk ${share(words)} und damit über ${itsLimit(words)}; Atera meldet nicht, ob das Gerät online ist.`,
};

const headline = {
  'keeps-filling': ({ volume, device }: Place) => `Laufwerk ${volume} auf ${device} läuft immer wieder voll`,
  'almost-full': ({ volume, device }: Place) => `Laufwerk ${volume} auf ${device} fast voll`,
  'request-unverified': ({ volume, device }: Place) => `Laufwerk ${volume} auf ${device} konnte nicht überprüft werden`,
  'alert-unverified': ({ volume, device }: Place) =>
    `Alarm zu Laufwerk ${volume} auf ${device} konnte nicht überprüft werden`,
};

const what = {
  full: (place: Place) =>
    place.limit === undefined
      ? `Laufwerk ${place.volume} von ${place.device} hat den Grenzwert seines Alarms überschritten (der Alarm nennt ihn nicht).`
      : `Laufwerk ${place.volume} von ${place.device} hat den Grenzwert seines Alarms (${place.limit} %) überschritten.`,
  fullByRequest: (place: Place) => `Laufwerk ${place.volume} von ${place.device} hat ${exceeds(place)} überschritten.`,
  recovered: (place: Place) =>
    `Atera hat in letzter Zeit mehrmals gemeldet, dass Laufwerk ${place.volume} von ${place.device} ${exceeds(place)} überschreitet; jeder dieser Alarme hat sich von selbst erledigt.`,
  unproven: (place: Place) =>
    `Atera hat gemeldet, dass Laufwerk ${place.volume} von ${place.device} ${exceeds(place)} überschreitet; ob das noch so ist, konnte nicht überprüft werden.`,
  unprovenByRequest: (place: Place) =>
    `Jemand hat Laufwerk ${place.volume} von ${place.device} prüfen lassen; ob es ${exceeds(place)} überschreitet, konnte nicht überprüft werden.`,
};

const doubt = {
  'threshold-unknown': 'der Alarm nennt seinen Grenzwert nicht',
  once: 'das wird noch einmal geprüft',
  'reading-between': 'das liegt so nah am Grenzwert, dass es nichts beweist',
  offline: 'das Gerät ist nicht online, der Wert kann also aus der Zeit vor dem Alarm stammen',
  offlineByRequest: 'das Gerät ist nicht online, der Wert kann also aus der Zeit vor der Anfrage stammen',
  onlineUnknown: 'Atera meldet nicht, ob das Gerät online ist, der Wert kann also aus der Zeit vor dem Alarm stammen',
  onlineUnknownByRequest:
    'Atera meldet nicht, ob das Gerät online ist, der Wert kann also aus der Zeit vor der Anfrage stammen',
  notNewer: 'nichts zeigt, dass dieser Wert neuer ist als der Alarm',
  notNewerByRequest: 'nichts zeigt, dass dieser Wert neuer ist als die Anfrage',
};

const observed = {
  alertSays: ({ said }: { said: string }) => `Der Alarm in Atera lautet: „${said}“.`,
  noReading: ({ problem }: { problem: string }) => `Kein brauchbarer Messwert: ${problem}.`,
  noReadingUnproven: ({ problem }: { problem: string }) => `Es gibt keinen brauchbaren Messwert: ${problem}.`,
  read: (given: Sizes) => `Beim letzten Inventar waren ${sizes(given)}.`,
  readUnproven: (given: Sizes & { doubt: string }) => `Laut letztem Inventar sind ${sizes(given)}; ${given.doubt}.`,
  oldWhileOffline: 'Das Gerät ist nicht online: Das kann sich seitdem geändert haben.',
  oldWhileUnknown: 'Atera meldet nicht, ob das Gerät online ist: Das kann sich seitdem geändert haben.',
  growth: ({ pace }: { pace: string }) => `Die Belegung wächst um etwa ${pace} pro Tag.`,
  growthToFull: ({ pace, days }: { pace: string; days: number }) =>
    `Die Belegung wächst um etwa ${pace} pro Tag; das Laufwerk ist in ${days < 1 ? 'weniger als einem Tag' : days === 1 ? 'etwa einem Tag' : `etwa ${days} Tagen`} voll.`,
};

const problem = {
  'no-sizes': ({ volume }: ProblemWords) => `Das Inventar führt Laufwerk ${volume} ohne brauchbare Größen auf`,
  'not-listed': ({ volume }: ProblemWords) => `Das Inventar führt kein Laufwerk ${volume} auf`,
  contradicting: ({ volume }: ProblemWords) =>
    `Das Inventar führt Laufwerk ${volume} mehrmals mit verschiedenen Größen auf`,
  impossible: ({ volume, freeMb, totalMb }: ProblemWords) =>
    `Das Inventar nennt zu Laufwerk ${volume} unmögliche Größen (${freeMb} von ${totalMb} MB frei)`,
  'not-asked': () => 'Der Messwert wurde nicht abgefragt',
  unknown: () => 'Der Grund ist nicht bekannt',
};

const tried = {
  full: 'Am Gerät wurde nichts geändert; der Wert wurde zweimal geprüft.',
  recovered: 'Am Gerät wurde nichts geändert.',
  unproven: 'Am Gerät wurde nichts geändert; es kam kein Messwert, der sicher neuer ist als der Alarm.',
  unprovenByRequest: 'Am Gerät wurde nichts geändert; es kam kein Messwert, der sicher neuer ist als die Anfrage.',
  noAction: ({ because }: { because: string }) => `Eine Bereinigung war nicht möglich: ${because}.`,
};

const advice = {
  noReading: 'Prüfen Sie das Laufwerk von Hand; die App konnte es nicht auslesen.',
  free: ({ isAway }: { isAway: boolean }) =>
    `Schaffen Sie Platz (temporäre Dateien, Update-Caches, alte Profile, Protokolle) oder vergrößern Sie das Laufwerk${back(isAway)}.`,
  check: ({ isAway }: { isAway: boolean }) =>
    `Prüfen Sie von Hand, wie voll das Laufwerk ist${back(isAway)}, und schaffen Sie Platz, falls es voll ist.`,
  repeated: 'Das kam in letzter Zeit mehrmals vor: Suchen Sie, was das Laufwerk immer wieder füllt.',
};

const noAction = {
  noWorklet: 'Die Richtlinie nennt für den Kunden kein Bereinigungs-Worklet',
  otherDrive: 'Das Bereinigungs-Worklet ist für dieses Laufwerk nicht vorgesehen',
  unproven: 'Es ist nicht sicher, dass das Laufwerk voll ist',
};

const usedBy = { Atera: 'einem neueren Inventar von Atera', Automox: 'dem Automox-Scan danach' };

interface CleanupWords {
  readonly used: string;
  readonly by: keyof typeof usedBy;
}

const cleanup = {
  proposal: ({ worklet, ...place }: Place & { worklet: string }) =>
    `Automox-Worklet ${worklet} (Bereinigung) auf ${place.device} ausführen, weil Laufwerk ${place.volume} ${exceeds(place)} überschreitet.`,
  unknown: 'Ob es geholfen hat, ist nicht bekannt: Kein Messwert ist mit Sicherheit neuer als die Bereinigung.',
  notInspected: ({ why }: { why: string }) =>
    `Ob es geholfen hat, ist nicht bekannt: Das Gerät konnte nicht überprüft werden (${why}).`,
  recovered: ({ used, by }: CleanupWords) =>
    `Das Laufwerk liegt wieder unter seinem Grenzwert: Es ist laut ${usedBy[by]} zu ${used} % belegt.`,
  fullStill: ({ used, by }: CleanupWords) => `Das Laufwerk war laut ${usedBy[by]} weiterhin zu ${used} % belegt.`,
  full: ({ used, by }: CleanupWords) =>
    `Es hat nicht geholfen: Das Laufwerk war laut ${usedBy[by]} weiterhin zu ${used} % belegt.`,
};

const recognition = {
  noDrive: 'Der Alarm nennt kein Laufwerk',
  severalDrives: ({ from, drives }: { from: 'title' | 'message'; drives: string }) =>
    `${from === 'title' ? 'Der Titel' : 'Die Meldung'} nennt mehrere Laufwerke: ${drives}`,
  otherDrives: ({ from, drive, otherFrom, others }: ClashWords) =>
    `${from === 'title' ? 'Der Titel' : 'Die Meldung'} nennt Laufwerk ${drive}, ${otherFrom === 'title' ? 'der Titel' : 'die Meldung'} ${others}`,
  says: ({ volume }: { volume: string }) => `dass Laufwerk ${volume} voll ist`,
};

/** What people read of a full disk, in German. */
export const de: typeof en = {
  condition: ({ volume }) => `Speicherplatz von ${volume}`,
  quoted: ({ name }) => `„${name}“`,
  ...{ summary, headline, what, doubt, observed, problem, tried, advice, noAction, cleanup, recognition },
  closesWhen: 'das Laufwerk unter seinem Grenzwert bleibt',
  cannotBeRead: ({ problem: why }) => `Das Laufwerk lässt sich nicht auslesen: ${why}.`,
};
