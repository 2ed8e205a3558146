import type { OrchestrationContext, Task } from 'durable-functions';
import type { Proposal } from '../../../shared/domain/approvals/proposal.ts';
import { inSentence } from '../../../shared/domain/text/in-sentence.ts';
import { deviceLabel } from '../../../shared/domain/tickets/ticket-text.ts';
import { serviceStopped } from '../../../shared/playbooks/service-stopped/definition.ts';
import { adviceFor } from '../../../shared/playbooks/service-stopped/restart-result.ts';
import { serviceTexts } from '../../../shared/playbooks/service-stopped/texts/index.ts';
import type { ActionEnd } from '../../actions/act-on-device.ts';
import { actAndVerify, HOLD_MARGIN_MINUTES, withTried } from '../../actions/after-action.ts';
import { escalateWithOutput } from '../../actions/worklet-output.ts';
import { finishRecovered, stepFailed } from '../../runtime/endings/endings.ts';
import type { RemediationRun, RunEnd } from '../../runtime/run.ts';
import { runPart } from '../../runtime/sub-orchestration.ts';
import { names } from './names.ts';
import { observeService, restartWorklet, type ServiceObservation } from './observe-service.ts';
import type { RestartRun, RestartVerified } from './verify.ts';

/**
 * Returns the restart that this inspection calls for; undefined without an Automox match, without a
 * worklet for this very service, or when nothing shows for certain that it is stopped: Atera's own
 * monitor says so, and the device is online.
 */
export function proposeRestart(
  run: RemediationRun,
  { inspection, judgement }: ServiceObservation,
): Proposal | undefined {
  const { subject } = run;
  const { automoxMatch, online } = inspection;
  const { service } = serviceStopped.detailsOf(subject);
  const worklet = restartWorklet(run);
  if (judgement.verdict !== 'holds' || online !== true) return undefined;
  if (!automoxMatch?.has || service === undefined || 'missing' in worklet) return undefined;
  const { organizationId, serverId } = automoxMatch;
  const action = { kind: 'worklet', organizationId, serverId, ...worklet } as const;
  const { language } = run.customer;
  const text = serviceTexts(language).restart.proposal({
    worklet: String(worklet.workletId),
    service: inSentence(service),
    device: deviceLabel({ ...subject, language }),
  });
  return { action, facts: { service, state: 'stopped' }, text };
}

/** Step 5 of the runbook; undefined = the alert ended meanwhile, so inspect again. */
export function* restart(
  context: OrchestrationContext,
  run: RemediationRun,
  observation: ServiceObservation,
): Generator<Task, RunEnd | undefined> {
  const request = {
    observation,
    observe: () => observeService(context, run),
    propose: (found: typeof observation) => proposeRestart(run, found),
    holdMinutes: holdMinutes(run),
  };
  return yield* actAndVerify(context, run, request, function* (acted) {
    return yield* verify(context, run, acted);
  });
}

/** The worklet, and the inspections of `verify.ts`. */
function holdMinutes({ policy }: RemediationRun): number {
  return serviceStopped.bind(policy).longestWaitMinutes + HOLD_MARGIN_MINUTES;
}

type Acted = Extract<ActionEnd<ServiceObservation>, { kind: 'acted' }>;

/** Says of the restart only what is proven, and ends by it. */
function* verify(context: OrchestrationContext, run: RemediationRun, acted: Acted): Generator<Task, RunEnd> {
  const { action, at, approval, isTaken } = acted;
  const verifying: RestartRun = { run, action, at, approval, isTaken };
  const verified = yield* runPart<RestartVerified>(context, names.verifyRestart, verifying);
  if (!verified.ok) {
    acted.end(undefined);
    return stepFailed(context, run, 'inspection-failed', 'inspect the device after the restart', verified);
  }
  const { observation, alert, result, found, exitCode } = verified.value;
  acted.end(result === 'not-known' ? undefined : result === 'helped');
  const tried = `${acted.tried} ${found}`;
  if (result === 'helped') return yield* finishRecovered(context, run, withTried(restarted(run, observation), tried));
  const after = withTried(observation, tried);
  // Atera took the alert away itself: nothing is left to do, and nothing is claimed.
  if (alert === 'over') return yield* finishRecovered(context, run, after);
  const advice = adviceFor(exitCode, run.customer.language) ?? after.ticketText.advice;
  return yield* escalateWithOutput(context, run, acted, { ...after, ticketText: { ...after.ticketText, advice } });
}

/** The inspection as it ends a run whose restart helped. */
function restarted(run: RemediationRun, observation: ServiceObservation): ServiceObservation {
  const judgement = {
    verdict: 'recovered',
    because: 'restart-verified',
    alertGone: true,
    contradicted: false,
  } as const;
  return { ...observation, judgement, summary: serviceTexts(run.customer.language).summaryNotes.restarted };
}
