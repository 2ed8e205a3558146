import { utc } from '../../domain/time/utc.ts';
import type { en } from './en.ts';

/** As `en`. */
export const de: typeof en = {
  headline: ({ condition, device }) => `Nicht überprüfbar: ${condition} (${device})`,
  what: ({ condition, device }) => `${condition} (${device}) konnte nicht überprüft werden.`,
  whatAlertSays: ({ says, device }) =>
    `Der Alarm von Atera besagt „${says}“; ob das auf ${device} zutrifft, konnte nicht überprüft werden.`,
  observed: ({ count, since, last }) =>
    count === 1
      ? `Seit ${utc(since)} ist eine Prüfung fehlgeschlagen: ${last}. Der Zustand des Geräts ist nicht bekannt.`
      : `Seit ${utc(since)} sind ${count} Prüfungen nacheinander fehlgeschlagen. Die letzte: ${last}. Der Zustand des Geräts ist nicht bekannt.`,
  tried:
    'Es wurde versucht, den Zustand des Geräts zu lesen; an einem Gerät, dessen Zustand nicht lesbar ist, wird nichts unternommen.',
  advice:
    'Prüfen Sie das Gerät von Hand, und sehen Sie nach, ob es sich in Atera und Automox öffnen lässt. Die App prüft es weiterhin.',
  closesWhen: 'das Gerät wieder lesbar ist und zwei Prüfungen nacheinander zeigen, dass das Problem nicht mehr besteht',
  summary: ({ count, since, last }) =>
    count === 1
      ? `Nicht überprüfbar: Seit ${utc(since)} ist eine Prüfung fehlgeschlagen: ${last}.`
      : `Nicht überprüfbar: Seit ${utc(since)} sind ${count} Prüfungen nacheinander fehlgeschlagen. Die letzte: ${last}.`,
};
