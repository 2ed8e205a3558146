import { utc } from '../../domain/time/utc.ts';

/** Which of an alert's texts speak. */
const sources = { title: 'title', message: 'message', both: 'title and message' };

/** The texts of an alert that speak for a playbook. */
export type Source = keyof typeof sources;

/**
 * What happens to a listed alert. Times are epoch ms; a `reason` is a clause without a full stop.
 */
export const en = {
  sources: sources as Readonly<Record<Source, string>>,
  leftAlone: ({ reason }: { reason: string }): string => `Left alone: ${reason}.`,
  waits: ({ playbook, reason, confidence }: { playbook: string; reason: string; confidence: string }): string =>
    `Waits for the playbook ${playbook}: ${reason} (${confidence} confidence).`,
  rule: ({ playbook, reason, confidence }: { playbook: string; reason: string; confidence: string }): string =>
    `Playbook ${playbook}: ${reason} (${confidence} confidence).`,
  stays: ({ playbook }: { playbook: string }): string => `Stays with the playbook ${playbook}, which has taken it up.`,
  unreadable: ({ reason }: { reason: string }): string => `The alert row could not be read: ${reason}`,
  olderThanStart: ({ raisedAt, hours }: { raisedAt: number; hours: number }): string =>
    `Raised ${utc(raisedAt)}, more than ${hours} hours before the alerts of this account were first read: recorded only. To have it taken up, send its alertId to POST /api/remediations; if it fires again, that is taken up by itself.`,
  snoozed: ({ until }: { until: string }): string => `Snoozed until ${until}.`,
  noAgent: 'The alert names no agent, so the device cannot be read.',
  noDevice: 'The alert names neither an agent nor a GUID, so which device it is about cannot be determined.',
  noCustomer: 'The alert names neither an agent nor a GUID nor a customer, so there is nobody to open a ticket for.',
  agentUnknown: 'Whether the device has an agent is not known before the devices have been listed.',
  hasAgent: ({ label }: { label: string }): string =>
    `the device has an agent of its own, and ${label} is for devices without one`,
  listed: 'Listed by the poll; nothing is decided yet.',
  joined: ({ runId }: { runId: string }): string => `Another firing of a condition that ${runId} takes care of.`,
  opened: ({ runId }: { runId: string }): string => `Taken up by ${runId}.`,
  recordUnreadable: ({ message }: { message: string }): string =>
    `What the app keeps of this cannot be read (${message}), so nothing is done about it until that is repaired. Please check the device by hand.`,
  firstPoll: ({ count, hours }: { count: number; hours: number }): string =>
    `When the alerts of this account were first read, ${count} open ones that a playbook is for were more than ${hours} hours old. They are recorded only (older-than-start) and get no tickets. To have one taken up, send its alertId to POST /api/remediations; one that fires again is taken up by itself.`,

  /** Reasons. */
  confidence: { high: 'high', medium: 'medium', low: 'low' } as Readonly<Record<'high' | 'medium' | 'low', string>>,
  unknown: 'no playbook knows this title or message',
  never: ({ pattern }: { pattern: string }): string => `the policy leaves it alone (classification.never: ${pattern})`,
  couldBeEither: (one: { playbook: string; from: string; other: string; otherFrom: string }): string =>
    `it could be ${one.playbook} (${one.from}) and ${one.other} (${one.otherFrom})`,
  notBorneOut: ({ from, playbook, category }: { from: string; playbook: string; category: string }): string =>
    `${from} may mean ${playbook}, but the category ${category} does not bear it out`,
  recognised: ({ source }: { source: Source }): string => `recognised by its ${sources[source]}`,
  says: ({ source, says }: { source: Source; says: string }): string =>
    source === 'both' ? `title and message say ${says}` : `${sources[source]} says ${says}`,
  categoryAgrees: ({ reason, category }: { reason: string; category: string }): string =>
    `${reason}, category ${category} agrees`,
  categoryDiffers: ({ reason, category }: { reason: string; category: string }): string =>
    `${reason}, category ${category} does not`,
};
