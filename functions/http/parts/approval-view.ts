import type { z } from 'zod';
import type { Approval } from '../../../shared/domain/approvals/approval.ts';
import type { Condition } from '../../../shared/domain/occurrences/condition.ts';
import { actionOf } from '../../../shared/domain/occurrences/what-was-done.ts';
import { type Locale, withLocalTimes } from '../../../shared/domain/time/local-times.ts';
import type { Approval as Approved, ShortApproval } from '../answers/common.ts';
import { iso } from './query-fields.ts';

type Row = Pick<Condition, 'state' | 'occurrence' | 'approval' | 'lastAction' | 'customerId'>;

/**
 * Returns the latest question to a person about an occurrence and its answer, as people and
 * programs read them; null when no question was asked.
 */
export function approvalView(row: Row, now: number, locale: Locale): z.input<typeof Approved> | null {
  if (!row.approval) return null;
  const { facts, askedAt, answer, became } = row.approval;
  const shown = (text: string | undefined) => text && withLocalTimes(text, locale);
  return {
    ...inShort(row, row.approval, now, locale),
    facts,
    askedAt: iso(askedAt),
    answer: answer ? { ...answer, at: iso(answer.at), until: answer.approved ? iso(answer.until) : undefined } : null,
    became: became ? { ...became, why: shown(became.why), at: iso(became.at), until: iso(became.until) } : null,
  };
}

/** Returns the same in short: what is asked, and how the question stands at `now` (epoch ms). */
export function shortApproval(row: Row, now: number, locale: Locale): z.input<typeof ShortApproval> | null {
  return row.approval ? inShort(row, row.approval, now, locale) : null;
}

function inShort(row: Row, approval: Approval, now: number, locale: Locale): z.input<typeof ShortApproval> {
  const { evidence, expiresAt } = approval;
  const asks = withLocalTimes(approval.asks, locale);
  return { state: stateOf(row, approval, now), asks, evidence, expiresAt: iso(expiresAt) };
}

/**
 * `dropped`: no answer is needed any more, because the remediation went on without, or its device
 * was muted. An approval is
 * `approved` until its command is `sent`, or it is given up (`not-done`).
 */
function stateOf(row: Row, { number, answer, became, expiresAt, withdrawnAt }: Approval, now: number) {
  if (actionOf(row)?.approval === number) return 'sent';
  if (became?.what === 'not-done') return 'not-done';
  if (answer) return answer.approved ? 'approved' : 'rejected';
  if (withdrawnAt !== undefined) return 'dropped';
  if (now >= expiresAt) return 'expired';
  return row.state === 'remediating' ? 'pending' : 'dropped';
}
