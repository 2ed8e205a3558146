import type { DurableClient } from 'durable-functions';
import { aboutRun } from '../../orchestrations/activities/due/run-inputs.ts';
import { makeRecordOutcome } from '../../orchestrations/activities/upkeep/record-outcome.ts';
import { terminateIfRunning } from '../../orchestrations/runtime/client/durable-terminate.ts';
import type { ActivityDeps } from '../../orchestrations/runtime/deps.ts';
import { DELIVERY_AFTER_ABORT_MS } from '../../shared/budget/lease.ts';
import {
  followUpId,
  type OccurrenceKey,
  remediationId,
  remediationInstance,
  ticketMarker,
} from '../../shared/domain/occurrences/keys.ts';
import { type Who, whoText } from '../../shared/domain/people/who.ts';
import { languageOf } from '../../shared/policy/customer.ts';
import { isPlaybook } from '../../shared/policy/policy.ts';
import { UnreadableConditionError } from '../../shared/storage/conditions/conditions.ts';
import { endingTexts } from '../../shared/texts/ending/index.ts';

type Deps = Pick<
  ActivityDeps,
  'alerts' | 'conditions' | 'customers' | 'effects' | 'outbox' | 'outcomes' | 'clock' | 'policy' | 'log'
>;

/**
 * How a cancellation went. `cancelling`: nothing is written any more, and the occurrence is closed
 * once a ticket that was begun is known. `busy`: the ticket is being written at this moment; ask
 * again at `at` (epoch ms).
 */
export type Cancelled =
  /** `spoilt` = what of its row cannot be read, which a later firing does not take over. */
  | { readonly state: 'cancelled'; readonly ticketId?: number; readonly spoilt?: string }
  | { readonly state: 'unknown' | 'over' | 'cancelling' }
  | { readonly state: 'busy'; readonly at: number };

/**
 * Cancels an occurrence at a person's request: terminates its run, closes it and records that in
 * its outcome rows; its alerts stay open, and its ticket is kept for a later firing. A run that is
 * writing its ticket is left to finish, or the ticket's number would be lost; where the number
 * stays unknown, a read-only follow-up searches for the ticket. A partly unreadable row is closed
 * if its required members can be read; else throws `UnreadableConditionError`.
 */
export async function cancelOccurrence(
  given: Deps,
  client: DurableClient,
  key: OccurrenceKey,
  { who, reason: why }: { readonly who: Who; readonly reason: string },
): Promise<Cancelled> {
  const deps = { ...given, conditions: { ...given.conditions, ...given.conditions.lenient } };
  const condition = await deps.conditions.get(key.deviceKey, key.conditionKey);
  if (!condition || condition.occurrence < key.occurrence) return { state: 'unknown' };
  if (condition.occurrence !== key.occurrence || condition.state === 'closed') return { state: 'over' };
  const language = languageOf(deps.policy, condition.customerId);
  const texts = endingTexts(language);
  const reason = `${who.how === 'key' ? texts.aPerson : whoText(who, language)}: ${why}`;
  const ticket = (await deps.effects.get({ key, kind: 'ticket', sequence: condition.ticketNumber }))?.effect;
  const isBegun = ticket?.state === 'intended' && condition.ticketId === undefined;
  const known = ticket ? ticket.notAfter + DELIVERY_AFTER_ABORT_MS + BUSY_MS : 0;
  if (isBegun && deps.clock.now() < known) return { state: 'busy', at: known };
  // Runs first: if this fails in between, the row is still open and the call can be repeated.
  await terminateIfRunning(client, remediationInstance(condition), why);
  await terminateIfRunning(client, followUpId(key, condition.followUps), why);
  const spoilt = await spoiltIn(given, key);
  // No run can search for the ticket of an unknown playbook or of an unreadable row.
  const mayBeSearched = isPlaybook(condition.playbook) && spoilt === undefined;
  if (isBegun && mayBeSearched) {
    const run = condition.run + 1;
    const row = await deps.conditions.update({ ...condition, run }, (before) => ({
      ...before,
      ...{ state: 'watching', cancelled: reason, nextAt: deps.clock.now(), runEnded: run },
    }));
    return { state: row ? 'cancelling' : 'over' };
  }
  const said = texts.cancelled({ said: reason });
  const marker = ticketMarker(condition, condition.ticketNumber);
  const ticketId = condition.ticketId ?? ticket?.ticketId;
  const about = ticketId === undefined ? {} : { ticketId };
  await makeRecordOutcome(deps)({
    subject: aboutRun(condition),
    runId: remediationId(key),
    end: {
      end: 'skipped',
      code: 'cancelled',
      text: isBegun ? `${said} ${texts.ticketIsLost({ marker })}` : said,
      ...about,
    },
    afterwards: { next: 'close', alertIds: condition.alertIds, isRecovery: false },
  });
  return { state: 'cancelled', ...about, ...(spoilt !== undefined && { spoilt }) };
}

async function spoiltIn({ conditions }: Deps, { deviceKey, conditionKey }: OccurrenceKey): Promise<string | undefined> {
  try {
    await conditions.get(deviceKey, conditionKey);
    return undefined;
  } catch (error) {
    if (error instanceof UnreadableConditionError) return error.message;
    throw error;
  }
}

/** A write whose answer was lost is searched for twice, a minute apart. */
const BUSY_MS = 60_000;
