import { utc } from '../../../domain/time/utc.ts';
import type { en } from './en.ts';

/** As `en`. */
export const de: typeof en = {
  condition: 'Ausfallalarm',

  leftAsPlanned: 'Der Titel besagt, dass das Gerät absichtlich außer Betrieb ist',
  leftAsUnclear: 'Der Titel besagt mehr, als dass ein überwachtes Gerät ausgefallen ist',

  notKnownWhether: ({ device }) => `Nicht bekannt, ob ${device} ausgefallen ist: nicht zu beobachten`,
  keepsGoingDown: ({ device }) => `${device} fällt immer wieder aus`,
  isDown: ({ device }) => `${device} ist ausgefallen`,
  isReportedDown: ({ device }) => `${device} ist als ausgefallen gemeldet`,
  areReportedDown: ({ device, others }) =>
    `${device} und ${others} ${others === 1 ? 'weiteres Netzwerkgerät' : 'weitere Netzwerkgeräte'} als ausgefallen gemeldet`,

  deviceUp: ({ device }) => `Das überwachte Gerät ${device} war ausgefallen und läuft wieder.`,
  deviceAlertEnded: ({ device }) => `Der Ausfallalarm des überwachten Geräts ${device} ist in Atera beendet.`,
  deviceDown: ({ device }) => `Das überwachte Gerät ${device} ist ausgefallen.`,
  deviceNotObservable: ({ device, blind }) =>
    `Atera meldet das überwachte Gerät ${device} als ausgefallen; ob das stimmt, ist nicht bekannt: ${blind}.`,
  deviceAlertOnly: ({ device }) =>
    `Atera meldet das überwachte Gerät ${device} als ausgefallen; dafür spricht nur der Alarm.`,
  siblings: ({ names }) =>
    `Dasselbe gilt für die anderen als ausgefallen gemeldeten Geräte, die dieser Agent überwacht und die solange keine Tickets bekommen: ${names}.`,
  siblingsAndMore: ({ names, more }) =>
    `Dasselbe gilt für die anderen als ausgefallen gemeldeten Geräte, die dieser Agent überwacht und die solange keine Tickets bekommen: ${names} und ${more} weitere.`,
  together: ({ names, minutes }) =>
    `Andere Geräte, die derselbe Agent überwacht, wurden im Abstand von höchstens ${minutes} Minuten als ausgefallen gemeldet und bekommen solange keine eigenen Tickets: ${names}.`,
  togetherAndMore: ({ names, more, minutes }) =>
    `Andere Geräte, die derselbe Agent überwacht, wurden im Abstand von höchstens ${minutes} Minuten als ausgefallen gemeldet und bekommen solange keine eigenen Tickets: ${names} und ${more} weitere.`,

  alertIsOpen: 'Der Ausfallalarm ist in Atera offen.',
  alertHasEnded: 'Der Ausfallalarm ist in Atera beendet.',
  genericMonitor: 'generischer Monitor',
  stateNotRead: 'Der Zustand des Geräts wurde diesmal nicht abgefragt.',
  notListed: ({ at }) =>
    `Der Zustand des Geräts ist nicht bekannt: Atera führt unter der GUID des Alarms kein solches Gerät, oder es ist nach der letzten Auflistung der Geräte hinzugekommen (abgefragt am ${utc(at)}).`,
  notAllowed: ({ at }) =>
    `Der Zustand des Geräts ist nicht bekannt: Atera lässt die App keine überwachten Geräte lesen (dem API-Schlüssel fehlt das Recht für Geräte) (abgefragt am ${utc(at)}).`,
  deviceGone: ({ at }) =>
    `Der Zustand des Geräts ist nicht bekannt: Atera kennt das Gerät unter seiner ID nicht mehr (abgefragt am ${utc(at)}).`,
  blindState: ({ says, at }) =>
    `Laut Eintrag in Atera ${says} (abgefragt am ${utc(at)}), doch von wann diese Angabe ist, ist unbekannt: Ob das Gerät läuft oder ausgefallen ist, ist nicht bekannt.`,
  state: ({ says, at }) =>
    `Laut Atera bei der letzten Prüfung ${says} (abgefragt am ${utc(at)}; wann die Prüfung war, gibt Atera nicht an).`,
  genericHasNoState: ({ at }) =>
    `Ein generischer Monitor hat keinen Zustand, der sich abfragen lässt (abgefragt am ${utc(at)}): Nur der Alarm spricht für den Ausfall.`,
  stateNotReported: ({ at }) =>
    `Atera gibt nicht an, ob das Gerät läuft (abgefragt am ${utc(at)}): Nur der Alarm spricht für den Ausfall.`,

  saysNothing: 'ohne Angabe zum Zustand',
  saysUp: 'in Betrieb',
  saysDown: 'ausgefallen',
  saysDownOnPorts: ({ ports }) => `ausgefallen, keine Antwort auf Port ${ports}`,
  saysDownOnMorePorts: ({ ports }) => `ausgefallen, keine Antwort auf Port ${ports} und weiteren`,

  watcherNotReported: 'Welcher Agent es überwacht, ist nicht angegeben.',
  watchingPaused: 'Die Überwachung ist in Atera angehalten.',
  watcherNotKnown: ({ agent }) => `Überwacht wird es vom Agenten ${agent}, den Atera nicht mehr kennt.`,
  watcherOnlineNotReported: ({ agent }) =>
    `Überwacht wird es vom Agenten ${agent}; ob dieser online ist, gibt Atera nicht an.`,
  watcherOnline: ({ agent }) => `Überwacht wird es vom Agenten ${agent}, der online ist.`,
  watcherOffline: ({ agent }) => `Überwacht wird es vom Agenten ${agent}, der offline ist.`,
  watcherOfflineLastSeen: ({ agent, lastSeenAt }) =>
    `Überwacht wird es vom Agenten ${agent}, der offline ist (zuletzt gesehen am ${utc(lastSeenAt)}, nach der letzten Angabe von Atera).`,

  blindNotRead: 'Der Zustand lässt sich nicht abfragen',
  blindPaused: 'Die Überwachung ist in Atera angehalten',
  blindWatcherAway: ({ agent }) => `Der Agent ${agent}, der das Gerät überwacht, ist offline`,
  blindWatcherGone: ({ agent }) => `Der Agent ${agent}, der das Gerät überwacht hat, ist nicht mehr in Atera`,
  blindWatcherUnknown: ({ agent }) =>
    `Laut Eintrag ist das Gerät in Betrieb, doch ob der Agent ${agent} es jetzt sehen kann, ist nicht angegeben`,
  blindNoWatcher:
    'Laut Eintrag ist das Gerät in Betrieb, doch ob der Agent, der es überwacht, es jetzt sehen kann, ist nicht angegeben',

  nothingChanged: 'Am Gerät wurde nichts geändert; an einem Gerät ohne Agenten führt die App nie etwas aus.',
  findCause:
    'Suchen Sie die Ursache (Strom, Verkabelung, Switch-Port, Leitung): Das Gerät ist in letzter Zeit mehrmals ausgefallen.',
  nothingToDo: 'Es ist nichts zu tun; die App prüft weiter.',
  checkService:
    'Prüfen Sie, ob das Gerät eingeschaltet ist und der Dienst hinter jedem Port läuft; danach Netzwerk und Firewall-Regeln.',
  checkWebsite:
    'Öffnen Sie die Adresse in einem Browser; prüfen Sie den Webserver, seinen Namen (DNS), sein Zertifikat und den Text, den der Monitor sucht.',
  checkDevice:
    'Prüfen Sie Strom, Verkabelung und Switch-Port des Geräts sowie sein Netzwerk (bei SNMP auch, ob SNMP auf dem Gerät noch antwortet).',
  checkWhatTheyShare:
    'Prüfen Sie zuerst, was die Geräte gemeinsam haben (Strom, einen Switch, eine Leitung), und die Netzwerkverbindung des Agenten, der sie überwacht: Vielleicht erreicht nur er sie nicht. Prüfen Sie danach jedes Gerät von Hand.',
  checkByHand: 'Prüfen Sie das Gerät von Hand.',
  resumeWatching:
    'Setzen Sie die Überwachung des Geräts in Atera fort oder setzen Sie den Alarm auf gelöst, falls das Gerät außer Betrieb ist; prüfen Sie es bis dahin von Hand.',
  bringWatcherBack: ({ agent }) =>
    `Bringen Sie den Agenten ${agent} wieder online (mehr steht in seinem eigenen Alarm oder Ticket, falls es eines gibt), oder lassen Sie das Gerät von einem anderen Agenten überwachen; prüfen Sie es bis dahin von Hand.`,
  giveWatcher: 'Lassen Sie das Gerät in Atera von einem anderen Agenten überwachen; prüfen Sie es bis dahin von Hand.',
  checkWatcher: 'Prüfen Sie das Gerät von Hand, und sehen Sie in Atera nach, welcher Agent es überwacht.',
  closesWhenUp:
    'Atera das Gerät bei zwei Prüfungen in Folge als laufend anzeigt, während der überwachende Agent online ist, oder den Alarm selbst beendet hat und das Gerät nicht als ausgefallen anzeigt',
  closesWhenAlertEnds: 'Atera den Alarm selbst beendet hat und nicht wieder auslöst',

  upAgain: 'Das Gerät läuft wieder.',
  alertCleared: 'Atera hat den Alarm beendet.',
  downAllTheSame: 'Das Gerät ist trotzdem ausgefallen.',
  down: 'Das Gerät ist ausgefallen.',
  alertOnly: 'Atera meldet das Gerät als ausgefallen; dafür spricht nur der Alarm.',
  notObservable: ({ blind }) => `Ob das Gerät ausgefallen ist, ist nicht bekannt: ${blind}.`,

  waitsForGrace: ({ until }) =>
    `Der Ausfall dauert vielleicht nur kurz; das Gerät wird am ${utc(until)} erneut geprüft.`,
  siteHasTicket: ({ until }) =>
    `Das Gerät ist zusammen mit anderen seines Standorts ausgefallen, die ein gemeinsames Ticket haben; es wird am ${utc(until)} erneut geprüft.`,
  siteWouldHaveTicket: ({ until }) =>
    `Das Gerät ist zusammen mit anderen seines Standorts ausgefallen, die ein gemeinsames Ticket bekämen; es wird am ${utc(until)} erneut geprüft.`,
  ateraSuspected: ({ until }) =>
    `Es besteht der Verdacht auf eine Störung bei Atera selbst (den Grund nennt das Ergebnis atera-quiet); das Gerät wird am ${utc(until)} erneut geprüft.`,
  togetherHasTicket: ({ device, until }) =>
    `Das Gerät ist zusammen mit anderen ausgefallen; das Ticket von ${device} meldet alle; es wird am ${utc(until)} erneut geprüft.`,
  togetherGetsTicket: ({ device, until }) =>
    `Das Gerät ist zusammen mit anderen ausgefallen, für die ein gemeinsames Ticket ansteht, das von ${device}; es wird am ${utc(until)} erneut geprüft.`,
  togetherWouldHaveTicket: ({ device, until }) =>
    `Das Gerät ist zusammen mit anderen ausgefallen; ein gemeinsames Ticket, das von ${device}, würde alle melden; es wird am ${utc(until)} erneut geprüft.`,
  waitsToObserve: ({ blind, until }) =>
    `Ob das Gerät ausgefallen ist, ist nicht bekannt: ${blind}; es wird am ${utc(until)} erneut geprüft.`,
  waitsAsOneTicketReports: ({ blind, until }) =>
    `Ob das Gerät ausgefallen ist, ist nicht bekannt: ${blind}; ein gemeinsames Ticket meldet alle Geräte, die dieser Agent überwacht; das Gerät wird am ${utc(until)} erneut geprüft.`,
  waitsAsOneTicketWouldReport: ({ blind, until }) =>
    `Ob das Gerät ausgefallen ist, ist nicht bekannt: ${blind}; ein gemeinsames Ticket würde alle Geräte melden, die dieser Agent überwacht; das Gerät wird am ${utc(until)} erneut geprüft.`,
};
