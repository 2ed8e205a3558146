import { numberText } from '../../texts/numbers.ts';

type Values = Readonly<Record<string, string | number>>;

const count = (n = 0, one: string, many: string) => `${numberText(n, 'en')} ${n === 1 ? one : many}`;

/** What a back-test reports. Numbers come as they are; the page writes them in the language's way. */
export const en = {
  title: 'Back-test: what would have been done',
  period: ({ from, until, zone, source }: Values): string => `${from} to ${until} (${zone}), read from ${source}`,
  headline: ({ alerts: n, tickets, instead, quiet, nights }: Record<string, number>): string =>
    `${count(n, 'alert', 'alerts')} came. ${count(tickets, 'ticket', 'tickets')} would have been written or opened again, where one for each alert that a playbook takes would have been ${numberText(instead ?? 0, 'en')}. ${quiet} of ${count(nights, 'night', 'nights')} would have been without a call.`,
  nothingTaken: ({ alerts: n }: { alerts: number }): string =>
    n === 0
      ? 'There are no alerts in this period.'
      : `${count(n, 'alert', 'alerts')} came, and none is of a kind that a playbook takes: look at the titles below, and name your own under \`classification\` in the policy.`,
  figures: {
    alerts: 'alerts',
    takenUp: 'of a kind that a playbook takes',
    leftAlone: 'left alone',
    tickets: 'new tickets',
    siteTickets: 'of them for a whole site',
    reopened: 'tickets opened again',
    questions: 'questions to a person',
    ticketsThen: 'tickets that were written then, by whomever',
    openNow: 'still open',
  } as Readonly<Record<string, string>>,
  sections: {
    ends: 'What would have become of the alerts',
    playbooks: 'By playbook',
    customers: 'By customer',
    devices: 'Noisiest devices',
    notTaken: 'Titles that no playbook takes',
    sites: 'Sites that were away as a whole',
    nights: 'Nights',
    days: 'By day',
    hours: 'Alerts by hour of the day',
    notes: 'How far these figures go',
  },
  columns: {
    alerts: 'Alerts',
    takenUp: 'Taken',
    tickets: 'Tickets',
    reopened: 'Again',
    questions: 'Questions',
    playbook: 'Playbook',
    customer: 'Customer',
    device: 'Device',
    title: 'Title',
    reason: 'Why',
    what: 'What',
    since: 'Since',
    until: 'Until',
    quiet: 'Away',
    night: 'Night of',
    day: 'Day',
  },
  verdicts: {
    'left-alone': 'left alone',
    'not-listed': 'over before a poll would have listed it',
    passed: 'over before a person was needed',
    'in-site-ticket': 'in the one ticket of its site',
    ticket: 'a new ticket',
    reopened: 'the last ticket opened again',
    question: 'a person asked first',
    joined: 'in a ticket or a question that was there',
    waiting: 'still waiting at the end',
    undated: 'without a usable date',
  } as Readonly<Record<string, string>>,
  reasons: {
    'no-playbook': 'no playbook takes it',
    'no-agent': 'names no device',
    'device-not-known': 'its device is not known',
    'over-before-the-poll': 'shorter than the time between two polls',
    'alert-ended': 'ended at once',
    'alert-open': 'open to the end of the period',
    grace: 'within the grace of its kind of device',
    'out-of-hours': 'nobody at work would have missed it',
    'may-be-off': 'its people may have switched it off',
    'observed-once': 'gone at the second inspection',
    'may-pass': 'many of them pass by themselves',
    'reading-full': 'gone at the second inspection',
    'site-away': 'away together with its site',
    'vendor-quiet': 'Atera itself was suspected',
    'no-automox-match': 'gone at the second inspection',
    'threshold-unknown': 'gone at the second inspection',
    'same-condition': 'of the same condition',
    undated: 'its date is missing or unreadable',
  } as Readonly<Record<string, string>>,
  /** Why a person is called. */
  calls: {
    flapping: 'it comes and goes too often',
    'reading-full': 'still over its limit at the second inspection',
    'threshold-unknown': 'does not say its limit',
    'no-witness': 'still away at the second inspection, after its grace',
    'alert-only': 'still down after its grace',
    'still-stopped': 'still stopped at the second inspection',
    'not-by-atera': 'not of a monitor of Atera, so it does not end by itself',
    'alert-open': 'still open at the second inspection',
    'no-automox-match': 'restarting it is for a person',
    'two-witnesses': 'Automox can restart it',
    'site-quiet': 'the site is away',
  } as Readonly<Record<string, string>>,
  legend: {
    alerts: 'alerts',
    tickets: 'tickets and questions',
    quiet: 'alerts of a night without a call',
  } as Readonly<Record<string, string>>,
  /** Why the list was not read further back. */
  cuts: {
    'page-cap': 'the most pages that it was allowed were read',
    'vendor-cap': 'Atera gave no more rows',
    'page-repeated': 'Atera gave the same rows again',
  } as Readonly<Record<string, string>>,
  stillAway: 'not over',
  ofDevices: ({ quiet, of }: { quiet: number; of: number }): string => `${quiet} of ${of}`,
  nights: ({ nights, quiet, empty, alerts: n, tickets }: Record<string, number>): string =>
    `${quiet} of ${count(nights, 'night', 'nights')} (22:00 to 06:00 where the customer is) without a ticket or a question, ${empty} of them without an alert even. ${count(n, 'alert', 'alerts')} came at night; a person would have been called ${count(tickets, 'time', 'times')}.`,
  noneOf: 'none',
  notes: {
    'no-readings': () =>
      'What devices reported in the past is not kept anywhere. So nothing is said about what would have been repaired: an alert that stood is taken at its word, and what Atera recorded as its end for the end of its condition. Real inspections may find more that has recovered, and some that has not.',
    'end-unknown': ({ n }: Values) =>
      `Resolved alerts that do not say when they ended: ${n}. They count as having lasted until the same condition fired again: there may be tickets too many here, but none too few.`,
    undated: ({ n }: Values) => `Alerts without a usable date, which were recognised but not played: ${n}.`,
    'device-unknown': ({ n, devices }: Values) =>
      `Alerts of devices that the account has no more: ${n} (devices: ${devices}). Their kind is not known; as for a server, a person is called soonest for them.`,
    'no-devices': () =>
      'No list of devices was given, so the kind of each device is not known (each counts as a server, for which a person is called soonest), and whole sites could not be judged: there are tickets too many here. Give --agents FILE, or run it against the account.',
    'fleet-of-today': ({ devices }: Values) =>
      `Sites were judged by the ${devices} devices of today; how many there were then is not known.`,
    unreadable: ({ n }: Values) => `Rows that could not be read and are in no figure: ${n}.`,
    repeated: ({ n }: Values) => `Rows that came more than once and were counted once: ${n}.`,
    'still-open': ({ n }: Values) => `Alerts that were still open when this was read: ${n}.`,
    snoozed: ({ n }: Values) => `Alerts with a snooze: ${n}. When it was set is not recorded, so it was left out.`,
    'severity-unknown': ({ n }: Values) => `Alerts without a severity that is known: ${n}.`,
    'had-tickets': ({ n }: Values) =>
      `Alerts that had a ticket of somebody else's: ${n}. The app would have commented on those instead of writing its own; here it is played as if they were not there.`,
    suspected: ({ n }: Values) =>
      `Times at which Atera itself would have been suspected, and nobody called meanwhile: ${n}.`,
    'assumed-modes': () =>
      'Played as if every playbook may write tickets and ask (`approve`), for every customer, whatever `modes` and REMEDIATION_MODE say now. Questions are taken to be answered by nobody: one that is not answered within `approvalExpiresHours` becomes a ticket. People are taken to close no ticket of the app.',
    'zone-assumed': ({ n, zone }: Values) => `Dates of the file without a zone, which were read as ${zone}: ${n}.`,
    'names-as-ids': () =>
      'The file has no numbers of devices or customers: devices of the same name at the same customer count as one.',
    'list-cut': ({ reached, because }: Values) =>
      `The list was read back to ${reached} only (${because}). What was before that is in no figure.`,
    'gap-possible': ({ n }: Values) =>
      `Times at which alerts were deleted while the list was read: ${n}. It was read again from before, but a row may be missing.`,
    'not-newest-first': () => 'The list was not in order of time, so it was read to its end.',
  } as Readonly<Record<string, (values: Values) => string>>,
};

/** Texts of the back-test. */
export type BacktestTexts = typeof en;
