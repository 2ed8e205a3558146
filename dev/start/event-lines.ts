import type { LogEvent } from '../../orchestrations/runtime/deps.ts';
import { type Subject, Subjects } from './subjects.ts';

/** The facts of a log event. */
export type EventFacts = Parameters<LogEvent>[1];

const CUSTOMER_WIDTH = 17;
const DEVICE_WIDTH = 17;
const MAX_TITLE = 75;
/** The whole text is in the outcome. */
const MAX_END = 240;

/** Said of each device of a quiet site every ten minutes: once is enough. */
const SITE_WAIT = 'site-incident';

/** A message that was sent is printed where it arrives. */
const REPEATED = ['poll-complete', 'directory-coverage', 'notification-sent', 'report-days-counted'];

/**
 * What people need not read: what the poll repeats for the same alerts, or to a run that knows it
 * already.
 */
function isQuiet(event: string, { what }: EventFacts): boolean {
  return REPEATED.includes(event) || (event === 'run-notified' && what === 'answered');
}

const ANSWER_BY = 'your name';

/**
 * The lines with which a watcher can answer a question, to be pasted into another terminal. `url`
 * is the address of the app's host.
 */
export function howToAnswer({ runId, evidence }: EventFacts, url: string): string[] {
  const body = JSON.stringify({ evidence, by: ANSWER_BY });
  return [`          to say yes:  curl -d '${body}' ${url}/api/remediations/${runId}/approve`];
}

/** What happened, in words. An event that is not here is printed with its facts. */
const SENTENCES: Readonly<Record<string, (facts: EventFacts) => string>> = {
  'alert-listed': (facts) => `alert ${facts.alertId} listed: ${title(facts)}${fate(facts)}`,
  'alert-unreadable': (facts) => String(facts.text),
  'occurrence-opened': () => 'remediation starts: inspect, decide, inspect again',
  'alert-joined': (facts) => `alert ${facts.alertId} is the same condition again and joins its remediation`,
  'condition-woken': ({ alertId }) =>
    `${alertId === undefined ? 'its alert' : `alert ${alertId}`} is no longer listed: checked with Atera`,
  'ticket-opened': (facts) => `ticket ${facts.ticketId} opened: ${title(facts).replace(/ \[rmm .*/, '')}`,
  'ticket-reopened': (facts) => `ticket ${facts.ticketId} reopened`,
  'ticket-ended-by-person': (facts) => `ticket ${facts.ticketId} was ${facts.how} by a person: it is left alone`,
  'ticket-merged': (facts) => `ticket ${facts.ticketId} was merged into ${facts.into}`,
  'tickets-ended-in-bulk': () => 'many tickets were closed at once: by somebody, or by a rule',
  'ticket-resolved': (facts) => `ticket ${facts.ticketId} set to resolved`,
  'alert-resolved': (facts) => `alert ${facts.alertId} resolved: ${title(facts)}`,
  'approval-needed': (facts) => `a person is asked: ${facts.asks}`,
  'approval-answered': ({ approved }) =>
    `a person ${approved ? 'said yes: the device is checked once more' : 'said no'}`,
  'command-sent': (facts) =>
    `command sent to Automox: ${facts.kind === 'reboot' ? 'reboot' : 'run the cleanup worklet'}`,
  'site-incident': (facts) => `site incident: ${facts.quiet} of ${facts.of} always-on devices quiet`,
  'answer-page-opened': ({ standing }) => `somebody opens the page behind a link: the question is ${standing}`,
  'mute-created': () => 'a mute is made',
  'mute-begun': ({ until }) => `a mute begins: nothing is asked, written or sent until ${until}`,
  'mute-ended': () => 'a mute is over: what is still open is checked again',
  'site-back': () => 'the site is back',
  'first-poll': (facts) =>
    `first poll: ${facts.recordedOnly} alerts older than ${facts.olderThanHours} hours are recorded only`,
  'atera-suspected': () => 'Atera itself is suspected: no ticket for offline devices meanwhile',
  'atera-trusted': () => 'Atera is no longer suspected: offline alerts are handled as usual',
  'directory-refreshed': ({ agents, servers, withActions, without }) =>
    `directory refreshed: ${agents} devices in Atera, ${servers} in Automox, ${withActions} the app may act on${whyOthers(without)}`,
  'run-notified': () => 'nobody needs to answer any more',
  'run-ended': ({ text }) => `=> ${cut(String(text), MAX_END)}`,
};

const FATES: Readonly<Record<string, string>> = {
  queued: '',
  'no-playbook': ' - left alone, no playbook for it',
  'no-agent': ' - left alone, it names no device',
  'device-not-known': ' - waits until the devices have been listed',
  'older-than-start': ' - recorded only, it was old at the first poll',
  snoozed: ' - left alone while snoozed',
};

/**
 * Turns log events into lines: time, customer, device, what happened and why. Returns undefined for
 * events that only repeat themselves.
 */
export function makeEventLines(timeOfDay: () => string): (event: string, facts: EventFacts) => string | undefined {
  const subjects = new Subjects();
  const waitsForSite = new Set<unknown>();
  return (event, facts) => {
    const { customer, device } = subjects.of(facts);
    if (isQuiet(event, facts) || (facts.code === SITE_WAIT && waitsForSite.has(facts.runId))) return undefined;
    if (facts.code === SITE_WAIT) waitsForSite.add(facts.runId);
    const sentence = SENTENCES[event]?.(facts) ?? `${event} ${plainFacts(facts)}`;
    return subjectLine(timeOfDay(), { customer, device }, sentence);
  };
}

/** One line: time, whom it is about, what happened. */
export function subjectLine(time: string, { customer = '', device = '' }: Partial<Subject>, sentence: string): string {
  const who = `${customer.padEnd(CUSTOMER_WIDTH)}  ${device.padEnd(DEVICE_WIDTH)}`;
  return oneLine(`${time}  ${who}  ${sentence}`);
}

function whyOthers(without: EventFacts[string]): string {
  return without ? ` (not on the others: ${String(without).replaceAll('-', ' ')})` : '';
}

function fate(facts: EventFacts): string {
  const code = String(facts.code ?? '');
  return FATES[code] ?? ` - ${code}`;
}

function title(facts: EventFacts): string {
  return cut(String(facts.title ?? '') || '(no title)', MAX_TITLE);
}

/** A text that is no longer than `length`. */
export function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}

function plainFacts(facts: EventFacts): string {
  const known = Object.entries(facts).filter(([name, value]) => value !== undefined && name !== 'customer');
  return known.map(([name, value]) => `${name}=${value}`).join(' ');
}

/** A terminal obeys control characters, and titles come from devices. */
function oneLine(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, ' ').trimEnd();
}
