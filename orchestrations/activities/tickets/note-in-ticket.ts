import type { LeaseSession } from '../../../shared/budget/fence.ts';
import type { Lease } from '../../../shared/budget/lease.ts';
import type { Leased } from '../../../shared/budget/run-leased.ts';
import type { Condition } from '../../../shared/domain/occurrences/condition.ts';
import { keyOfMute, notesComment, unreported, withNoted } from '../../../shared/domain/occurrences/ticket-notes.ts';
import { asOwn } from '../../../shared/storage/conditions/conditions.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import type { Subject } from '../../runtime/run.ts';
import type { Writing } from '../../runtime/steps.ts';
import { actingFor, assertMayAct, type BeforeActing, type MayActDeps } from '../effects/may-act.ts';
import { adoptCarriedTicket } from './carried-ticket.ts';
import { commentOnce } from './comment.ts';
import { muteNote } from './mute-note.ts';

type Deps = Pick<
  ActivityDeps,
  'atera' | 'alerts' | 'conditions' | 'customers' | 'effects' | 'runLeased' | 'clock' | 'policy'
> &
  MayActDeps;

interface Input {
  readonly lease: Lease;
  readonly subject: Subject;
}

/**
 * Notes in the ticket of an occurrence, or in the one its alert carries by now, what the row knows
 * and the ticket does not: what was done, what became of an approval, that the device is gone. Also
 * of an occurrence that has just ended. Idempotent: what was noted is in the row, and each comment
 * goes through the intent ledger.
 */
export function makeNoteInTicket(given: BeforeActing<Deps>) {
  return ({ lease, subject }: Input): Promise<Leased<Writing<object>>> =>
    given.runLeased(lease, async (session): Promise<Writing<object>> => {
      const deps = actingFor(given, subject);
      await assertMayAct(deps, 'propose', 'comment a ticket');
      const { key } = subject;
      const condition = asOwn(await deps.conditions.get(key.deviceKey, key.conditionKey), key);
      const notes = condition ? await notesOf(deps, condition) : [];
      const ticketId = condition && notes.length > 0 ? await ticketOf(deps, session, condition) : undefined;
      if (!condition || ticketId === undefined) return { state: 'written', result: {} };
      const text = notesComment(condition, notes, deps.language);
      const sequence = condition.notedInTicket?.length ?? 0;
      const name = { key, kind: 'news-comment', sequence } as const;
      const result = await commentOnce(deps, session, {
        ...{ name, lease, customerId: subject.customerId },
        ticketId,
        text,
      });
      if (result.state !== 'done') return result;
      // An earlier try may have noted less: what is missing follows next time, under another
      // number.
      const written = 'effect' in result ? (result.effect.text ?? '') : text;
      const reported = notes.filter((one) => written.includes(one.text)).map((one) => one.key);
      const keys = reported.length > 0 ? reported : [`earlier.${sequence}`];
      await deps.conditions.update(key, (row) => ({ ...withNoted(row, keys), lastCommentAt: deps.clock.now() }));
      return { state: 'written', result: {} };
    });
}

/** Nothing but the mute is no reason for a note: the next one says so. */
async function notesOf(deps: Deps, condition: Condition) {
  const notes = unreported(condition, deps.language);
  const text = notes.length > 0 ? await muteNote(deps, condition) : undefined;
  const key = keyOfMute(condition);
  return text === undefined || key === undefined ? notes : [...notes, { key, text }];
}

async function ticketOf(deps: Deps, session: LeaseSession, condition: Condition): Promise<number | undefined> {
  if (condition.ticketId !== undefined) return condition.ticketId;
  const carried = await adoptCarriedTicket(deps, session, condition);
  return carried?.hold ? undefined : carried?.ticketId;
}
