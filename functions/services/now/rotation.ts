import type { DurableClient } from 'durable-functions';
import type { Clock } from '../../../shared/clock.ts';
import { MINUTE_MS } from '../../../shared/durations.ts';

/** Something that is read again from time to time, with one storage transaction. */
export interface Part<T> {
  readonly name: string;
  readonly everyMs: number;
  /** `at` is epoch ms. */
  read(client: DurableClient, at: number): Promise<T>;
}

/** A part and what was last read of it; `failed` = the last try to read it failed. */
export interface Kept<T> {
  readonly part: Part<T>;
  value: T | undefined;
  readAt: number;
  /** How often it was read. */
  reads: number;
  failed: boolean;
}

/** Two transactions a turn are four in any 30 seconds, however many ask. */
const TURN_MS = 15_000;
const PARTS_PER_TURN = 2;

/** How often parts are read. */
export interface Pace {
  readonly turnMs: number;
  readonly partsPerTurn: number;
  /** By how much sooner than it says each part is due. */
  readonly faster: number;
}

const SPARING: Pace = { turnMs: TURN_MS, partsPerTurn: PARTS_PER_TURN, faster: 1 };

/** For tables that cost nothing, on a developer's machine: people want to see things move. */
export const EAGER: Pace = { turnMs: 1_000, partsPerTurn: 100, faster: 15 };

/** What nobody has asked for so long is read again as a whole. */
const FORGOTTEN_AFTER_MS = 5 * MINUTE_MS;

/** Returns a part of which nothing is read yet. */
export function kept<T>(part: Part<T>): Kept<T> {
  return { part, value: undefined, readAt: Number.NEGATIVE_INFINITY, reads: 0, failed: false };
}

/**
 * Keeps parts up to date for whoever asks: at most two of them are read in 15 seconds, those that
 * are most overdue; all of them when nobody has asked for five minutes. Reads only when asked, and
 * once for all who ask at the same time.
 */
export function makeRotation(all: readonly Kept<unknown>[], clock: Clock, pace: Pace = SPARING) {
  let turnAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | undefined;
  const touched = new Set<Kept<unknown>>();
  const refresh = async (client: DurableClient) => {
    const now = clock.now();
    const isForgotten = now - turnAt > FORGOTTEN_AFTER_MS;
    const isTurn = now - turnAt >= pace.turnMs;
    const due = isForgotten ? all : [...new Set([...touched, ...(isTurn ? mostOverdue(all, now, pace) : [])])];
    touched.clear();
    if (isTurn) turnAt = now;
    await Promise.all(due.map((one) => readOne(one, client, now)));
  };
  return {
    /** Reads what is due; then everything is as new as it gets. Never throws: see `failed`. */
    async refresh(client: DurableClient): Promise<void> {
      reading ??= refresh(client).finally(() => {
        reading = undefined;
      });
      await reading;
    },
    /** A person has changed it through this instance: it is read again with the next question. */
    touch: (one: Kept<unknown>) => void touched.add(one),
  };
}

function mostOverdue(all: readonly Kept<unknown>[], now: number, pace: Pace): Kept<unknown>[] {
  const overdue = ({ part, readAt }: Kept<unknown>) => ((now - readAt) * pace.faster) / part.everyMs;
  const due = all.filter((one) => overdue(one) >= 1);
  return due.sort((one, other) => overdue(other) - overdue(one)).slice(0, pace.partsPerTurn);
}

async function readOne(one: Kept<unknown>, client: DurableClient, now: number): Promise<void> {
  one.readAt = now;
  one.reads++;
  try {
    one.value = await one.part.read(client, now);
    one.failed = false;
  } catch {
    one.failed = true;
  }
}
