import type { OrchestrationContext, Task } from 'durable-functions';
import type { ActionFound } from '../../../shared/domain/occurrences/last-action.ts';
import { utc } from '../../../shared/domain/time/utc.ts';
import { MINUTE_MS } from '../../../shared/durations.ts';
import { pendingReboot } from '../../../shared/playbooks/pending-reboot/definition.ts';
import { type RebootProof, rebootProven } from '../../../shared/playbooks/pending-reboot/reboot-proof.ts';
import { rebootTexts } from '../../../shared/playbooks/pending-reboot/texts/course/index.ts';
import { unconfirmedReboot, unprovenReboot } from '../../../shared/playbooks/pending-reboot/unproven-reboot.ts';
import type { ActionEnd } from '../../actions/act-on-device.ts';
import { withTried } from '../../actions/after-action.ts';
import { recordResult } from '../../actions/command-steps.ts';
import { nowOf, waitUntil } from '../../runtime/durable-time.ts';
import { escalate, finishRecovered, stepFailed } from '../../runtime/endings/endings.ts';
import type { RemediationRun, RunEnd } from '../../runtime/run.ts';
import type { Step } from '../../runtime/steps.ts';
import { inspectWithScan } from './await-reboot-scan.ts';
import type { RebootObservation } from './observe-reboot.ts';

type Acted = Extract<ActionEnd<RebootObservation>, { kind: 'acted' }>;

/**
 * Proves the reboot by a changed boot time and an Automox scan from after it that finds none
 * pending: inspects after `verifyAfterMinutes`, when Atera shows it, and after the scan that this
 * inspection asks Automox for; then again; for the last time at `rebootTimeoutMinutes`. `before` is
 * the inspection right before the command.
 */
export function* verifyReboot(
  context: OrchestrationContext,
  run: RemediationRun,
  before: RebootObservation,
  acted: Acted,
): Generator<Task, RunEnd> {
  const { verifyAfterMinutes, scanWaitMinutes, rebootTimeoutMinutes } = pendingReboot.rulesIn(run.policy);
  const giveUpAt = acted.at + Math.max(rebootTimeoutMinutes, verifyAfterMinutes) * MINUTE_MS;
  let inspect = acted.at + verifyAfterMinutes * MINUTE_MS;
  for (let inspections = 1; ; inspections++) {
    context.df.setCustomStatus({ waitsUntil: inspect, because: 'reboot' });
    yield* waitUntil(context, inspect);
    const step = yield* inspectWithScan(context, run, { needReading: true, since: acted.at });
    const proof = proofIn(before, acted, step);
    const isLast = inspect >= giveUpAt;
    if (step.ok && proof.proven && (isLast || isReported(step.value)))
      return yield* proven(context, run, step.value, { acted, proof });
    if (isLast) return yield* unproven(context, run, step, acted);
    inspect = inspections === 1 ? Math.min(inspect + scanWaitMinutes * MINUTE_MS, giveUpAt) : giveUpAt;
  }
}

function proofIn(before: RebootObservation, { at }: Acted, step: Step<RebootObservation>): RebootProof {
  if (!step.ok) return { proven: false };
  return rebootProven({ ...bootOf(before), commandAt: at }, bootOf(step.value));
}

/**
 * A boot is half of the proof: the other half is Automox's report whether Windows still wants one,
 * or the lack of Automox.
 */
function isReported({ judgement, witness }: RebootObservation): boolean {
  return (
    judgement.verdict === 'recovered' || judgement.because === 'reboot-not-enough' || !(witness.has || witness.passing)
  );
}

function bootOf({ inspection, witness }: RebootObservation) {
  return { ...(witness.has && witness), lastRebootAt: inspection.lastRebootAt, online: inspection.online };
}

interface Proven {
  readonly acted: Acted;
  readonly proof: Extract<RebootProof, { proven: true }>;
}

function* proven(
  context: OrchestrationContext,
  run: RemediationRun,
  observation: RebootObservation,
  { acted, proof }: Proven,
): Generator<Task, RunEnd> {
  acted.end(true);
  const { language } = run.customer;
  const texts = rebootTexts(language);
  const by = proof.by === 'atera' ? 'Atera' : 'Automox';
  const found = texts.proof.cameUp({ at: utc(proof.bootedAt), by });
  const tried = `${acted.tried} ${found}`;
  const { judgement, witness } = observation;
  yield* recordResult(context, run, acted, { result: resultOf(observation), found });
  if (judgement.because === 'reboot-not-enough') return yield* escalate(context, run, withTried(observation, tried));
  if (judgement.verdict === 'recovered') return yield* finishRecovered(context, run, withTried(observation, tried));
  if (witness.has || witness.passing) {
    const ticketText = unconfirmedReboot(observation.ticketText, { language, device: run.subject, tried });
    return yield* escalate(context, run, { ticketText, summary: `${texts.summary['reboot-unconfirmed']} ${tried}` });
  }
  const because = 'rebooted-unwitnessed';
  const alone = { verdict: 'recovered', because, alertGone: false, contradicted: false } as const;
  const rebooted: RebootObservation = { ...observation, judgement: alone, summary: texts.summary[because] };
  return yield* finishRecovered(context, run, withTried(rebooted, tried));
}

/**
 * A boot alone is half of it: whether Windows still wants one is not known without a scan from
 * after it.
 */
function resultOf({ judgement: { because, verdict } }: RebootObservation): ActionFound['result'] {
  if (because === 'reboot-not-enough') return 'did-not-help';
  return verdict === 'recovered' ? 'helped' : 'not-known';
}

function* unproven(
  context: OrchestrationContext,
  run: RemediationRun,
  step: Step<RebootObservation>,
  acted: Acted,
): Generator<Task, RunEnd> {
  const { language } = run.customer;
  const texts = rebootTexts(language);
  acted.end(step.ok ? false : undefined);
  if (!step.ok) {
    const found = texts.proof.notInspected({ why: step.message });
    yield* recordResult(context, run, acted, { result: 'not-known', found });
    return stepFailed(context, run, 'inspection-failed', 'inspect the device after the reboot', step);
  }
  const observation = step.value;
  const { inspection, witness } = observation;
  const isAway = inspection.online !== true && !(witness.has && witness.connected === true);
  const minutes = Math.round((nowOf(context) - acted.at) / MINUTE_MS);
  const found = isAway ? texts.proof.noBootOffline({ minutes }) : texts.proof.noBootOnline({ minutes });
  const tried = `${acted.tried} ${found}`;
  yield* recordResult(context, run, acted, { result: 'did-not-help', found });
  const { isTaken } = acted;
  const ticketText = unprovenReboot(observation.ticketText, { language, device: run.subject, isAway, isTaken, tried });
  const { unproven: ordered, maybeOrdered } = texts.summaryNotes;
  return yield* escalate(context, run, { ticketText, summary: `${isTaken ? ordered : maybeOrdered} ${tried}` });
}
