import type { LogEvent } from '../../orchestrations/deps.ts';
import { Subjects } from './subjects.ts';

/** The facts of a log event. */
export type EventFacts = Parameters<LogEvent>[1];

const CUSTOMER_WIDTH = 17;
const DEVICE_WIDTH = 17;
const MAX_TITLE = 60;

/** What people need not see: the poll says it again and again for the same alerts. */
const QUIET = ['alerts-not-listed'];

/** What happened, in words. An event that is not here is printed with its facts. */
const SENTENCES: Readonly<Record<string, (facts: EventFacts) => string>> = {
  'alert-seen': (facts) => `alert ${facts.alertId} seen: ${title(facts)}${fate(facts)}`,
  'alert-unreadable': (facts) => String(facts.text),
  'occurrence-opened': () => 'remediation starts: look, decide, look again',
  'alert-joined': (facts) => `alert ${facts.alertId} is the same condition again and joins its remediation`,
  'condition-woken': (facts) => `alert ${facts.alertId} is no longer listed: checked with Atera`,
  'ticket-opened': (facts) => `ticket ${facts.ticketId} opened: ${title(facts).replace(/ \[rmm .*/, '')}`,
  'ticket-reopened': (facts) => `ticket ${facts.ticketId} reopened`,
  'ticket-resolved': (facts) => `ticket ${facts.ticketId} set to resolved`,
  'alert-resolved': (facts) => `alert ${facts.alertId} resolved: ${title(facts)}`,
  'run-ended': (facts) => `=> ${facts.text}`,
};

const FATES: Readonly<Record<string, string>> = {
  queued: '',
  'no-playbook': ' - left alone, no playbook for it',
  'no-agent': ' - left alone, it names no device',
  snoozed: ' - left alone while snoozed',
};

/**
 * Turns log events into lines: time, customer, device, what happened and why. Answers undefined for events that only repeat
 * themselves.
 */
export function makeEventLines(timeOfDay: () => string): (event: string, facts: EventFacts) => string | undefined {
  const subjects = new Subjects();
  return (event, facts) => {
    const { customer, device } = subjects.of(facts);
    if (QUIET.includes(event)) return undefined;
    const sentence = SENTENCES[event]?.(facts) ?? `${event} ${plainFacts(facts)}`;
    const who = `${customer.padEnd(CUSTOMER_WIDTH)}  ${device.padEnd(DEVICE_WIDTH)}`;
    return oneLine(`${timeOfDay()}  ${who}  ${sentence}`);
  };
}

function fate(facts: EventFacts): string {
  const code = String(facts.code ?? '');
  return FATES[code] ?? ` - ${code}`;
}

function title(facts: EventFacts): string {
  const text = String(facts.title ?? '') || '(no title)';
  return text.length > MAX_TITLE ? `${text.slice(0, MAX_TITLE - 1)}…` : text;
}

function plainFacts(facts: EventFacts): string {
  const known = Object.entries(facts).filter(([name, value]) => value !== undefined && name !== 'customer');
  return known.map(([name, value]) => `${name}=${value}`).join(' ');
}

/** A terminal obeys control characters, and titles come from devices. */
function oneLine(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, ' ').trimEnd();
}
