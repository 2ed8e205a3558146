import { en as labels } from '../../../shared/texts/report/labels/en.ts';

/** The view *Report*. */
export const report = {
  ...labels,
  columns: { ...labels.columns, day: 'Day (UTC)', span: 'Span' },
  title: 'Report',
  from: 'First listed from',
  to: 'to',
  counting: 'Counting …',
  printable: 'Printable page',
  print: 'Print',
  hidePrintable: 'Back to the charts',
  frame: 'Printable report',
  none: 'No alert was first listed on these days.',
  counted: (at: string) => `The figures are as of ${at}.`,
  stale: 'There was no time to count all days that have changed since.',
  noneCounted: '–',
  ofTaken: 'How those taken up ended',
  allTaken: 'Every alert was taken up.',
  partial: 'Of each day only the most frequent ones are kept, so one that is seldom among them may have more.',
  trendTitle: (days: string, most: string) =>
    `Alerts listed, taken up and with a ticket, day by day. Days: ${days}; most on one day: ${most}`,
  dayFigures: (day: string, alerts: string, takenUp: string, ticketed: string) =>
    `${day}: ${alerts} listed, ${takenUp} of them taken up, ${ticketed} of these with a ticket`,
  trendNote: 'By the day on which an alert was first listed. A day without a bar had no alert, or is not counted yet.',
  asTable: 'As a table',
  backText: (conditions: string, afterFix: string) => `${conditions} (${afterFix} after a fix)`,
  ofConditions: (count: string) => `Of ${count} conditions that were taken up.`,
  ageBetween: (from: number, to: number) => `${from} to ${to} days`,
  ageOver: (days: number) => `over ${days} days`,
  longUnseen: (count: string) => `${count} of those not online are long unseen.`,
  noAgents: 'The devices have not been listed yet.',
  agentsNote: (at: string, days: number) =>
    `As Atera listed them ${at}. Long unseen: not online, and not seen for ${days} days.`,
};
