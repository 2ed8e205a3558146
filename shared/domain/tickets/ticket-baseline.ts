import { createHash } from 'node:crypto';
import { MINUTE_MS } from '../../durations.ts';
import { holdTexts } from '../../texts/hold/index.ts';
import type { Language } from '../../texts/language.ts';
import { isOneOf, isSameName, lettersOf, nameKey } from './same-text.ts';
import type { TenantRules, Ticket, TicketComment } from './ticket.ts';
import type { TicketMemory } from './ticket-memory.ts';

/** Every text and title the app wrote, or may have written, for a condition. */
export interface OwnTexts {
  readonly texts: readonly string[];
  readonly titles: readonly string[];
}

/** How a ticket differed from what the app wrote when it was first read back. */
export interface TicketChanges {
  /** Technician and status as found, where they differed. */
  readonly technician?: string | undefined;
  readonly status?: string | undefined;
  /** Keys of comments that are not ours and came with the ticket. */
  readonly replies: readonly string[];
}

/** One first read-back, as the tenant's rules are learned from it. */
export interface ReadBack extends TicketChanges {
  readonly ticketId: number;
}

/** A change is a rule's when so many of the latest read-backs before showed it. */
const SEEN_BEFORE = 3;

/** How many read-backs count: a person who takes a ticket now and then is no rule. */
export const READ_BACKS_KEPT = 6;

/** An automatic reply comes with the ticket; what is written later is somebody's. */
const REPLY_WITHIN_MS = 15 * MINUTE_MS;

/** "I am on it" can be anybody's; an automatic reply has a sentence. */
const MIN_REPLY_LETTERS = 15;

/**
 * A ticket's technician as it is compared: the e-mail, `#id` where Atera gives none, '' for none.
 */
function technicianOf({ technicianEmail, technicianId }: Ticket): string {
  if (technicianEmail !== '') return technicianEmail.toLowerCase();
  return technicianId === undefined ? '' : `#${technicianId}`;
}

/** Returns what a ticket read back shows beside what the app wrote. */
export function changesOf(
  memory: TicketMemory,
  ticket: Ticket,
  comments: readonly TicketComment[],
  written: OwnTexts,
): TicketChanges {
  const technician = technicianOf(ticket);
  const came = comments.filter(
    ({ texts, at }) => !isOneOf(written.texts, texts) && at !== undefined && isWithin(ticket, at),
  );
  const keys = came.flatMap(({ texts }) => texts.slice(0, 1)).map((text) => replyKey(text, written.titles));
  return {
    ...(technician !== memory.technician && { technician }),
    ...(!isSameName(ticket.status, memory.status) && { status: nameKey(ticket.status) }),
    replies: [...new Set(keys.filter((key) => key !== undefined))],
  };
}

/**
 * Returns the memory of a ticket that was read back: what the tenant's own rules did, as the policy
 * names them or the read-backs of `earlier` tickets showed the same, belongs to its baseline from
 * now on. Anything else stays a difference, that is a person's.
 */
export function afterReadBack(
  memory: TicketMemory,
  ticket: Ticket,
  changes: TicketChanges,
  rules: TenantRules,
  earlier: readonly ReadBack[],
): TicketMemory {
  const others = earlier.filter(({ ticketId }) => ticketId !== ticket.id).slice(-READ_BACKS_KEPT);
  const often = (shows: (readBack: ReadBack) => boolean) => others.filter(shows).length >= SEEN_BEFORE;
  const { technician, status, replies } = changes;
  const isTechnicianKnown =
    technician !== undefined &&
    (technician === rules.technician?.toLowerCase() || often((other) => other.technician === technician));
  const isStatusKnown =
    status !== undefined &&
    ((rules.status !== undefined && status === nameKey(rules.status)) || often((other) => other.status === status));
  return {
    ...memory,
    readBack: true,
    ...(isTechnicianKnown && { technician }),
    ...(isStatusKnown && { status: ticket.status }),
    replies: replies.filter((key) => often((other) => other.replies.includes(key))),
  };
}

/**
 * Returns how a person has touched the ticket, in words without a full stop; undefined when none
 * has. Rules that the policy names as the tenant's own are not a person's, whenever they act: some
 * wait for hours.
 */
export function touchedBy(
  memory: TicketMemory,
  ticket: Ticket,
  comments: readonly TicketComment[],
  written: OwnTexts,
  rules: TenantRules,
  language: Language,
): string | undefined {
  const texts = holdTexts(language);
  const statuses = [memory.status, ...(rules.status === undefined ? [] : [rules.status])];
  if (!statuses.some((status) => isSameName(ticket.status, status))) return texts.statusNow(ticket);
  if (![memory.technician, rules.technician?.toLowerCase()].includes(technicianOf(ticket)))
    return texts.technicianChanged;
  if (!isOneOf(written.titles, [ticket.title])) return texts.titleChanged;
  const isRules = ({ texts }: TicketComment) =>
    texts.some((text) => isAutoReply(rules.autoReply, text)) ||
    texts.slice(0, 1).some((text) => memory.replies.includes(replyKey(text, written.titles) ?? ''));
  const isForeign = comments.some((comment) => !isOneOf(written.texts, comment.texts) && !isRules(comment));
  return isForeign ? texts.commentWritten : undefined;
}

/** True when the text is the one the policy names, where `*` stands for anything. */
function isAutoReply(pattern: string | undefined, text: string): boolean {
  if (pattern === undefined) return false;
  const letters = lettersOf(text);
  const parts = pattern.split('*').map(lettersOf);
  const [first = '', last = ''] = [parts[0], parts.at(-1)];
  if (parts.length === 1) return letters === first;
  if (!letters.startsWith(first) || !letters.endsWith(last) || letters.length < first.length + last.length)
    return false;
  let rest = letters.slice(first.length, letters.length - last.length);
  return parts.slice(1, -1).every((part) => {
    const at = rest.indexOf(part);
    rest = rest.slice(at + part.length);
    return at >= 0;
  });
}

/**
 * What an automatic reply is known by on another ticket: its letters without the ticket's title and
 * without numbers and dates.
 */
function replyKey(text: string, titles: readonly string[]): string | undefined {
  let letters = lettersOf(text);
  for (const title of titles) letters = letters.replaceAll(lettersOf(title) || ' ', '');
  const words = letters.replaceAll(/\p{N}/gu, '');
  return words.length < MIN_REPLY_LETTERS ? undefined : createHash('sha256').update(words).digest('hex').slice(0, 32);
}

function isWithin({ createdAt }: Ticket, at: number): boolean {
  return createdAt !== undefined && at <= createdAt + REPLY_WITHIN_MS;
}
