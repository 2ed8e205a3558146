import type { OrchestrationContext } from 'durable-functions';
import type { HeldBy } from '../../../shared/domain/mutes/held-by.ts';
import { MINUTE_MS } from '../../../shared/durations.ts';
import type { Failure } from '../../../shared/errors.ts';
import { watchRules } from '../../../shared/policy/watch-rules.ts';
import { endingTexts } from '../../../shared/texts/ending/index.ts';
import { muteTexts } from '../../../shared/texts/mute/index.ts';
import { nowOf } from '../durable-time.ts';
import { failureText } from '../failure-text.ts';
import type { Afterwards, RemediationRun, RunEnd } from '../run.ts';

/** The code of every end that the kill switch brought about. */
export const KILL_SWITCH = 'kill-switch';

/** The code of every end that a mute brought about. */
export const MUTED = 'muted';

/** What may stop a run before a write, and the code of its end. */
export type StoppedBy = typeof KILL_SWITCH | typeof MUTED;

/** What is known of a stop: plain JSON, for it may have to leave a sub-orchestration. */
export interface Stop {
  readonly by: StoppedBy;
  readonly message: string;
  /** The mute, and until when it holds; absent where it could not be read. */
  readonly mute?: HeldBy;
}

/**
 * Thrown inside an orchestration when a step was refused because the kill switch is on, or a person
 * has muted the device. Only `remediateAlert` and `followUp` catch it, so that no playbook can
 * forget to.
 */
export class StoppedBeforeWrite extends Error {
  override readonly name = 'StoppedBeforeWrite';
  readonly stop: Stop;

  constructor(stop: Stop) {
    super(stop.message);
    this.stop = stop;
  }
}

/** Returns the error of a step that was refused so; undefined for any other failure. */
export function stoppedBy({ code, message, mute }: Pick<Failure, 'code' | 'message' | 'mute'>) {
  if (code === 'kill_switch_on') return new StoppedBeforeWrite({ by: KILL_SWITCH, message });
  return code === 'muted' ? new StoppedBeforeWrite({ by: MUTED, message, ...(mute && { mute }) }) : undefined;
}

/**
 * Returns the end of a run that was stopped before a write: nothing is lost and nothing waits in a
 * history. The condition is checked again soon, and whatever is done after the switch is off again
 * is decided on that fresh inspection; what is muted is checked again when the mute ends, and what
 * has a ticket is inspected meanwhile as before. `clearSince` (epoch ms): since when every
 * inspection, this run's too, has found the condition recovered.
 */
export function stoppedBeforeWrite(
  context: OrchestrationContext,
  run: RemediationRun,
  { stop }: StoppedBeforeWrite,
  clearSince?: number,
): RunEnd {
  const { by: code, message: why, mute } = stop;
  const { language } = run.customer;
  const end = { end: 'waiting', code, why, ...(mute && { mute }) } as const;
  if (mute)
    return { ...end, text: muteTexts(language).ended({ message: why }), afterwards: untilItEnds(context, run, mute) };
  const text =
    code === MUTED
      ? muteTexts(language).endedUnread({ message: why })
      : endingTexts(language).untilOff({ message: why });
  const nextAt = recheckAt(context, run);
  return { ...end, text, afterwards: { next: 'watch', nextAt, ...(clearSince !== undefined && { clearSince }) } };
}

/** Returns when what was stopped is tried again (epoch ms). */
export function triedAgainAt(context: OrchestrationContext, run: RemediationRun, { mute }: Stop): number {
  return mute?.until ?? recheckAt(context, run);
}

function recheckAt(context: OrchestrationContext, { policy, subject }: RemediationRun): number {
  return nowOf(context) + watchRules(policy, subject.playbook).recheckMinutes * MINUTE_MS;
}

/**
 * Without a ticket there is nothing to close while it is muted, and where the alert leaves the list
 * the poll notices, once. What has no alert can only be inspected; and a ticket that was begun is
 * looked for.
 */
function untilItEnds(context: OrchestrationContext, run: RemediationRun, { until }: HeldBy): Afterwards {
  const { ticketId, mayHaveLostTicket, alertId, mayBeOver } = run;
  const { followUpEveryMinutes } = watchRules(run.policy, run.subject.playbook);
  const soon = Math.min(nowOf(context) + followUpEveryMinutes * MINUTE_MS, until);
  if (ticketId !== undefined || mayHaveLostTicket || alertId === undefined) return { next: 'watch', nextAt: soon };
  return { next: 'again', nextAt: mayBeOver ? soon : until };
}

/**
 * Returns the end of a run that met a bug or a storage outage: nothing is claimed about the device,
 * and the condition is checked again.
 */
export function unexpectedFailure(
  context: OrchestrationContext,
  { policy, customer }: RemediationRun,
  cause: unknown,
): RunEnd {
  const nextAt = nowOf(context) + policy.brokenRunRetryMinutes * MINUTE_MS;
  const texts = endingTexts(customer.language);
  const error = failureText(cause);
  return {
    end: 'failed',
    code: 'unexpected-error',
    text: texts.failedUnexpectedly({ error }),
    why: texts.unexpectedly,
    inspectionFailed: texts.unexpectedError({ error }),
    afterwards: { next: 'watch', nextAt },
  };
}
