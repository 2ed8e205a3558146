import { utc } from '../../../domain/time/utc.ts';
import type { en } from './en.ts';

const counts: typeof en.counts = ({ quiet, of, still }) =>
  `${quiet} von ${of} Geräten im Dauerbetrieb sind gleichzeitig verstummt; noch verstummt: ${still}.`;

/** As `en`. */
export const de: typeof en = {
  condition: 'Standortausfall',
  customer: ({ customerId }) => `Kunde ${customerId}`,

  siteDown: ({ quiet, of, customer }) =>
    `Standort ausgefallen: ${quiet} von ${of} Geräten im Dauerbetrieb bei ${customer} verstummt`,
  partDown: ({ quiet, of, customer }) =>
    `Teil eines Standorts ausgefallen: ${quiet} von ${of} Geräten im Dauerbetrieb bei ${customer} verstummt`,
  wentQuiet: ({ quiet, of, customer, since }) =>
    `Bei ${customer} sind ${quiet} der ${of} Geräte im Dauerbetrieb gleichzeitig verstummt, das erste am ${utc(since)}. Ihre eigenen Offline-Alarme bekommen solange keine Tickets.`,
  offline: ({ quiet, of, at }) =>
    `Atera führt für ${quiet} von ${of} Geräten im Dauerbetrieb einen Offline-Alarm (Liste vom ${utc(at)}).`,
  offlineNamely: ({ quiet, of, names, at }) =>
    `Atera führt für ${quiet} von ${of} Geräten im Dauerbetrieb einen Offline-Alarm, nämlich ${names} (Liste vom ${utc(at)}).`,
  noneAway: ({ of, at }) =>
    `Keines der ${of} Geräte im Dauerbetrieb ist mehr weg: Atera führt keinen Offline-Alarm dafür, oder es wurde als online abgefragt (Liste vom ${utc(at)}).`,
  monitored: ({ names }) => `Überwachte Geräte mit Ausfallalarm: ${names}.`,
  andMore: ({ names, more }) => `${names} und ${more} weitere`,
  nothingChanged:
    'An den Geräten wurde nichts geändert; solange ein Standort ausgefallen ist, führt die App auf keinem seiner Geräte etwas aus.',
  callSite:
    'Rufen Sie den Standort an und prüfen Sie Strom, Internetleitung, Firewall und Switches; danach den Hypervisor, falls diese Geräte auf einem gemeinsamen laufen.',
  closesWhen: 'die Geräte wieder online sind und online bleiben',

  noneKnown: 'Derzeit ist kein Ausfall des Standorts bekannt.',
  counts,
  back: (found) => `Der Standort ist wieder online: ${counts(found)}`,
  mayPass: ({ until }) => `Der Ausfall dauert vielleicht nur kurz; der Standort wird am ${utc(until)} erneut geprüft.`,
  ateraSuspected: ({ until }) =>
    `Es besteht der Verdacht auf eine Störung bei Atera selbst; der Standort wird am ${utc(until)} erneut geprüft.`,

  suspected: ({ cause }) =>
    `Es besteht der Verdacht auf eine Störung bei Atera selbst: ${cause}. Solange wird für Geräte und Standorte, die offline sind, kein Ticket eröffnet.`,
  gaveUp: ({ since, cause }) =>
    `Seit ${utc(since)} bestand der Verdacht auf eine Störung bei Atera selbst: ${cause}. Die Geräte sind noch immer offline und werden deshalb jetzt wie üblich behandelt; in ihren Tickets steht, was vermutet wurde.`,
  trustedAgain: 'Die Geräte melden sich wieder; Offline-Alarme werden wie üblich behandelt.',
};
