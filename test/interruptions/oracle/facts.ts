import { HOUR, MINUTE } from '../../helpers/app/app.ts';
import type { About, Condition, Evidence, Span, TicketRecord } from '../evidence.ts';

/**
 * How late the vendors themselves report what is so: an inventory of Atera 30 min, contact 5 min,
 * an Automox scan 6 h.
 */
const LAG: Readonly<Record<Condition, number>> = { disk: 45 * MINUTE, offline: 20 * MINUTE, reboot: 7 * HOUR };

/** While something is disturbed, what was read may be written down so much later. */
const DISTURBED_LAG = 3 * HOUR;

/** Whether a condition held at `at`, by the world itself. */
export function heldAt(
  { turns, start }: Pick<Evidence, 'turns' | 'start'>,
  { device, condition }: About,
  at: number,
): boolean {
  const all = turns.filter((turn) => turn.device === device && turn.condition === condition);
  // What held at first had held before.
  return (
    (all.findLast((turn) => turn.at <= at) ?? (at < start ? all.find((turn) => turn.at <= start) : undefined))?.holds ??
    false
  );
}

/** Whether it held (or, with `wanted` false, did not) at some moment of a span. */
export function wasEver(
  evidence: Pick<Evidence, 'turns' | 'start'>,
  about: About,
  [from, to]: Span,
  wanted: boolean,
): boolean {
  if (heldAt(evidence, about, from) === wanted) return true;
  const { device, condition } = about;
  return evidence.turns.some(
    (turn) =>
      turn.at > from &&
      turn.at <= to &&
      turn.device === device &&
      turn.condition === condition &&
      turn.holds === wanted,
  );
}

/** When the occurrence that is on at `at` began. */
export function beganAt({ turns, start }: Pick<Evidence, 'turns' | 'start'>, { device, condition }: About, at: number) {
  const begins = turns.filter(
    (turn) => turn.at <= at && turn.device === device && turn.condition === condition && turn.holds,
  );
  return begins.at(-1)?.at ?? start;
}

/** The time in which a reading that a text of `at` rests on may have been made. */
export function readingSpan(evidence: Pick<Evidence, 'disturbed'>, condition: Condition, at: number): Span {
  const lag = LAG[condition] + (wasDisturbed(evidence, [at - DISTURBED_LAG, at]) ? DISTURBED_LAG : 0);
  return [at - lag, at];
}

/** Whether an interruption was on, or could still be felt, within a span. */
export function wasDisturbed({ disturbed }: Pick<Evidence, 'disturbed'>, span: Span): boolean {
  return disturbed.some((one) => overlaps(one, span));
}

/** Whether two spans have a moment in common. */
export function overlaps([from, to]: Span, [other, otherTo]: Span): boolean {
  return from <= otherTo && other <= to;
}

/** The minute that `2026-03-02 08:20` names. */
export function minuteOf(text: string): Span {
  const from = Date.parse(`${text.replace(' ', 'T')}:00Z`);
  return [from, from + MINUTE - 1];
}

/** Whether a moment is within a span, or so near to it. */
export function isWithin(at: number, [from, to]: Span, nearMs = 0): boolean {
  return at >= from - nearMs && at <= to + nearMs;
}

/** Whether a ticket was open at `at`. */
export function isOpenAt({ turns }: TicketRecord, at: number): boolean {
  const last = turns.findLast((turn) => turn.at <= at);
  return last !== undefined && !FINISHED.has(last.status);
}

/** Statuses that end a ticket. */
export const FINISHED: ReadonlySet<string> = new Set(['Resolved', 'Closed']);

/** The requests that order a command at Automox. */
export function commandRequests({ requests }: Pick<Evidence, 'requests'>) {
  return requests.filter(
    ({ method, path, body }) =>
      method === 'POST' && (path.includes('/policies/') || JSON.stringify(body ?? '').includes('"Reboot"')),
  );
}
