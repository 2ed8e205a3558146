import { utc } from '../../domain/time/utc.ts';
import type { en } from './en.ts';

/** As `en`; a `reason` or `why` is a whole clause for after a colon. */
export const de: typeof en = {
  modeForbids: ({ mode }) => `Der Modus ${mode} lässt das nicht zu.`,
  approved: ({ proposal, by }) => `${proposal} Freigegeben von ${by}.`,
  approvedBut: ({ proposal, by, reason }) =>
    `${proposal} Freigegeben von ${by}, aber noch nicht ausgeführt: ${reason}.`,
  approvedNotConnected: ({ proposal, by }) =>
    `${proposal} Freigegeben von ${by}; das Gerät ist nicht mit Automox verbunden.`,
  approvedStopped: ({ proposal, by, message }) =>
    `${proposal} Freigegeben von ${by}; noch nicht ausgeführt: ${message}.`,
  optedOut: 'Ein benutzerdefiniertes Feld in Atera nimmt das Gerät von der Automatik aus',
  narrowedByField: ({ mode }) => `Benutzerdefinierte Felder in Atera erlauben hier höchstens den Modus ${mode}`,
  windowWasClosed: 'Das Wartungsfenster war geschlossen',
  notConnected: 'Das Gerät war nicht mit Automox verbunden',
  notSent: ({ message }) => `Der Befehl konnte nicht gesendet werden: ${message}.`,
  noFix: ({ fixedAt, days }) =>
    `Das Problem war am ${utc(fixedAt)} nach derselben Maßnahme beendet und ist innerhalb von ${days} Tagen wieder da: Die Ursache wurde damit nicht behoben.`,
  declined: ({ proposal, why }) => `Am Gerät wurde nichts unternommen. Vorgeschlagen: ${proposal} ${why}`,
  changed:
    'Am Gerät wurde nichts unternommen: Nach der Freigabe war sein Zustand ein anderer als der, für den sie galt.',
  notDone: ({ reason }) => `Es wurde nicht ausgeführt: ${reason}.`,
  notConfirmed: 'Das Gerät wurde nicht bestätigt',
  unanswered: ({ hours }) => `Innerhalb von ${hours} Stunden hat es niemand freigegeben.`,
  askedTooOften: 'Es wurde mehrmals um Freigabe gebeten, und jedes Mal hatte sich geändert, worauf die Frage beruhte.',
  occurrenceClosed: 'Der Vorgang wurde inzwischen geschlossen.',
  tooOld: ({ by, at, until }) =>
    `Freigegeben von ${by} am ${utc(at)}; die Freigabe galt bis ${utc(until)}, und bis dahin konnte es nicht ausgeführt werden.`,
  tooOldBecause: ({ by, at, until, why }) =>
    `Freigegeben von ${by} am ${utc(at)}; die Freigabe galt bis ${utc(until)}, und bis dahin konnte es nicht ausgeführt werden: ${why}.`,
  waitsForApproval: ({ proposal, until, evidence }) =>
    `${proposal} Wartet bis ${utc(until)} auf die Freigabe durch eine Person (Nachweis ${evidence}).`,
  askedAgain: ({ by, at }) =>
    `Was ${by} am ${utc(at)} freigegeben hat, hat sich seitdem geändert, daher wird erneut gefragt.`,
  askedAgainBecause: ({ by, at, why }) =>
    `Was ${by} am ${utc(at)} freigegeben hat, wurde nicht ausgeführt: ${why}. Daher wird erneut gefragt.`,
  customerChanged: ({ customerId, former }) =>
    former === undefined
      ? `Das Gerät gehört in Atera zum Kunden ${customerId}, und der Alarm nennt keinen Kunden. In einer Minute geht es nach dem weiter, was die Richtlinie für diesen Kunden vorsieht.`
      : `Das Gerät gehört inzwischen zu einem anderen Kunden (in Atera ${customerId}, zuvor ${former}). In einer Minute geht es nach dem weiter, was die Richtlinie für diesen Kunden vorsieht.`,

  deviceBusy: ({ until }) => `Ein anderer Vorgang arbeitet an diesem Gerät, längstens bis ${utc(until)}.`,
  attemptsSpent: ({ day, week, perDay, perWeek, nextAt }) =>
    `Vor ${utc(nextAt)} gibt es keinen weiteren Versuch. Bisherige Versuche: ${day} in den letzten 24 Stunden und ${week} in den letzten 7 Tagen; erlaubt sind ${perDay} und ${perWeek}.`,
  customerPaused: ({ until, because }) =>
    `An den Geräten dieses Kunden wird bis ${utc(until)} nichts unternommen: ${because}.`,
  failedInRow: ({ count }) =>
    count === 1 ? 'Eine Aktion ist fehlgeschlagen' : `${count} Aktionen nacheinander sind fehlgeschlagen`,
  failedOfDay: ({ failed, of }) => `${failed} von ${of} Aktionen innerhalb von 24 Stunden sind fehlgeschlagen`,
  failedAfterPause: 'Gleich nach einer Pause ist eine Aktion fehlgeschlagen',
  customerFull: ({ inFlight, cap }) =>
    `Geräte dieses Kunden, an denen gearbeitet wird: ${inFlight}; gleichzeitig erlaubt: ${cap}.`,
  oneAtATime: ({ exclusive, until }) =>
    `Für diesen Kunden ist jeweils nur eine Aktion dieser Art (${exclusive}) erlaubt, und eine läuft noch, längstens bis ${utc(until)}.`,
  brakesRefused: ({ message, code }) => `Die Bremsen haben keine Aktion zugelassen: ${message} (${code}).`,

  workletNotEnded: ({ minutes }) => `Nach ${minutes} Minuten war das Worklet noch nicht beendet.`,
  workletLeft: 'Das Worklet steht nicht mehr in der Warteschlange des Geräts; Automox meldet kein Ergebnis.',
  workletNotSeen:
    'Das Worklet steht nicht in der Warteschlange des Geräts, und Automox meldet kein Ergebnis: Ob es gelaufen ist, ist nicht bekannt.',
  workletEndsDiffer:
    'Das Worklet steht nicht mehr in der Warteschlange des Geräts; Automox meldet mehrere Läufe davon, die verschieden ausgegangen sind, und welcher davon von der App stammt, ist nicht bekannt.',
  workletSucceeded: 'Automox meldet, dass das Worklet erfolgreich war.',
  workletFailed: ({ exitCode }) => `Automox meldet, dass das Worklet mit dem Exitcode ${exitCode} fehlgeschlagen ist.`,

  automoxNotSetUp: 'Automox ist nicht eingerichtet',
  automoxNotSetUpAnyMore: 'Automox ist nicht mehr eingerichtet',
  workletNotListed: 'sein Worklet steht nicht mehr in WORKLET_ALLOWLIST',
  automoxLostDevice: 'Automox kennt das Gerät nicht mehr; es wird in den nächsten Gerätelisten gesucht',
  otherOrganisation: 'Das zugehörige Gerät in Automox ist inzwischen in einer anderen Organisation',
  noRebootNeeded: 'Automox meldet nicht mehr, dass ein Neustart nötig ist',
  queueUnreadable: 'Die Warteschlange des Geräts ist nicht lesbar',
  queuedAlready: 'Derselbe Befehl steht bereits in der Warteschlange des Geräts',
  otherWorklet: 'Die Richtlinie nennt inzwischen ein anderes Worklet',
  noWindow: 'Die Richtlinie legt kein Wartungsfenster mehr fest',
  windowIsClosed: 'Das Wartungsfenster ist inzwischen geschlossen',
  inspectionTooOld: 'Seit der letzten Prüfung des Geräts war zu viel Zeit vergangen',
  ateraLostDevice: 'Atera kennt das Gerät nicht mehr',
  ofAnother: ({ customerId, former }) =>
    former === undefined
      ? `Das Gerät gehört in Atera zum Kunden ${customerId}, und der Alarm nennt keinen Kunden`
      : `Das Gerät gehört inzwischen zu einem anderen Kunden (in Atera ${customerId}, zuvor ${former})`,
  ownerUnknown: 'Atera nennt nicht mehr, zu welchem Kunden das Gerät gehört',
  movedSinceListed: 'Das Gerät gehört zu einem anderen Kunden als bei der letzten Auflistung der Geräte',
  otherMatch: 'Das Gerät ist in Automox inzwischen einem anderen Gerät zugeordnet',
  listedTooLongAgo: ({ hours }) =>
    `Die Geräte wurden zuletzt vor ${hours} Stunden aufgelistet: Ob inzwischen ein anderes dieselbe Seriennummer hat, ist nicht bekannt; warum sie nicht aufgelistet werden, steht unter health`,
  neverListed:
    'Die Geräte wurden noch nicht aufgelistet: Ob inzwischen ein anderes dieselbe Seriennummer hat, ist nicht bekannt; warum sie nicht aufgelistet werden, steht unter health',
  noCustomer: 'Der Alarm nennt keinen Kunden',
  customerUnassigned: 'Der Kunde des Geräts ist keiner Automox-Organisation zugeordnet',
  notMatchedYet: 'Das Gerät wurde in Automox noch nicht gesucht',
};
