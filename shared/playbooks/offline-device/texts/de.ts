import { utc } from '../../../domain/time/utc.ts';
import type { en } from './en.ts';

const CLASS = { server: 'Server', workstation: 'Arbeitsplatzrechner', laptop: 'Laptop' } as const;

const OF_CLASS = { server: 'Servers', workstation: 'Arbeitsplatzrechners', laptop: 'Laptops' } as const;

/** As `en`. */
export const de: typeof en = {
  condition: 'Offline-Alarm',

  isOffline: ({ device }) => `${device} ist offline`,
  keepsGoingOffline: ({ device }) => `${device} geht immer wieder offline`,
  agentSilentOn: ({ device }) => `Atera-Agent auf ${device} meldet sich nicht, das Gerät läuft`,
  notVerifiedOn: ({ device }) => `Offline-Alarm für ${device} ließ sich nicht überprüfen`,

  deviceOffline: ({ deviceClass, device }) => `Der ${CLASS[deviceClass]} ${device} ist offline.`,
  deviceBack: ({ deviceClass, device }) => `Der ${CLASS[deviceClass]} ${device} war offline und ist wieder online.`,
  deviceReinstalled: ({ deviceClass, device, agentId }) =>
    `Der alte Atera-Agent des ${OF_CLASS[deviceClass]} ${device} ist offline; dasselbe Gerät ist unter der Agent-ID ${agentId} online.`,
  deviceAlertEnded: ({ deviceClass, device }) =>
    `Der Offline-Alarm des ${OF_CLASS[deviceClass]} ${device} ist in Atera beendet.`,
  deviceNotReported: ({ deviceClass, device }) =>
    `Atera hat für den ${CLASS[deviceClass]} ${device} einen Offline-Alarm ausgelöst und gibt nicht an, ob er online ist.`,
  deviceAgentSilent: ({ deviceClass, device }) =>
    `Der Atera-Agent des ${OF_CLASS[deviceClass]} ${device} meldet sich nicht; das Gerät selbst läuft, denn Automox erreicht es.`,

  ateraNotReported: ({ at }) => `Atera gibt nicht an, ob das Gerät online ist (abgefragt am ${utc(at)}).`,
  ateraOnline: ({ at }) => `Laut Atera online (abgefragt am ${utc(at)}).`,
  ateraOffline: ({ at }) => `Laut Atera offline (abgefragt am ${utc(at)}).`,
  ateraOfflineLastSeen: ({ at, lastSeenAt }) =>
    `Laut Atera offline (abgefragt am ${utc(at)}); zuletzt gesehen am ${utc(lastSeenAt)} (nach der letzten Angabe von Atera).`,
  onlineUnder: ({ agentId, installedAt }) =>
    `Dasselbe Gerät ist unter der Agent-ID ${agentId} online (installiert am ${utc(installedAt)}): gleicher Kunde, gleicher Name und gleiche Seriennummer.`,
  automoxNothing: ({ reason }) => `Automox meldet nichts: ${reason}.`,
  automoxConnected: 'Laut Automox verbunden.',
  automoxConnectedScanned: ({ at }) => `Laut Automox verbunden, letzter Scan am ${utc(at)}.`,
  automoxDisconnected: 'Laut Automox getrennt.',
  automoxDisconnectedSince: ({ at }) => `Laut Automox getrennt seit ${utc(at)}.`,

  notAsked: 'Automox wurde diesmal nicht gefragt',
  notKnown: 'Automox kennt das Gerät nicht mehr',
  connectionNotReported: 'Automox gibt nicht an, ob das Gerät verbunden ist',
  askFailed: ({ message }) => `Automox konnte nicht gefragt werden (${message})`,

  nothingChanged: 'Am Gerät wurde nichts geändert.',
  nothingChangedFoundOnce: 'Am Gerät wurde nichts geändert; es war bei einer Prüfung offline.',
  nothingChangedFoundTimes: ({ times }) =>
    `Am Gerät wurde nichts geändert; es war bei ${times} Prüfungen in Folge offline.`,

  restartAgent:
    'Starten Sie auf dem Gerät den Dienst AteraAgent neu oder installieren Sie den Agenten neu; das Gerät selbst läuft, Strom und Netzwerk müssen also nicht geprüft werden.',
  checkServer:
    'Prüfen Sie Strom und Netzwerk (Management-Board, Hypervisor, USV, Switch); weder Atera noch Automox erreicht das Gerät.',
  checkUserDevice:
    'Prüfen Sie Strom und Netzwerk oder fragen Sie den Benutzer, ob das Gerät ausgeschaltet ist; weder Atera noch Automox erreicht es.',
  findOut:
    'Klären Sie, ob das Gerät aus ist (Strom, Netzwerk) oder ob sich nur sein Atera-Agent nicht meldet (dann starten Sie den Dienst AteraAgent neu). Eine zweite Quelle gibt es nicht.',
  findOutBecause: ({ reason }) =>
    `Klären Sie, ob das Gerät aus ist (Strom, Netzwerk) oder ob sich nur sein Atera-Agent nicht meldet (dann starten Sie den Dienst AteraAgent neu). Eine zweite Quelle gibt es nicht: ${reason}.`,
  deleteOldAgent: 'Löschen Sie den alten Agenten in Atera, damit sein Alarm nicht wiederkommt.',
  tryToReach:
    'Öffnen Sie das Gerät in Atera und versuchen Sie, es zu erreichen; die App konnte nicht feststellen, ob es online ist.',
  nothingToDo: 'Es ist nichts zu tun; die App prüft weiter.',
  findCause:
    'Suchen Sie die Ursache (Strom, Energiesparmodus, Netzwerk, Agent): Das Gerät war in letzter Zeit mehrmals offline.',

  agentStaysOnline: 'der Agent sich wieder meldet und online bleibt',
  deviceStaysOnline: 'das Gerät wieder online ist und online bleibt',

  backOnline: ({ deviceClass, raisedAt }) =>
    `Der ${CLASS[deviceClass]} ist wieder online; der Alarm wurde am ${utc(raisedAt)} ausgelöst.`,
  reinstalled: ({ agentId, installedAt }) =>
    `Dasselbe Gerät ist unter der Agent-ID ${agentId} online (installiert am ${utc(installedAt)}); der alte Agent kann in Atera gelöscht werden.`,
  leftOpen: 'Der Alarm bleibt offen, weil Atera ihn nach seinem Ende erneut ausgelöst hat.',
  alertCleared: 'Atera führt den Alarm nicht mehr auf.',
  offlineAllTheSame: 'Das Gerät ist trotzdem offline.',
  wentAwayOften: 'Das Gerät war in letzter Zeit mehrmals offline.',
  agentDead: ({ deviceClass, raisedAt }) =>
    `Der Atera-Agent des ${OF_CLASS[deviceClass]} meldet sich nicht, Automox erreicht das Gerät aber; der Alarm wurde am ${utc(raisedAt)} ausgelöst.`,
  deviceOff: ({ deviceClass, raisedAt }) =>
    `Der ${CLASS[deviceClass]} ist offline, und auch Automox erreicht ihn nicht; der Alarm wurde am ${utc(raisedAt)} ausgelöst.`,
  noWitness: ({ deviceClass, raisedAt }) =>
    `Der ${CLASS[deviceClass]} ist offline; der Alarm wurde am ${utc(raisedAt)} ausgelöst.`,
  noWitnessBecause: ({ deviceClass, raisedAt, reason }) =>
    `Der ${CLASS[deviceClass]} ist offline; der Alarm wurde am ${utc(raisedAt)} ausgelöst. Eine zweite Quelle gibt es nicht: ${reason}.`,
  onlineNotReported: 'Atera gibt nicht an, ob das Gerät online ist.',

  waitsForGrace: ({ until }) =>
    `Ein Gerät dieser Klasse darf eine Weile offline sein; es wird am ${utc(until)} erneut geprüft.`,
  waitsForPeople: ({ until }) =>
    `Es ist außerhalb der Geschäftszeiten; das Gerät wird am ${utc(until)} erneut geprüft.`,
  mayBeOff: ({ until, away, wanted }) =>
    `Das Gerät ist vielleicht nur ausgeschaltet: Es war bisher ${away} Geschäftsstunden offline und bekommt ein Ticket, wenn es ${wanted} Geschäftsstunden lang nicht wieder online war; es wird am ${utc(until)} erneut geprüft.`,
  observedOnce: ({ until }) =>
    `Das Gerät war bisher bei einer Prüfung offline; es wird am ${utc(until)} erneut geprüft.`,
  siteHasTicket: ({ until }) =>
    `Das Gerät ist zusammen mit anderen seines Standorts verstummt, die ein gemeinsames Ticket haben; es wird am ${utc(until)} erneut geprüft.`,
  siteWouldHaveTicket: ({ until }) =>
    `Das Gerät ist zusammen mit anderen seines Standorts verstummt, die ein gemeinsames Ticket bekämen; es wird am ${utc(until)} erneut geprüft.`,
  ateraSuspected: ({ until }) =>
    `Es besteht der Verdacht auf eine Störung bei Atera selbst (den Grund nennt das Ergebnis atera-quiet); das Gerät wird am ${utc(until)} erneut geprüft.`,
};
