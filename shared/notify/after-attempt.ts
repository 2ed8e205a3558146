import { DAY_MS, MINUTE_MS } from '../durations.ts';
import type { ChannelState } from '../storage/outbox/outbox-rows.ts';
import type { Attempt } from './channels/attempt.ts';

/** Between two messages: what comes meanwhile is one digest. */
const PACE_MS = MINUTE_MS;

/** Waits before a message is tried again; the last one from then on. */
const BACK_OFF_MINUTES = [1, 2, 5, 10, 20, 30];

/** Refusals for good in a row after which the channel is dead. */
const MOST_REFUSALS = 3;

/** A dead one is tried so often: whoever set it right need not tell the app. */
const DEAD_FOR_MS = DAY_MS;

/** A receiver may ask for more patience, but not indefinitely. */
const LONGEST_WAIT_MS = DAY_MS;

/** How a channel is after an attempt, and whether its message is off the list. */
export interface AfterAttempt {
  readonly state: ChannelState;
  readonly isOver: boolean;
}

/**
 * Returns how a channel is after an attempt that ended at `now` (epoch ms). A message that the
 * receiver refuses for good three times is given up where others were taken; else, and where the
 * receiver refuses everything, the channel is dead and keeps what waits. Pure.
 */
export function afterAttempt(state: ChannelState, attempt: Attempt, now: number): AfterAttempt {
  const { name, setUp, dropped, lastOkAt, droppedAt } = state;
  const kept = { name, setUp, dropped, droppedAt };
  if (attempt.ok)
    return { state: { ...kept, tries: 0, refusals: 0, lastOkAt: now, nextAt: now + PACE_MS }, isOver: true };
  const { code, reason } = attempt;
  const tries = state.tries + 1;
  const refusals = attempt.isPermanent ? state.refusals + 1 : 0;
  const failed = { lastFailedAt: now, failingSince: state.failingSince ?? now, code, reason };
  if (refusals >= MOST_REFUSALS) {
    const isMessage = code === 'message_refused' && lastOkAt !== undefined && (droppedAt ?? 0) < lastOkAt;
    if (isMessage) {
      const given = { ...kept, lastOkAt, ...failed, dropped: dropped + 1, droppedAt: now };
      return { state: { ...given, tries: 0, refusals: 0, nextAt: now + PACE_MS }, isOver: true };
    }
    const dead = { deadSince: state.deadSince ?? now, nextAt: now + DEAD_FOR_MS };
    return { state: { ...state, ...failed, tries, refusals, ...dead }, isOver: false };
  }
  return { state: { ...state, ...failed, tries, refusals, nextAt: now + waitOf(tries, attempt) }, isOver: false };
}

function waitOf(tries: number, { retryAfterSeconds = 0 }: Exclude<Attempt, { ok: true }>): number {
  const minutes = BACK_OFF_MINUTES[Math.min(tries, BACK_OFF_MINUTES.length) - 1] ?? 0;
  return Math.min(LONGEST_WAIT_MS, Math.max(minutes * MINUTE_MS, retryAfterSeconds * 1_000));
}

/** Returns a channel that is tried again at once, as one that was set up again. */
export function revived({ name, setUp, sending, dropped, lastOkAt }: ChannelState): ChannelState {
  return { name, setUp, sending, dropped, lastOkAt, tries: 0, refusals: 0 };
}
