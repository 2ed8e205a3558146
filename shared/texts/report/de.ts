import type { en } from './en.ts';
import { de as labels } from './labels/de.ts';

/** As `en`. */
export const de: typeof en = {
  ...labels,
  title: 'Alarme und was aus ihnen wurde',
  period: ({ from, to }) => `${from} bis ${to} (UTC-Tage, an denen ein Alarm zum ersten Mal gelistet wurde)`,
  all: 'Alle Kunden',
  madeAt: ({ at }) => `Erstellt am ${at}.`,
  countedAt: ({ at }) => `Die Zahlen sind vom ${at}.`,
  nothing: 'In dieser Zeit wurde kein Alarm gelistet.',
  trendTitle: ({ days, most }) =>
    `Gesehene Alarme, übernommene und solche mit Ticket, Tag für Tag. Tage: ${days}; höchstens an einem Tag: ${most}`,
  dayFigures: (one) =>
    `${one.day}: ${one.alerts} gesehen, davon ${one.takenUp} übernommen, von diesen ${one.ticketed} mit Ticket`,
  ageBetween: ({ days, more }) => `${days} bis ${more} Tage`,
  ageOver: ({ days }) => `über ${days} Tage`,
  formula: (one) =>
    `${one.fixed} behoben × ${one.minutesPerFix} Min. + ${one.recovered} von selbst vorbei × ${one.minutesPerRecovery} Min. + ${one.ticketed} mit Ticket × ${one.minutesPerTicket} Min. = ${one.minutes} Min.`,
  notes: {
    course:
      'Jeder übernommene Alarm zählt einmal: behoben und überprüft (nach einem Befehl der App, der laut einer späteren Messung geholfen hat), sonst mit Ticket, sonst von selbst vorbei, sonst nicht weiter bearbeitet (abgebrochen, ausgenommen, Gerät entfernt), sonst noch nicht beendet.',
    trend:
      'Nach dem UTC-Tag, an dem ein Alarm zum ersten Mal gelistet wurde, nach heutigem Stand. Ein Tag ohne Balken hatte keinen Alarm oder ist noch nicht gezählt.',
    times: 'Die Perzentile werden aus Histogrammen der einzelnen Tage zusammengezählt und sind auf ein Zehntel genau.',
    back: 'Probleme, die in dieser Zeit übernommen wurden und weniger lang zuvor behoben waren.',
    saved: 'Die Minuten sind Annahmen der Richtlinie (Abschnitt report), keine Messungen.',
    partial:
      'Von jedem Tag sind nur die häufigsten aufbewahrt; was selten darunter ist, kann häufiger sein, als hier steht.',
    agents: ({ at, days }) =>
      `Wie Atera sie am ${at} gelistet hat. Lange nicht gesehen: nicht erreichbar und seit ${days} Tagen nicht gesehen.`,
    noAgents: 'Die Geräte wurden noch nicht gelistet.',
    moreAgents: ({ count }) => `${count} weitere Agenten kleiner Kunden sind nicht enthalten.`,
    tickets:
      'Tickets, deren Problem noch besteht und die niemand beendet hat, nach dem Tag, an dem der Alarm zum ersten Mal gelistet wurde; aus den letzten 400 Tagen, nicht nur aus dieser Zeit.',
    stale: 'Einige Tage haben sich seit der Zählung geändert; ihre Zahlen sind von vorher.',
  },
};
