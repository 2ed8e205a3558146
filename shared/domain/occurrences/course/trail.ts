import { z } from 'zod';

/** What a row keeps of one event of its occurrence. Times are epoch ms. */
export const TrailEvent = z.object({
  what: z.enum(['opened', 'joined', 'asked', 'answered', 'verified', 'decided']),
  at: z.number(),
  /** The alert that opened or joined the occurrence. */
  alertId: z.number().optional(),
  /** The same decision, this often in a row, the latest at `lastAt`. */
  times: z.int().positive().optional(),
  lastAt: z.number().optional(),
  code: z.string().optional(),
  text: z.string().optional(),
  /** Who answered, and what. */
  by: z.string().optional(),
  approved: z.boolean().optional(),
  /** Of `opened`: how long ago the same condition had recovered, and whether after the app's command. */
  back: z.object({ afterMs: z.number().nonnegative(), fixed: z.boolean() }).optional(),
  /** How many inspections a run made, and when the latest was. */
  inspections: z.object({ count: z.int().positive(), lastAt: z.number() }).optional(),
});

/** As above. */
export type TrailEvent = z.output<typeof TrailEvent>;

/** The events of one occurrence, oldest first; `leftOut` earlier ones are not kept any more. */
export const Trail = z.object({ leftOut: z.int().nonnegative(), events: z.array(TrailEvent).readonly() });

/** As above. */
export type Trail = z.output<typeof Trail>;

/** With the texts some 6,000 characters: a fifth of what a column holds. */
const MAX_EVENTS = 24;
const MAX_TEXT = 240;

interface Trailed {
  readonly trail?: Trail | undefined;
}

/**
 * Returns the row with one event more. The same decision again is counted, not added; where there
 * are too many events the oldest decision but the first is left out, for questions, answers and
 * results are rarer.
 */
export function withEvent<R extends Trailed>(row: R, given: TrailEvent): R {
  const { leftOut, events } = row.trail ?? { leftOut: 0, events: [] };
  const event = given.text === undefined ? given : { ...given, text: given.text.slice(0, MAX_TEXT) };
  const last = events.at(-1);
  if (last && isSameDecision(last, event)) {
    const times = (last.times ?? 1) + 1;
    return {
      ...row,
      trail: { leftOut, events: [...events.slice(0, -1), { ...event, at: last.at, times, lastAt: event.at }] },
    };
  }
  return { ...row, trail: bounded({ leftOut, events: [...events, event] }) };
}

function isSameDecision(one: TrailEvent, other: TrailEvent): boolean {
  return one.what === 'decided' && other.what === 'decided' && one.code === other.code;
}

function bounded({ leftOut, events }: Trail): Trail {
  if (events.length <= MAX_EVENTS) return { leftOut, events };
  const isDecision = ({ what }: TrailEvent) => what === 'decided';
  const first = events.findIndex(isDecision);
  const next = events.findIndex((event, index) => index > first && isDecision(event));
  return { leftOut: leftOut + 1, events: events.toSpliced(first < 0 || next < 0 ? 1 : next, 1) };
}
