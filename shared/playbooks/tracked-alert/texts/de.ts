import { utc } from '../../../domain/time/utc.ts';
import type { en } from './en.ts';

/** As `en`. */
export const de: typeof en = {
  condition: ({ label }) => `Alarm der Klasse „${label}“`,

  noClass: 'Keine Klasse der Richtlinie passt darauf',
  saysClass: ({ label }) => `dass er zur Klasse „${label}“ gehört`,

  headline: ({ label, device }) => `${label} auf ${device}`,
  keepsComingBack: ({ label, device }) => `${label} tritt auf ${device} immer wieder auf`,
  alertRaised: ({ label, device }) =>
    `Atera hat für ${device} einen Alarm ausgelöst, der laut Richtlinie als „${label}“ verfolgt wird.`,
  alertsEnded: ({ label, device }) =>
    `Atera hat für ${device} in letzter Zeit mehrmals Alarme der Klasse „${label}“ ausgelöst, und jeder ist wieder beendet.`,
  alertSays: ({ title, message, severity }) => {
    const graded = severity === undefined ? '' : ` (Schweregrad ${severity})`;
    return `Der Alarm in Atera${graded} lautet „${title}“${message === undefined ? '' : `: „${message}“`}.`;
  },
  alertNotKnown: 'Wie der Alarm in Atera lautet, ist nicht mehr bekannt.',
  hasEnded: ({ at }) => `Er ist in Atera beendet (geprüft am ${utc(at)}).`,
  hasLostRow: 'Ob er beendet ist, ist nicht bekannt: Die App hat keine Aufzeichnung mehr davon.',
  isOpen: ({ at }) => `Er ist in Atera offen (geprüft am ${utc(at)}).`,
  isOpenWithMore: ({ at, more }) =>
    `Er ist in Atera offen, dazu ${more === 1 ? '1 weiterer' : `${more} weitere`} seiner Klasse auf diesem Gerät (geprüft am ${utc(at)}).`,
  isOpenWithMoreUnnamed: ({ at, more }) =>
    `Er ist in Atera offen, dazu ${more === 1 ? '1 weiterer' : `${more} weitere`} seiner Klasse, ebenfalls ohne Angabe eines Geräts (geprüft am ${utc(at)}).`,
  nothingChanged: 'Am Gerät wurde nichts geändert; wovon ein solcher Alarm handelt, kann die App nicht prüfen.',
  nothingNow: 'Vorerst ist nichts zu tun.',
  followUp:
    'Gehen Sie dem nach, was der Alarm meldet. Ein Alarm aus einem Monitor von Atera endet von selbst; einer, den ein Skript oder die API angelegt hat, bleibt bestehen, bis ihn jemand in Atera auf gelöst setzt.',
  findCause: 'Suchen Sie die Ursache: Der Alarm ist in letzter Zeit mehrmals wiedergekommen.',
  closesWhen: 'Atera eine Zeit lang keinen solchen Alarm mehr offen hat',

  ended: ({ label }) => `Atera hat den Alarm nicht mehr offen (${label}).`,
  cameBackOften: 'Der Alarm ist in letzter Zeit mehrmals wiedergekommen.',
  mayPass: ({ until }) => `Der Alarm endet vielleicht von selbst; er wird am ${utc(until)} erneut geprüft.`,
  mayPassOfClass: ({ label, until }) =>
    `Der Alarm endet vielleicht von selbst (${label}); er wird am ${utc(until)} erneut geprüft.`,
  open: ({ label }) => `Atera hat den Alarm offen (${label}).`,
  severalOpen: ({ label, open }) => `Atera hat ${open} solche Alarme offen (${label}).`,
  lost: ({ label }) =>
    `Ob der Alarm beendet ist, ist nicht bekannt (${label}): Die App hat keine Aufzeichnung mehr davon.`,
};
