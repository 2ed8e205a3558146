import type { Approval } from '../shared/domain/approval.ts';
import type { Condition } from '../shared/storage/conditions.ts';
import { iso } from './query-fields.ts';

type Row = Pick<Condition, 'state' | 'approval'>;

/** The latest question to a person about an occurrence and its answer, as people and programs read them; null when nobody was asked. */
export function approvalView(row: Row, now: number) {
  if (!row.approval) return null;
  const { facts, askedAt, answer } = row.approval;
  return {
    ...shortApproval(row, now),
    facts,
    askedAt: iso(askedAt),
    answer: answer ? { ...answer, at: iso(answer.at) } : null,
  };
}

/** The same in short: what is asked, and how the question stands at `now` (epoch ms). */
export function shortApproval(row: Row, now: number) {
  if (!row.approval) return null;
  const { asks, evidence, expiresAt } = row.approval;
  return { state: stateOf(row.state, row.approval, now), asks, evidence, expiresAt: iso(expiresAt) };
}

/** `dropped`: nobody needs to answer any more, because the remediation went on without. */
function stateOf(state: Row['state'], { answer, expiresAt }: Approval, now: number) {
  if (answer) return answer.approved ? 'approved' : 'rejected';
  if (now >= expiresAt) return 'expired';
  return state === 'remediating' ? 'pending' : 'dropped';
}
