import { createHash } from 'node:crypto';
import { z } from 'zod';
import { plainText } from '../domain/text/plain-text.ts';
import { type EventName, eventNames, priorities } from './event-names.ts';

/** Longer texts end with an ellipsis: the ticket and the dashboard have the whole. */
const MAX_TEXT = 1_500;

/** What a question is found by; its link is made when it is sent, never stored. */
const Question = z.object({ number: z.int().positive(), evidence: z.string(), expiresAt: z.number() });

/** What a member of the summary says about a question, a ticket or a mute. */
const Held = z.object({
  ticketId: z.number().optional(),
  deviceName: z.string().optional(),
  customerName: z.string().optional(),
  until: z.number().optional(),
});
const MuteLine = z.object({
  what: z.string(),
  from: z.number(),
  until: z.number(),
  reason: z.string(),
  by: z.string().optional(),
});

const about = {
  /** `eventId`: the same row or effect always makes the same one. */
  id: z.string().regex(/^[A-Za-z0-9_-]{1,120}$/),
  event: z.enum(eventNames),
  at: z.number(),
  customerId: z.number().optional(),
  customerName: z.string().optional(),
  deviceName: z.string().optional(),
  playbook: z.string().optional(),
  priority: z.enum(priorities).optional(),
  ticketId: z.number().optional(),
  remediationId: z.string().optional(),
  question: Question.optional(),
  /** What an earlier one was about has ended. */
  ended: z.literal(true).optional(),
  /** For people: whole sentences in the customer's language, moments as its clocks show them. */
  text: z.string(),
};

/** What the daily summary says; a figure that is not known is absent. */
const Summary = z.object({
  from: z.number(),
  to: z.number(),
  figures: z.object({
    alertsSeen: z.number().optional(),
    takenUp: z.number().optional(),
    recovered: z.number().optional(),
    fixed: z.number().optional(),
    ticketsOpened: z.number().optional(),
    failed: z.number().optional(),
  }),
  /** Questions that are open. */
  questions: z.array(z.object(about)),
  held: z.array(Held),
  mutes: z.array(MuteLine),
  warnings: z.array(z.string()),
});

/**
 * One thing that people are notified of, as the table `outbox` keeps it. It says only what the row or
 * the effect knows that it is about. Times are epoch ms.
 */
export const NotifyEvent = z.object({ ...about, summary: Summary.optional() });

/** As above. */
export type NotifyEvent = z.output<typeof NotifyEvent>;

/**
 * Returns the id of an event, made of what names the row or the effect that it is about. Holds no
 * full stop: signatures of webhooks set one between the id and what follows.
 */
export function eventId(event: EventName, ...of: readonly (string | number)[]): string {
  const hash = createHash('sha256').update(JSON.stringify(of)).digest('base64url').slice(0, 22);
  return `${event}-${hash}`;
}

/** Returns the event as it fits a row: plain text, none of it longer than people read in a card. */
export function fitted(event: NotifyEvent): NotifyEvent {
  return { ...event, text: plainText(event.text, MAX_TEXT) };
}
