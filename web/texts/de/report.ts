import { de as labels } from '../../../shared/texts/report/labels/de.ts';
import type { report as en } from '../en/report.ts';

/** The German texts of this view. */
export const report: typeof en = {
  ...labels,
  columns: { ...labels.columns, day: 'Tag (UTC)', span: 'Spanne' },
  title: 'Bericht',
  from: 'Zuerst gesehen von',
  to: 'bis',
  counting: 'Wird gezählt …',
  printable: 'Druckansicht',
  print: 'Drucken',
  hidePrintable: 'Zurück zu den Diagrammen',
  frame: 'Bericht zum Drucken',
  none: 'An diesen Tagen wurde kein Alarm zuerst gesehen.',
  counted: (at) => `Zahlen von ${at}.`,
  stale: 'Es war nicht genug Zeit, alle seither veränderten Tage zu zählen.',
  noneCounted: '–',
  ofTaken: 'Wie die übernommenen endeten',
  allTaken: 'Jeder Alarm wurde übernommen.',
  partial:
    'Von jedem Tag bleiben nur die häufigsten erhalten; wer selten darunter ist, kann mehr haben, als hier steht.',
  trendTitle: (days, most) =>
    `Gesehene Alarme, übernommene und solche mit Ticket, Tag für Tag. Tage: ${days}; höchstens an einem Tag: ${most}`,
  dayFigures: (day, alerts, takenUp, ticketed) =>
    `${day}: ${alerts} gesehen, davon ${takenUp} übernommen, von diesen ${ticketed} mit Ticket`,
  trendNote:
    'Nach dem Tag, an dem ein Alarm zuerst gesehen wurde. Ein Tag ohne Balken hatte keinen Alarm oder ist noch nicht gezählt.',
  asTable: 'Als Tabelle',
  backText: (conditions, afterFix) => `${conditions} (${afterFix} nach Behebung)`,
  ofConditions: (count) => `Von ${count} übernommenen Problemen.`,
  ageBetween: (from, to) => `${from} bis ${to} Tage`,
  ageOver: (days) => `über ${days} Tage`,
  longUnseen: (count) => `${count} von denen, die nicht erreichbar sind, wurden lange nicht gesehen.`,
  noAgents: 'Die Geräte wurden noch nicht aufgelistet.',
  agentsNote: (at, days) =>
    `Wie Atera sie ${at} auflistete. Lange nicht gesehen: nicht erreichbar und seit ${days} Tagen nicht gesehen.`,
};
