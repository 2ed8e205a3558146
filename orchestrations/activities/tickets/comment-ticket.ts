import type { Lease } from '../../../shared/budget/lease.ts';
import type { Leased } from '../../../shared/budget/run-leased.ts';
import { reportedByTicketText } from '../../../shared/domain/occurrences/ticket-notes.ts';
import { asDone } from '../../../shared/domain/occurrences/what-was-done.ts';
import { reminderComment, repeatComment, type TicketText } from '../../../shared/domain/tickets/ticket-text.ts';
import { asOwn } from '../../../shared/storage/conditions/conditions.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import type { Subject } from '../../runtime/run.ts';
import type { Writing } from '../../runtime/steps.ts';
import { actingFor, assertMayAct, type BeforeActing, type MayActDeps } from '../effects/may-act.ts';
import { commentOnce } from './comment.ts';
import { withMuteNote } from './mute-note.ts';

type Deps = Pick<ActivityDeps, 'atera' | 'conditions' | 'customers' | 'effects' | 'runLeased' | 'clock' | 'policy'> &
  MayActDeps;

interface Input {
  readonly lease: Lease;
  readonly subject: Subject;
  readonly ticketText: TicketText;
}

/**
 * Notes in the ticket that the alert fired again, or that the condition still holds. Idempotent:
 * the note is numbered, and its number moves on only when it is written.
 */
export function makeCommentTicket(given: BeforeActing<Deps>) {
  return ({ lease, subject, ticketText }: Input): Promise<Leased<Writing<object>>> =>
    given.runLeased(lease, async (session): Promise<Writing<object>> => {
      const deps = actingFor(given, subject);
      await assertMayAct(deps, 'propose', 'comment a ticket');
      const { key } = subject;
      const condition = asOwn(await deps.conditions.get(key.deviceKey, key.conditionKey), key);
      if (condition?.ticketId === undefined) return { state: 'written', result: {} };
      const sequence = condition.comments + 1;
      const name = { key, kind: 'comment', sequence } as const;
      const reported = await withMuteNote(deps, asDone(ticketText, condition), condition);
      const text = condition.repeats > 0 ? repeatComment(condition.repeats, reported) : reminderComment(reported);
      const result = await commentOnce(deps, session, {
        ...{ name, lease, customerId: subject.customerId },
        ticketId: condition.ticketId,
        text,
      });
      if (result.state !== 'done') return result;
      const noted = condition.repeats;
      await deps.conditions.update(key, (row) =>
        // Firings that came while the note was written are kept for the next one.
        row.comments >= sequence
          ? row
          : {
              ...reportedByTicketText(row, ticketText),
              ...{ comments: sequence, repeats: Math.max(0, row.repeats - noted), lastCommentAt: deps.clock.now() },
            },
      );
      return { state: 'written', result: {} };
    });
}
