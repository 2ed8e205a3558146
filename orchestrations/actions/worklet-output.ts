import type { OrchestrationContext, Task } from 'durable-functions';
import type { DeviceAction } from '../../shared/domain/approvals/proposal.ts';
import { type OutputFound, outputComment } from '../../shared/domain/tickets/output-comment.ts';
import { OUTPUT_REQUESTS } from '../activities/commands/read-output.ts';
import { escalate } from '../runtime/endings/endings.ts';
import { type Stop, StoppedBeforeWrite } from '../runtime/endings/stopped-before-write.ts';
import type { Observation } from '../runtime/inspection.ts';
import { activities, budgets, orchestrators } from '../runtime/names.ts';
import type { RemediationRun, RunEnd } from '../runtime/run.ts';
import { vendorStep, writing } from '../runtime/steps.ts';
import { runPart } from '../runtime/sub-orchestration.ts';

/** What was sent and when (epoch ms), and the number of the question that was approved. */
interface Sent {
  /** False where Automox's answer was lost: then only an output shows that it ran. */
  readonly isTaken: boolean;
  readonly action: DeviceAction;
  readonly at: number;
  readonly approval: number;
}

/** Input of `reportWithOutput`: what was sent, and what the ticket is to say. */
interface Report extends Sent {
  readonly run: RemediationRun;
  readonly observation: Pick<Observation, 'ticketText' | 'summary'>;
}

/**
 * How it ended, or what stopped it before a write. An error's class does not survive the way
 * out of an orchestration.
 */
type Reported = { readonly end: RunEnd } | { readonly held: Stop };

/**
 * Requests of one internal comment; searching for a lost one takes more, and unused tokens are
 * returned.
 */
const NOTE_REQUESTS = 2;

/**
 * Ends a run that ran a worklet with a ticket for a person, and quotes in it what the worklet
 * printed, as far as the policy wants that.
 */
export function* escalateWithOutput(
  context: OrchestrationContext,
  run: RemediationRun,
  { action, at, approval, isTaken }: Sent,
  { ticketText, summary }: Pick<Observation, 'ticketText' | 'summary'>,
): Generator<Task, RunEnd> {
  if (!run.policy.workletOutput) return yield* escalate(context, run, { ticketText, summary });
  const report: Report = { run, action, at, approval, isTaken, observation: { ticketText, summary } };
  const reported = yield* runPart<Reported>(context, orchestrators.reportWithOutput, report);
  if ('held' in reported) throw new StoppedBeforeWrite(reported.held);
  return reported.end;
}

/**
 * Writes the ticket, then quotes the output. An orchestration of its own, so that the history of
 * the remediation stays small.
 */
export function* reportWithOutput(context: OrchestrationContext): Generator<Task, Reported> {
  const report = context.df.getInput<Report>();
  let end: RunEnd | undefined;
  try {
    end = yield* escalate(context, report.run, report.observation);
    if (end.ticketId !== undefined) yield* quoteOutput(context, report);
    return { end };
  } catch (error) {
    if (!(error instanceof StoppedBeforeWrite)) throw error;
    // Stopped after the ticket was written, the output is not quoted: the ticket says all that
    // matters.
    return end ? { end } : { held: error.stop };
  }
}

/** Attempts once to read it; the result decides nothing. */
function* quoteOutput(
  context: OrchestrationContext,
  { run: { subject, policy, customer }, action, at, approval, isTaken }: Report,
): Generator<Task, void> {
  if (action.kind !== 'worklet') return;
  const read = yield* vendorStep<OutputFound | undefined>(context, {
    budget: budgets.automox,
    activity: activities.readOutput,
    requests: OUTPUT_REQUESTS,
    urgency: 'verify',
    input: { action, sentAt: at },
    waits: { retryAfterMinutes: [] },
  });
  if (!read.ok || !read.value || (!isTaken && read.value.state !== 'found')) return;
  const text = outputComment({ workletId: action.workletId, sentAt: at }, read.value, customer.language);
  yield* writing<object>(context, {
    activity: activities.noteOutput,
    requests: NOTE_REQUESTS,
    urgency: 'remediate',
    input: { subject, text, approval },
    waits: policy,
  });
}
