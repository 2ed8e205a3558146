import type { OrchestrationContext, Task } from 'durable-functions';
import { endingTexts } from '../../shared/texts/ending/index.ts';
import { stepFailed } from '../runtime/endings/endings.ts';
import type { RemediationRun, RunEnd } from '../runtime/run.ts';
import { readTicket } from '../runtime/ticket-steps.ts';

/**
 * Ends an occurrence that a person has cancelled while the number of its ticket was not known:
 * searches for the ticket, which only reads, so the kill switch does not stop it, and closes the
 * occurrence. A later firing continues with that ticket instead of opening another.
 */
export function* endCancelled(
  context: OrchestrationContext,
  run: RemediationRun,
  { reason: said, alertIds }: NonNullable<RemediationRun['cancelled']>,
): Generator<Task, RunEnd> {
  const read = yield* readTicket(context, run, {});
  if (!read.ok) return stepFailed(context, run, 'ticket-not-read', 'look for the ticket of what was cancelled', read);
  const { ticketId } = read.value;
  const texts = endingTexts(run.customer.language);
  const found = ticketId === undefined ? texts.lostNotFound : texts.ticketIsLeft({ ticketId });
  return {
    end: 'skipped',
    code: 'cancelled',
    text: `${texts.cancelled({ said })} ${found}`,
    ...(ticketId !== undefined && { ticketId }),
    afterwards: { next: 'close', alertIds, isRecovery: false },
  };
}
