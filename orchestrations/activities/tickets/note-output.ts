import type { Lease } from '../../../shared/budget/lease.ts';
import type { Leased } from '../../../shared/budget/run-leased.ts';
import { asOwn } from '../../../shared/storage/conditions/conditions.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import type { Subject } from '../../runtime/run.ts';
import type { Writing } from '../../runtime/steps.ts';
import { actingFor, assertMayAct, type BeforeActing, type MayActDeps } from '../effects/may-act.ts';
import { commentOnce } from './comment.ts';

type Deps = Pick<ActivityDeps, 'atera' | 'conditions' | 'customers' | 'effects' | 'runLeased' | 'clock' | 'policy'> &
  MayActDeps;

interface Input {
  readonly lease: Lease;
  readonly subject: Subject;
  readonly text: string;
  /** The number of the question whose approval ran the worklet: one note for each. */
  readonly approval: number;
}

/**
 * Notes in the occurrence's ticket what a worklet printed: for technicians only, whatever the
 * policy says of comments. Once, whatever crashes.
 */
export function makeNoteOutput(given: BeforeActing<Deps>) {
  return ({ lease, subject, text, approval }: Input): Promise<Leased<Writing<object>>> =>
    given.runLeased(lease, async (session): Promise<Writing<object>> => {
      const deps = actingFor(given, subject);
      await assertMayAct(deps, 'propose', 'comment a ticket');
      const { key } = subject;
      const condition = asOwn(await deps.conditions.get(key.deviceKey, key.conditionKey), key);
      // A person ended it: a closed ticket gets no notes.
      if (condition?.ticketId === undefined || condition.ticket?.hold) return { state: 'written', result: {} };
      const name = { key, kind: 'output-comment', sequence: approval } as const;
      const about = {
        ...{ name, lease, customerId: subject.customerId },
        ticketId: condition.ticketId,
        text,
        onlyInternal: true,
      };
      const result = await commentOnce(deps, session, about);
      return result.state === 'done' ? { state: 'written', result: {} } : result;
    });
}
