import { utc } from '../../domain/time/utc.ts';
import type { en } from './en.ts';

/** As `en`. */
export const de: typeof en = {
  asksYou: 'Darf die App das tun?',
  device: 'Gerät',
  customer: 'Kunde',
  alert: 'Alarm',
  unknown: 'nicht bekannt',
  evidence: 'Worauf das beruht',
  readAt: ({ at, ago }) => `Gelesen am ${utc(at)}, ${ago}.`,
  until: ({ at, left }) => `Bitte antworten Sie bis ${utc(at)} (${left}).`,
  killSwitch:
    'Der Notschalter ist an. Ihre Antwort wird gespeichert, aber es wird nichts an das Gerät gesendet, bevor er wieder aus ist.',
  approveTitle: 'Freigeben',
  approveMeans:
    'Das Gerät wird noch einmal geprüft. Nur wenn es noch denselben Befund zeigt, wird der Befehl gesendet; danach wird das Ergebnis geprüft.',
  approve: 'Freigeben',
  rejectTitle: 'Ablehnen',
  rejectMeans: 'Am Gerät geschieht nichts. Ein Ticket sagt, wer abgelehnt hat und warum.',
  reject: 'Ablehnen',
  name: 'Ihr Name',
  reason: 'Grund',
  optional: '(freiwillig)',
  signedInAs: ({ name }) => `Sie sind als ${name} angemeldet.`,
  needsRole: 'Sie können das lesen, aber nicht beantworten: dazu gehört die Rolle operator.',
  changesNothing:
    'Diese Seite zu öffnen beantwortet nichts. Wer ihre Adresse hat, kann sie sehen: Leiten Sie sie nicht weiter.',
  dashboard: 'Dashboard öffnen',
  signIn: 'Anmelden',
  backToQuestion: 'Frage noch einmal öffnen',

  notices: {
    'form-old': 'Es wurde nichts beantwortet: Die Seite war zu lange offen. So steht es jetzt.',
    'other-site': 'Es wurde nichts beantwortet: Die Antwort kam von einer anderen Website.',
    'no-name': 'Es wurde nichts beantwortet: Bitte geben Sie Ihren Namen an.',
    'no-reason': 'Es wurde nichts beantwortet: Bitte geben Sie an, warum nicht.',
    'too-long': 'Es wurde nichts beantwortet: Ein Name darf 100 Zeichen haben, ein Grund 300.',
  },

  factNames: {
    drive: 'Laufwerk',
    thresholdPercent: 'Grenze in Prozent',
    state: 'Zustand',
    service: 'Dienst',
    needs: 'Braucht',
    deviceClass: 'Art des Geräts',
    lastBoot: 'Letzter Start',
    signedIn: 'Angemeldet',
  },
  factValues: {
    'over its limit': 'über seiner Grenze',
    stopped: 'angehalten',
    'a reboot': 'einen Neustart',
    server: 'Server',
    workstation: 'Arbeitsplatzrechner',
    laptop: 'Notebook',
    nobody: 'niemand',
    somebody: 'jemand',
    unknown: 'nicht bekannt',
  },

  approvedBy: ({ by, at }) => `Freigegeben von ${by}, ${utc(at)}.`,
  rejectedBy: ({ by, at }) => `Abgelehnt von ${by}, ${utc(at)}.`,
  because: ({ reason }) => `Grund: ${reason}`,
  sent: ({ at }) => `Der Befehl wurde am ${utc(at)} gesendet.`,
  waits: 'Das Gerät wird noch einmal geprüft, bevor etwas gesendet wird.',
  waitsForSwitch: 'Der Notschalter ist an: Es wird nichts gesendet, bevor er wieder aus ist.',
  notDone: 'Es wurde nicht ausgeführt.',
  notDoneBecause: ({ why }) => `Es wurde nicht ausgeführt: ${why}.`,
  goneOn: 'Gerade wartet kein Ablauf darauf; das Dashboard sagt, wie es weitergeht.',

  pages: {
    approved: { title: 'Freigegeben', text: 'Danke. Sie können diese Seite schließen.' },
    rejected: {
      title: 'Abgelehnt',
      text: 'Danke. Am Gerät geschieht nichts; besteht das Problem noch, nennt ein Ticket Ihren Grund. Sie können diese Seite schließen.',
    },
    answered: { title: 'Schon beantwortet', text: 'Hier muss niemand mehr antworten. Die erste Antwort zählt.' },
    otherwise: {
      title: 'Schon beantwortet',
      text: 'Ihre Antwort zählt nicht: Die andere war früher. Was freigegeben wurde, lässt sich im Dashboard abbrechen.',
    },
    expired: { title: 'Abgelaufen', text: 'Niemand hat rechtzeitig geantwortet. Die App macht ohne Antwort weiter.' },
    changed: {
      title: 'Es hat sich etwas geändert',
      text: 'Dieser Link führt zu einer älteren Frage: Worauf sie beruhte, hat sich seither geändert, oder die App hat neu gefragt. Es wurde nichts beantwortet. Fragt die App noch, zeigt das Dashboard die neue Frage.',
    },
    over: {
      title: 'Schon beendet',
      text: 'Es wird niemand mehr gefragt: Dieser Vorgang ist beendet oder ging ohne Antwort weiter.',
    },
    withdrawn: {
      title: 'Zurückgezogen',
      text: 'Diese Frage wurde zurückgezogen, bevor jemand sie beantwortet hat: Ihr Gerät ist oder war stummgeschaltet. Es wurde nichts beantwortet. Endet die Stummschaltung, sieht die App neu nach und fragt neu, wenn es dann noch etwas zu fragen gibt.',
    },
    gone: { title: 'Nicht mehr bekannt', text: 'Die App weiß nicht mehr, worum es bei diesem Link ging.' },
    unreadable: {
      title: 'Unvollständiger Link',
      text: 'Das ist kein ganzer Link. Manche Programme brechen lange Adressen um: Bitte öffnen Sie ihn aus der Nachricht selbst.',
    },
    tampered: {
      title: 'Ungültiger Link',
      text: 'Dieser Link wurde verändert, nachdem die App ihn erstellt hatte. Es wurde nichts beantwortet.',
    },
    foreign: {
      title: 'Kein Link dieser App',
      text: 'Dieser Link stammt von einer anderen Installation, oder sein Schlüssel wurde seither ersetzt. Bitte öffnen Sie das Dashboard.',
    },
    off: {
      title: 'Zurzeit keine Links',
      text: 'Links lassen sich zurzeit nicht prüfen. Bitte antworten Sie im Dashboard.',
    },
    'not-allowed': {
      title: 'Nicht per Link',
      text: 'Die Richtlinie lässt hier keine Antwort per Link zu. Bitte antworten Sie im Dashboard.',
    },
    'sign-in': {
      title: 'Bitte melden Sie sich an',
      text: 'Um diese Frage zu sehen und zu beantworten, melden Sie sich mit Ihrem Konto an. Die Frage selbst wird danach gezeigt.',
    },
    'no-role': {
      title: 'Nicht für dieses Konto',
      text: 'Sie sind angemeldet, haben aber keine Rolle in dieser App. Ein Administrator vergibt sie in Entra unter Unternehmensanwendungen; melden Sie sich danach neu an.',
    },
    'no-operator': {
      title: 'Nicht für dieses Konto',
      text: 'Es wurde nichts beantwortet: Dazu gehört die Rolle operator. Ein Administrator vergibt sie in Entra unter Unternehmensanwendungen; melden Sie sich danach neu an.',
    },
    busy: {
      title: 'Zu oft geöffnet',
      text: 'Diese Frage wurde innerhalb einer Minute sehr oft geöffnet. Bitte versuchen Sie es in einer Minute noch einmal.',
    },
    'bad-form': {
      title: 'Nicht verstanden',
      text: 'Es wurde nichts beantwortet: Das ist nicht, was das Formular der Seite sendet.',
    },
    'too-large': {
      title: 'Zu viel',
      text: 'Es wurde nichts beantwortet: Das ist weit mehr, als das Formular der Seite sendet.',
    },
    'bad-record': {
      title: 'Nicht lesbar',
      text: 'Was die App darüber gespeichert hat, ist nicht lesbar; es wurde nichts beantwortet. Mehr sagen das Dashboard und das Protokoll.',
    },
    failed: {
      title: 'Das hat nicht geklappt',
      text: 'Ob etwas beantwortet wurde, ist nicht bekannt. Bitte öffnen Sie den Link noch einmal: Er zeigt, wie es steht.',
    },
  },
};
