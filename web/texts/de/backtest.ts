import type { backtest as en } from '../en/backtest.ts';

/** The German texts of this view. */
export const backtest: typeof en = {
  title: 'Rückrechnung',
  what: 'Spielt die Alarme der letzten Tage nach den heutigen Regeln durch und sagt, was die App getan hätte: was sie in Ruhe gelassen hätte und warum, wie viele Tickets statt wie vieler Alarme, wie viele Fragen. Aus Atera wird nur gelesen, langsamer als alles andere. Frühere Messwerte der Geräte gibt es nicht, deshalb wird über Behebungen nichts behauptet.',
  days: 'Tage',
  start: 'Rückrechnung starten',
  starting: 'Wird gestartet …',
  adminKey: 'Admin-Schlüssel',
  adminWhy:
    'Starten und Abbrechen verlangen den Master-Schlüssel der Funktions-App (App-Schlüssel → _master). Er wird nur dafür verwendet und bleibt nur in dieser Seite.',
  none: 'Es gibt noch keine Rückrechnung.',
  noneHint: 'Sie sagt, was die App hier getan hätte, bevor sie etwas tut.',
  all: 'Rückrechnungen',
  from: (since, to) => `${since} bis ${to}`,
  alerts: (count) => `${count} Alarme gelesen`,
  states: {
    reading: 'liest',
    playing: 'spielt durch',
    done: 'fertig',
    failed: 'gescheitert',
    cancelled: 'abgebrochen',
  },
  read: (percent) => `${percent} % gelesen`,
  left: (duration) => `noch etwa ${duration}`,
  playing: 'Alles ist gelesen; jetzt wird durchgespielt.',
  show: 'Bericht zeigen',
  hide: 'Bericht verbergen',
  cancel: 'Abbrechen',
  frame: 'Bericht der Rückrechnung',
};
