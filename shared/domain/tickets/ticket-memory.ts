import { z } from 'zod';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../durations.ts';

/** A person's end of a ticket whose condition still held. Times are epoch ms. */
export const Hold = z.object({
  how: z.enum(['closed', 'deleted', 'merged']),
  /** When the person did it, or when it was noticed where Atera does not report. */
  at: z.number(),
  /** The app holds still until then, unless it gets worse. */
  until: z.number(),
  /** How it stood when it was noticed: fewer days, or twice as many devices, are worse. */
  daysToFull: z.number().optional(),
  quietDevices: z.number().optional(),
  /**
   * It has got worse, in words without a full stop: a new ticket is due as soon as one may be
   * written.
   */
  worse: z.string().optional(),
});

/** A person's end of a ticket whose condition still held. */
export type Hold = z.output<typeof Hold>;

/**
 * What the app knows of the ticket that carries a condition, or last carried it. Times are epoch
 * ms.
 */
export const TicketMemory = z.object({
  ticketId: z.number(),
  /** When it was opened, adopted or opened again. */
  since: z.number(),
  /**
   * When the app opened or met it, by its own clock: Atera's dates may be hours off where their
   * zone is not what it seems.
   */
  openedAt: z.number(),
  /**
   * Baseline: technician (e-mail or `#id`) and status as the app wrote them or the tenant's own
   * rules made them.
   */
  technician: z.string(),
  status: z.string(),
  /** Comments of the tenant's rules, each by its key. */
  replies: z.array(z.string()),
  /**
   * True when the ticket was read back after it was opened: what the rules did is in the baseline.
   */
  readBack: z.boolean(),
  /** When it was last read and found open, or its end noticed. */
  readAt: z.number().optional(),
  /** When the app set it to resolved; written right before. */
  resolvedAt: z.number().optional(),
  /** The app is about to open it again: an interrupted try is finished, and is no person's. */
  reopening: z.boolean().optional(),
  hold: Hold.optional(),
});

/** What the app knows of a ticket. */
export type TicketMemory = z.output<typeof TicketMemory>;

/** What the app writes into a new ticket. */
export interface WrittenFields {
  readonly technicianEmail?: string | undefined;
  readonly status: string;
}

/**
 * Rules act within seconds or minutes; a ticket that is read back sooner than this may not show
 * them yet.
 */
const READ_BACK_AFTER_MS = 15 * MINUTE_MS;

/**
 * Follow-ups come at whole intervals: one that is a little early is not deferred by a whole one.
 */
const SLACK_MS = 5 * MINUTE_MS;

/** Returns the memory of a ticket that carries the condition from now on. */
export function newMemory(
  ticketId: number,
  { technicianEmail, status }: WrittenFields,
  now: number,
  { readBack = false } = {},
): TicketMemory {
  const technician = technicianEmail?.toLowerCase() ?? '';
  return { ticketId, since: now, openedAt: now, technician, status, replies: [], readBack };
}

/** Returns what is known of this ticket, or of a fresh one when the memory is about another. */
export function memoryOf(
  memory: TicketMemory | undefined,
  ticketId: number,
  written: WrittenFields,
  now: number,
): TicketMemory {
  return memory?.ticketId === ticketId ? memory : newMemory(ticketId, written, now);
}

/** True when what the tenant's rules did to a new ticket can be read from it. */
export function isReadBackDue({ readBack, since }: TicketMemory, now: number): boolean {
  return !readBack && now >= since + READ_BACK_AFTER_MS;
}

/**
 * True when a ticket should be read: for the first time once rules have acted, then after
 * `everyHours`, or after as long as it was old at its last reading, at most a day. People end a
 * ticket early or late; a request for each hour of a long one buys nothing.
 */
export function isReadDue(memory: TicketMemory | undefined, now: number, everyHours: number): boolean {
  if (!memory) return true;
  const { since, readAt } = memory;
  if (readAt === undefined || readAt < since + READ_BACK_AFTER_MS) return now >= since + READ_BACK_AFTER_MS;
  const wait = Math.max(everyHours * HOUR_MS, Math.min(readAt - since, DAY_MS));
  return now >= readAt + wait - SLACK_MS;
}
