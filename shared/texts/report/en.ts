import { en as labels } from './labels/en.ts';

/** A report for an MSP and its customers. Labels, and whole sentences that say what a figure means. */
export const en = {
  ...labels,
  title: 'Alerts and what became of them',
  period: ({ from, to }: { from: string; to: string }): string =>
    `${from} to ${to} (UTC days on which an alert was first listed)`,
  all: 'All customers',
  madeAt: ({ at }: { at: string }): string => `Made ${at}.`,
  countedAt: ({ at }: { at: string }): string => `The figures are as of ${at}.`,
  nothing: 'No alert was listed in this time.',
  trendTitle: ({ days, most }: { days: number; most: number }): string =>
    `Alerts listed, taken up and with a ticket, day by day. Days: ${days}; most on one day: ${most}`,
  dayFigures: (one: { day: string; alerts: string; takenUp: string; ticketed: string }): string =>
    `${one.day}: ${one.alerts} listed, ${one.takenUp} of them taken up, ${one.ticketed} of these with a ticket`,
  ageBetween: ({ days, more }: { days: number; more: number }): string => `${days} to ${more} days`,
  ageOver: ({ days }: { days: number }): string => `over ${days} days`,
  formula: (one: {
    fixed: number;
    minutesPerFix: number;
    recovered: number;
    minutesPerRecovery: number;
    ticketed: number;
    minutesPerTicket: number;
    minutes: number;
  }): string =>
    `${one.fixed} fixed × ${one.minutesPerFix} min + ${one.recovered} recovered by themselves × ${one.minutesPerRecovery} min + ${one.ticketed} with a ticket × ${one.minutesPerTicket} min = ${one.minutes} min.`,
  notes: {
    course:
      'Each alert that was taken up is counted once: fixed and verified (after a command of the app that a later reading shows to have helped), else with a ticket, else over by itself, else left alone (cancelled, opted out, device gone), else not ended yet.',
    trend:
      'By the UTC day on which an alert was first listed, as it stands now. A day without a bar had no alert, or is not counted yet.',
    times: 'Percentiles are added up from histograms of each day and are exact to a tenth.',
    back: 'Conditions that were taken up in this time and had recovered less than so long before.',
    saved: 'The minutes are assumptions of the policy (section report), not measurements.',
    partial:
      'Of each day only the most frequent ones are kept, so a device or kind that is seldom among them may have more.',
    agents: ({ at, days }: { at: string; days: number }): string =>
      `As Atera listed them ${at}. Long unseen: not online, and not seen for ${days} days.`,
    noAgents: 'The devices have not been listed yet.',
    moreAgents: ({ count }: { count: number }): string =>
      `${count} more agents of small customers are not in these numbers.`,
    tickets:
      'Tickets whose condition is open and that nobody has ended, by the day on which its alert was first listed; of the last 400 days, not only of this time.',
    stale: 'Some days have changed since they were counted; their figures are from before.',
  },
};
