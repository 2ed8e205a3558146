import { utc } from '../../domain/time/utc.ts';
import type { en } from './en.ts';

/** As `en`; a step is a whole clause here. */
export const de: typeof en = {
  steps: {
    'inspect the device': 'Das Gerät konnte nicht geprüft werden',
    'inspect the alert': 'Der Alarm konnte nicht geprüft werden',
    'inspect the device after the cleanup': 'Das Gerät konnte nach der Bereinigung nicht geprüft werden',
    'inspect the device after the restart': 'Das Gerät konnte nach dem Start des Dienstes nicht geprüft werden',
    'inspect the device after the reboot': 'Das Gerät konnte nach dem Neustart nicht geprüft werden',
    'send the command': 'Der Befehl konnte nicht gesendet werden',
    'resolve the alert': 'Der Alarm konnte nicht auf gelöst gesetzt werden',
    'write the ticket': 'Das Ticket konnte nicht geschrieben werden',
    'read the ticket': 'Das Ticket konnte nicht gelesen werden',
    'comment the ticket': 'Das Ticket konnte nicht kommentiert werden',
    'close the ticket': 'Das Ticket konnte nicht geschlossen werden',
    'look for the ticket of what was cancelled': 'Das Ticket zum abgebrochenen Vorgang konnte nicht gesucht werden',
  },
  failed: ({ step, message }) => `${step}: ${message}`,
  failedBecause: ({ step, message }) => `${step} (${message})`,
  wouldResolve: ({ summary }) => `Würde den Alarm auf gelöst setzen. ${summary}`,
  resolved: ({ summary }) => `Alarm auf gelöst gesetzt. ${summary}`,
  checkedOnceMore: ({ ticketId, summary }) =>
    `${summary} Bevor Ticket ${ticketId} geschlossen wird, wird noch einmal geprüft.`,
  searchedFor: ({ summary }) =>
    `${summary} Es wird noch einmal geprüft und das Ticket gesucht, das dafür begonnen wurde.`,
  wouldOpenTicket: ({ summary }) => `Würde ein Ticket eröffnen. ${summary}`,
  opened: ({ ticketId, summary }) => `Ticket ${ticketId} eröffnet. ${summary}`,
  adopted: ({ ticketId, summary }) => `Ticket ${ticketId} übernommen. ${summary}`,
  reopened: ({ ticketId, summary }) => `Ticket ${ticketId} wieder geöffnet. ${summary}`,
  held: ({ ticketId, summary }) => `Ticket ${ticketId} wird nicht weiter bearbeitet. ${summary}`,
  agentGone: ({ agentId }) => `Atera kennt den Agenten ${agentId} nicht mehr.`,
  deviceGone: ({ deviceGuid }) => `Atera kennt das Gerät ${deviceGuid} nicht mehr.`,
  customerGone: ({ customerId }) => `Atera führt keine Geräte des Kunden ${customerId} mehr.`,
  alertStillOpen: ({ nextAt }) => `Der Alarm ist noch offen; er wird am ${utc(nextAt)} erneut geprüft.`,
  itsTicketIsLeft: ({ ticketId }) => `Das zugehörige Ticket ${ticketId} bleibt, wie es ist.`,
  optedOutUnclear:
    'Ein benutzerdefiniertes Feld des Geräts in Atera sagt weder Ja noch Nein dazu, ob es in Ruhe gelassen werden soll; das gilt als Ja, und es wurde nichts unternommen. Bitte auf Ja oder Nein setzen.',
  modeNarrowed: ({ mode }) =>
    `Benutzerdefinierte Felder in Atera erlauben der App hier höchstens den Modus ${mode}. In einer Minute geht es in diesem Modus weiter.`,
  optedOut: 'Das Gerät ist in Atera von der Automatik ausgenommen; es wurde nichts unternommen.',
  untilOff: ({ message }) => `${message}. Es wird erneut geprüft, bis der Notschalter aus ist.`,
  failedUnexpectedly: ({ error }) => `Der Lauf ist unerwartet fehlgeschlagen: ${error}`,
  unexpectedError: ({ error }) => `Der Lauf ist unerwartet fehlgeschlagen: ${error}`,
  unexpectedly: 'Der Lauf ist unerwartet fehlgeschlagen',
  unexpectedlyOften: ({ starts }) => `Der Lauf ist ${starts}-mal unerwartet fehlgeschlagen`,
  norTicket: 'Auch ein Ticket konnte nicht geschrieben werden.',
  recoveredWithoutTicket: 'Das Problem besteht nicht mehr, bestätigt durch zwei Prüfungen; es gab kein Ticket.',
  recovered: {
    resolved: ({ ticketId }) =>
      `Das Problem besteht nicht mehr, bestätigt durch zwei Prüfungen; Ticket ${ticketId} ist auf gelöst gesetzt.`,
    'left to a person': ({ ticketId }) =>
      `Das Problem besteht nicht mehr, bestätigt durch zwei Prüfungen; Ticket ${ticketId} bleibt einer Person überlassen.`,
    'ended already': ({ ticketId }) =>
      `Das Problem besteht nicht mehr, bestätigt durch zwei Prüfungen; Ticket ${ticketId} war bereits abgeschlossen.`,
    gone: ({ ticketId }) =>
      `Das Problem besteht nicht mehr, bestätigt durch zwei Prüfungen; Ticket ${ticketId} gibt es nicht mehr.`,
  },
  recoveredLeft: ({ ticketId, because }) =>
    `Das Problem besteht nicht mehr, bestätigt durch zwei Prüfungen; Ticket ${ticketId} bleibt einer Person überlassen (${because}).`,
  recoveredWouldResolve:
    'Das Problem besteht nicht mehr, bestätigt durch zwei Prüfungen; würde den Alarm auf gelöst setzen.',
  clearOnce: 'Das Problem scheint nicht mehr zu bestehen; bevor etwas geschlossen wird, wird noch einmal geprüft.',
  wouldKeepTicket: ({ summary }) => `Besteht weiterhin; würde ein Ticket offen halten. ${summary}`,
  stillOccurring: ({ ticketId, readAt, summary }) =>
    `Besteht weiterhin (Ticket ${ticketId}${readAt === undefined ? '' : `, beim letzten Abruf am ${utc(readAt)} noch offen`}). ${summary}`,
  notVerified: ({ ticketId, readAt, summary }) =>
    `Nicht überprüft (Ticket ${ticketId}${readAt === undefined ? '' : `, beim letzten Abruf am ${utc(readAt)} noch offen`}). ${summary}`,
  cancelled: ({ said }) => `Abgebrochen von ${said}`,
  aPerson: 'einer Person',
  lostNotFound: 'Ein begonnenes Ticket wurde nicht gefunden.',
  ticketIsLeft: ({ ticketId }) => `Ticket ${ticketId} bleibt, wie es ist.`,
  ticketIsLost: ({ marker }) =>
    `Es wurde ein Ticket begonnen, dessen Nummer nicht bekannt ist; bitte suchen Sie in Atera nach „${marker}“ im Titel.`,
  unknownPlaybook: ({ playbook }) =>
    `Diese Version der App hat kein Playbook „${playbook}“, daher wird hier nichts unternommen. Bitte prüfen Sie das Gerät von Hand.`,
};
