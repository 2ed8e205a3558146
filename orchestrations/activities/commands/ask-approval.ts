import { isListed } from '../../../shared/domain/alerts/alert-row.ts';
import { watchedFrom } from '../../../shared/domain/approvals/answer.ts';
import { type Approval, type ApprovalState, approvalState } from '../../../shared/domain/approvals/approval.ts';
import { evidenceHash, type Proposal } from '../../../shared/domain/approvals/proposal.ts';
import type { HeldBy } from '../../../shared/domain/mutes/held-by.ts';
import { endOf, muteOf } from '../../../shared/domain/mutes/mute.ts';
import type { Condition } from '../../../shared/domain/occurrences/condition.ts';
import { withEvent } from '../../../shared/domain/occurrences/course/trail.ts';
import { type OccurrenceKey, remediationId } from '../../../shared/domain/occurrences/keys.ts';
import { unsentApproval } from '../../../shared/domain/occurrences/what-was-done.ts';
import { reasonInSentence } from '../../../shared/domain/text/in-sentence.ts';
import { HOUR_MS } from '../../../shared/durations.ts';
import { languageOf } from '../../../shared/policy/customer.ts';
import { isOwn } from '../../../shared/storage/conditions/conditions.ts';
import { actionTexts } from '../../../shared/texts/action/index.ts';
import { doneTexts } from '../../../shared/texts/done/index.ts';
import { muteTexts } from '../../../shared/texts/mute/index.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import type { Subject } from '../../runtime/run.ts';
import { MUTES_KNOWN_MS } from '../effects/may-act.ts';
import { type NotifyDeps, notifyOf } from '../notify/notify-of.ts';
import { saveOutcomes } from '../upkeep/record-outcome.ts';

type Deps = Pick<
  ActivityDeps,
  'alerts' | 'conditions' | 'customers' | 'mutes' | 'outcomes' | 'clock' | 'policy' | 'log'
> &
  NotifyDeps;

interface Input {
  readonly subject: Subject;
  readonly proposal: Proposal;
}

/**
 * How the question stands; `muted` = its device is left alone, which `message` says without a full
 * stop; `alert-gone` = no person is asked, because no poll lists the alert any
 * more; `over` = cancelled meanwhile.
 */
export type Asked =
  | ApprovalState
  | { readonly state: 'alert-gone' }
  | { readonly state: 'over' }
  | { readonly state: 'muted'; readonly mute: HeldBy; readonly message: string };

/**
 * More questions than this about one occurrence mean that its evidence never stays the same: a
 * person takes over.
 */
const MAX_QUESTIONS = 5;

/**
 * Asks a person about an action, or returns how the question about the same evidence stands. The
 * question is kept in the row of the occurrence, whose deadline moves behind its end. Idempotent:
 * the same evidence is the same question.
 */
export function makeAskApproval(deps: Deps) {
  return async ({ subject, proposal }: Input): Promise<Asked> => {
    const { conditions, clock, policy, log } = deps;
    const { key } = subject;
    const now = clock.now();
    const condition = await conditions.get(key.deviceKey, key.conditionKey);
    if (!condition || !isOwn(condition, key) || condition.state === 'closed') return { state: 'over' };
    const evidence = evidenceHash(subject, proposal);
    const known = condition.approval;
    const isAnswered = known?.evidence === evidence && known.answer !== undefined;
    const muted = isAnswered ? undefined : await mutedNow(deps, subject);
    if (muted) {
      await conditions.update(key, (row) => withdrawn(row, now));
      return muted;
    }
    if (known?.evidence === evidence && known.withdrawnAt === undefined) {
      const state = approvalState(known, now);
      if (state.state === 'pending') await askAgain(deps, key);
      await notifyState(deps, condition, known, state);
      return state;
    }
    if (await areAlertsGone(deps, condition)) return { state: 'alert-gone' };
    const number = (known?.number ?? 0) + 1;
    const wasWithdrawn = (known?.withdrawn ?? 0) + (known?.withdrawnAt === undefined ? 0 : 1);
    if (number - wasWithdrawn > MAX_QUESTIONS) return { state: 'expired', because: 'asked-too-often' };
    const expiresAt = now + policy.approvalExpiresHours * HOUR_MS;
    const { text: asks, facts, isInWindow } = proposal;
    const when = isInWindow === true && { isInWindow };
    const before = wasWithdrawn > 0 && { withdrawn: wasWithdrawn };
    const approval = { evidence, number, asks, facts, askedAt: now, expiresAt, ...when, ...before };
    // The watchdog leaves a run alone that waits for a person.
    const nextAt = watchedFrom({ expiresAt }, policy.remediationDeadlineMinutes);
    const asked = await conditions.update(key, (row) => withQuestion(row, approval, nextAt));
    if (asked?.approval?.evidence !== evidence || asked.state === 'closed') return { state: 'over' };
    await notifyState(deps, asked, asked.approval, approvalState(asked.approval, now));
    const yes = unsentApproval(condition);
    const texts = actionTexts(languageOf(policy, subject.customerId));
    const waits = texts.waitsForApproval({ proposal: asks, until: expiresAt, evidence });
    const text = yes ? `${waits} ${whyAgain(texts, yes)}` : waits;
    await saveOutcomes(deps, asked, { subject, end: { end: 'waiting', code: 'approval-needed', text } }, now);
    log('approval-needed', { runId: remediationId(key), evidence, asks: proposal.text });
    return approvalState(asked.approval, now);
  };
}

/** Whoever asks again after it had ended in between notifies as well: it is sent once. */
async function notifyState(
  deps: Deps,
  row: Condition,
  { number, evidence, asks, expiresAt }: Approval,
  state: ApprovalState,
): Promise<void> {
  if (state.state === 'pending')
    return notifyOf(deps, row, {
      ...{ event: 'approval-needed', of: [number, evidence], text: asks },
      question: { number, evidence, expiresAt },
    });
  if (state.state !== 'expired' || state.because === 'asked-too-often') return;
  const language = languageOf(deps.policy, row.customerId);
  const why =
    state.because === 'too-old'
      ? actionTexts(language).tooOld(state)
      : doneTexts(language).nobodyAnswered({ expiresAt });
  return notifyOf(deps, row, { event: 'approval-expired', of: [number, evidence], text: `${asks} ${why}` });
}

/** Nobody is asked about a device that a person wants left alone. */
async function mutedNow(
  { mutes, clock, policy }: Pick<Deps, 'mutes' | 'clock' | 'policy'>,
  { key, playbook, customerId }: Subject,
): Promise<Extract<Asked, { state: 'muted' }> | undefined> {
  const { mutes: current } = await mutes.current(MUTES_KNOWN_MS);
  const mute = muteOf(current, { ...key, playbook, customerId }, clock.now());
  if (!mute) return undefined;
  const until = endOf(mute);
  const message = muteTexts(languageOf(policy, customerId)).asking({ ...mute, until });
  return { state: 'muted', mute: { id: mute.id, until }, message };
}

/** A question that was asked before the mute, and that nobody has answered, stands no more. */
function withdrawn(row: Condition, now: number): Condition {
  const { approval } = row;
  const isOver = !approval || approval.answer || approval.withdrawnAt !== undefined || row.state === 'closed';
  return isOver ? row : { ...row, approval: { ...approval, withdrawnAt: now } };
}

function whyAgain(
  texts: ReturnType<typeof actionTexts>,
  { answer: { by, at }, became }: NonNullable<ReturnType<typeof unsentApproval>>,
): string {
  const why = became?.what === 'not-done' ? became.why : undefined;
  return why === undefined
    ? texts.askedAgain({ by, at })
    : texts.askedAgainBecause({ by, at, why: reasonInSentence(why) });
}

/**
 * The row with its question. A person may have cancelled the occurrence meanwhile, and another
 * execution may have asked the same: then its answer must not be lost. Whoever asks runs, also
 * where the poll that started it failed before it could say so.
 */
function withQuestion(row: Condition, approval: Approval, nextAt: number): Condition {
  const isAsked = row.approval?.evidence === approval.evidence && row.approval.withdrawnAt === undefined;
  if (row.state === 'closed' || isAsked) return row;
  return withEvent(
    { ...asRunning(row), approval, nextAt },
    { what: 'asked', at: approval.askedAt, text: approval.asks },
  );
}

/** Only a row of that state takes an answer. */
function asRunning(row: Condition): Condition {
  return row.state === 'opening' ? { ...row, state: 'remediating' } : row;
}

/**
 * A run that was started again, or woken, waits for a person as long as the one before: the
 * watchdog is moved again.
 */
async function askAgain({ conditions, policy }: Deps, key: OccurrenceKey): Promise<void> {
  await conditions.update(key, (row) =>
    row.state !== 'closed' && row.approval && !row.approval.answer
      ? { ...asRunning(row), nextAt: watchedFrom(row.approval, policy.remediationDeadlineMinutes) }
      : row,
  );
}

/**
 * True when the last complete poll listed none of the occurrence's alerts: it is probably over, and
 * a person is not to be asked.
 */
async function areAlertsGone({ alerts }: Deps, { alertIds }: Condition): Promise<boolean> {
  if (alertIds.length === 0) return false;
  const listedSince = await alerts.listedSince();
  for (const alertId of alertIds) {
    const row = await alerts.get(alertId);
    if (row && row.closedAt === undefined && (isListed(row, listedSince) || row.confirmedOpenAt !== undefined))
      return false;
  }
  return true;
}
