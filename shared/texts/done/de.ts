import { utc } from '../../domain/time/utc.ts';
import type { en } from './en.ts';

/** As `en`; a `why` is a whole clause that begins with a capital. */
export const de: typeof en = {
  approvedBy: ({ by }) => `Freigegeben von ${by}`,
  sent: ({ by, at }) => `Freigegeben von ${by}, gesendet am ${utc(at)}.`,
  unclear: 'Ob Automox den Befehl angenommen hat, ist nicht bekannt; er wird nicht noch einmal gesendet.',
  saidNo: ({ by, reason = 'kein Grund angegeben' }) => `${by} hat abgelehnt: ${reason}.`,
  proposed: ({ asks }) => `Vorgeschlagen: ${asks}`,
  proposedBefore: ({ proposal }) => `Zuvor vorgeschlagen: ${proposal}`,
  notDone: ({ by, at }) => `Freigegeben von ${by} am ${utc(at)}; es wurde nicht ausgeführt.`,
  notDoneBecause: ({ by, at, why }) => `Freigegeben von ${by} am ${utc(at)}, aber nicht ausgeführt: ${why}.`,
  notDoneYet: ({ by, at }) => `Freigegeben von ${by} am ${utc(at)}; es ist noch nicht ausgeführt.`,
  notDoneYetBecause: ({ by, at, why }) => `Freigegeben von ${by} am ${utc(at)}; es ist noch nicht ausgeführt: ${why}.`,
  triedAgain: ({ until }) => `Es wird weiter versucht, bis ${utc(until)}.`,
  isVerified: 'Das Ergebnis wird noch geprüft.',
  workletUnknown: 'Ob es geholfen hat, ist nicht bekannt.',
  rebootUnknown: 'Ob das Gerät neu gestartet ist, ist nicht bekannt.',
  nothingMore: ({ text }) => text.replaceAll(/\b(nichts) (unternommen|geändert)/gi, '$1 weiter $2'),
  nobodyAnswered: ({ expiresAt }) =>
    `Bis ${utc(expiresAt)} hat niemand geantwortet; die App macht ohne eine Antwort weiter.`,
  approvedNow: ({ by, at }) =>
    `Freigegeben von ${by} am ${utc(at)}; vor der Ausführung wird das Gerät noch einmal geprüft.`,
  somebody: 'einer Person',
  notes: ({ marker, reported }) => `Nachtrag der Remediation-App ${marker}: ${reported}`,
  agentGone: ({ agentId }) =>
    `Atera kennt den Agenten ${agentId} nicht mehr; ob das Problem noch besteht, lässt sich nicht prüfen. Das Ticket bleibt offen: Bitte schließen Sie es, wenn es niemand mehr braucht.`,
  customerGone: ({ customerId }) =>
    `Atera führt keine Geräte des Kunden ${customerId} mehr; ob das Problem noch besteht, lässt sich nicht prüfen. Das Ticket bleibt offen: Bitte schließen Sie es, wenn es niemand mehr braucht.`,
};
