import type { DurableClient } from 'durable-functions';
import { startRequested } from '../../orchestrations/activities/due/start-due.ts';
import type { StartDueDeps } from '../../orchestrations/activities/due/start-one.ts';
import { failureText } from '../../orchestrations/runtime/failure-text.ts';
import { withTicketHint } from '../../shared/domain/occurrences/ticket-hint.ts';
import { MINUTE_MS } from '../../shared/durations.ts';
import type { CarriedBy } from '../../shared/storage/conditions/ticket-index.ts';

/** A storm costs no more than this in a minute and process: a lookup is one read of storage. */
const LOOKUPS_A_MINUTE = 60;

/** Follow-ups that hints may start themselves; what is due beyond them is started by the poll. */
const STARTS_A_MINUTE = 20;

/** A ticket that is hinted at more often within a minute has been noted twice, which covers all. */
const HINTS_OF_A_TICKET = 2;

/** What a hint makes due; `started` = its follow-up is on its way. */
export interface HintTaken {
  readonly conditions: number;
  readonly started: number;
}

const NOTHING: HintTaken = { conditions: 0, started: 0 };

/** Takes a hint that a ticket of this id may have changed. */
export type TakeTicketHint = (client: DurableClient, ticketId: number) => Promise<HintTaken>;

/**
 * Returns what takes hints: conditions that the ticket carries are due, so that their follow-up
 * reads it, and it is started. Other tickets cost one read of storage, a ticket that was just
 * hinted at and all beyond the limits none. Idempotent; never reads a ticket itself.
 */
export function makeTakeTicketHint(deps: StartDueDeps): TakeTicketHint {
  const lookups = limited(deps, LOOKUPS_A_MINUTE);
  const starts = limited(deps, STARTS_A_MINUTE);
  const isFirst = firstOfMinute(deps);
  return async (client, ticketId) => {
    if (!isFirst(ticketId)) return NOTHING;
    if (!lookups()) return NOTHING;
    let conditions = 0;
    let started = 0;
    for (const carried of await deps.conditions.carriedBy(ticketId)) {
      if (!(await makeDue(deps, carried, ticketId))) continue;
      conditions++;
      if (starts()) started += await startNow(deps, client, carried);
    }
    if (conditions > 0) deps.log('ticket-hint', { ticketId, conditions, started });
    return { conditions, started };
  };
}

async function makeDue(
  { conditions, clock }: StartDueDeps,
  { deviceKey, conditionKey }: CarriedBy,
  ticketId: number,
): Promise<boolean> {
  const row = await conditions.get(deviceKey, conditionKey);
  const now = clock.now();
  if (!row || withTicketHint(row, ticketId, now) === row) return false;
  const { occurrence } = row;
  const key = { deviceKey, conditionKey, occurrence };
  return (await conditions.update(key, (before) => withTicketHint(before, ticketId, now))) !== undefined;
}

/** One that cannot be started now is started by the poll. */
async function startNow(deps: StartDueDeps, client: DurableClient, carried: CarriedBy): Promise<number> {
  const row = await deps.conditions.get(carried.deviceKey, carried.conditionKey);
  // What is under way sees to the hint at its end; its nextAt is a deadline.
  if (row?.state !== 'watching' || row.run > row.runEnded) return 0;
  try {
    return await startRequested(deps, client, carried);
  } catch (error) {
    deps.log('run-not-started', { ...carried, error: failureText(error) });
    return 0;
  }
}

/** Returns true so often in a minute. */
function limited({ clock }: Pick<StartDueDeps, 'clock'>, most: number): () => boolean {
  let since = Number.NEGATIVE_INFINITY;
  let count = 0;
  return () => {
    const now = clock.now();
    if (now >= since + MINUTE_MS || now < since) [since, count] = [now, 0];
    return count++ < most;
  };
}

/** Returns true for the first hints at a ticket in a minute. */
function firstOfMinute({ clock }: Pick<StartDueDeps, 'clock'>): (ticketId: number) => boolean {
  let since = Number.NEGATIVE_INFINITY;
  let counts = new Map<number, number>();
  return (ticketId) => {
    const now = clock.now();
    if (now >= since + MINUTE_MS || now < since) [since, counts] = [now, new Map()];
    const count = (counts.get(ticketId) ?? 0) + 1;
    // Bounded: beyond the lookups nothing is looked up anyway.
    if (counts.size < 10 * LOOKUPS_A_MINUTE || count > 1) counts.set(ticketId, count);
    return count <= HINTS_OF_A_TICKET;
  };
}
