import type { OrchestrationContext, Task } from 'durable-functions';
import type { DeviceClass } from '../../../shared/domain/devices/device-class.ts';
import { decideTracked, type TrackedJudgement } from '../../../shared/playbooks/tracked-alert/decide-tracked.ts';
import { trackedAlert } from '../../../shared/playbooks/tracked-alert/definition.ts';
import { classNamed } from '../../../shared/playbooks/tracked-alert/policy.ts';
import { trackedSummary, trackedTicketText } from '../../../shared/playbooks/tracked-alert/tracked-ticket-text.ts';
import type { Inspection, Observation } from '../../runtime/inspection.ts';
import { type RemediationRun, raisedAt, surelyRaised } from '../../runtime/run.ts';
import { inspect, type Step } from '../../runtime/steps.ts';
import { names } from './names.ts';

/** What `inspectTracked` found. */
export interface TrackedInspection extends Inspection {
  readonly deviceClass?: DeviceClass;
}

/** An inspection of the alerts of a class, and what it means. */
export interface TrackedObservation extends Observation {
  readonly inspection: TrackedInspection;
  readonly judgement: TrackedJudgement;
}

/**
 * One check whether Atera still has the alerts open. With `watching` (a follow-up's), an existing
 * ticket needs no inspection of its device.
 */
export function* observeTracked(
  context: OrchestrationContext,
  run: RemediationRun,
  { watching }: { readonly watching: boolean },
): Generator<Task, Step<TrackedObservation>> {
  const isReported = watching && run.ticketId !== undefined;
  const inspected = yield* inspect<TrackedInspection>(context, run, {
    activity: names.inspectTracked,
    input: { withDevice: !isReported },
  });
  return inspected.ok ? { ok: true, value: meaningOf(run, inspected.value, isReported) } : inspected;
}

/**
 * Returns until when an alert that may clear by itself is waited for (epoch ms), by what the run
 * knows at its start.
 */
export function passesUntil(run: RemediationRun, now: number): number | undefined {
  const findings = { open: 1, lost: 0, raisedAt: surelyRaised(run), inspectedAt: now, isReported: false };
  const judgement = decideTracked(findings, trackedAlert.rulesIn(run.policy));
  return judgement.verdict === 'wait' ? judgement.until : undefined;
}

function meaningOf(run: RemediationRun, inspection: TrackedInspection, isReported: boolean): TrackedObservation {
  const { alertIds, openAlertIds, alerts = [], inspectedAt } = inspection;
  const rules = trackedAlert.rulesIn(run.policy);
  const findings = {
    open: openAlertIds.length,
    lost: alertIds.length - alerts.length,
    raisedAt: surelyRaised(run, inspection),
    inspectedAt,
    isReported,
  };
  const judgement = decideTracked(findings, rules);
  const { class: name } = trackedAlert.detailsOf(run.subject);
  const { key, deviceName } = run.subject;
  const { language } = run.customer;
  const facts = {
    ...{
      language,
      key,
      name,
      inspectedAt,
      because: judgement.because,
      open: openAlertIds.length,
      flapping: run.flapping,
    },
    ...(deviceName !== undefined && { deviceName }),
    deviceClass: inspection.deviceClass ?? run.known.deviceClass,
    says: run.alertSays,
    raisedAt: raisedAt(run, inspection),
    priority: classNamed(rules, name)?.priority,
  };
  return { inspection, judgement, summary: trackedSummary(facts, judgement), ticketText: trackedTicketText(facts) };
}
