import type { OrchestrationContext, Task } from 'durable-functions';
import type { SiteQuiet } from '../../../shared/domain/sites/site-watch.ts';
import type { Suspicion } from '../../../shared/domain/sites/suspicion.ts';
import {
  decideNetwork,
  type NetworkFindings,
  type NetworkJudgement,
  type Reading,
} from '../../../shared/playbooks/network-device/decide-network.ts';
import { networkDevice } from '../../../shared/playbooks/network-device/definition.ts';
import { networkTicketText } from '../../../shared/playbooks/network-device/network-ticket-text.ts';
import type { Inspection, Observation } from '../../runtime/inspection.ts';
import type { InspectionOptions } from '../../runtime/playbook.ts';
import { type RemediationRun, surelyRaised } from '../../runtime/run.ts';
import { inspect, type Step } from '../../runtime/steps.ts';
import type { Siblings } from './inspect-siblings.ts';
import type { Together } from './inspect-together.ts';
import { names } from './names.ts';
import { networkSummary } from './summary.ts';

/** What `inspectNetwork` found. */
export interface NetworkInspection extends Inspection {
  /** Absent when the device was not asked about. */
  readonly reading?: Reading;
  /** The device's customer, where the alert names none: the condition has it now. */
  readonly customerId?: number;
  /** Given where the device's agent is away. */
  readonly siblings?: Siblings;
  /** Given where it went down together with others. */
  readonly together?: Together;
  readonly siteIncident?: SiteQuiet;
  readonly vendorQuiet: boolean;
  /** The last suspicion of Atera that has ended. */
  readonly suspicion?: Suspicion;
}

/** An inspection of a device without an agent, and what it means. */
export interface NetworkObservation extends Observation {
  readonly inspection: NetworkInspection;
  readonly judgement: NetworkJudgement;
}

/** The alert, the device, and the agent that watches it. */
const INSPECTION_REQUESTS = 3;

/** One inspection of a device that was reported down, and what it means. */
export function* observeNetwork(
  context: OrchestrationContext,
  run: RemediationRun,
  { needReading }: InspectionOptions,
): Generator<Task, Step<NetworkObservation>> {
  const inspected = yield* inspect<NetworkInspection>(context, run, {
    activity: names.inspectNetwork,
    input: { needReading },
    requests: INSPECTION_REQUESTS,
  });
  if (!inspected.ok) return inspected;
  const inspection = inspected.value;
  const judgement = decideNetwork(findingsOf(run, inspection), networkDevice.rulesIn(run.policy));
  const { subject, alertCreatedAt: raisedAt, flapping, mode, alertSays, customer } = run;
  const { language } = customer;
  const { key, deviceName } = subject;
  const { inspectedAt, alertOpen, reading, suspicion } = inspection;
  const ticketText = networkTicketText({
    ...{ language, key, because: judgement.because, raisedAt, inspectedAt, alertOpen, reading, suspicion, flapping },
    ...(deviceName !== undefined && { deviceName }),
    severity: alertSays?.severity,
    siblingNames: inspection.siblings?.names,
    together: inspection.together?.others && {
      others: inspection.together.others,
      withinMinutes: networkDevice.rulesIn(run.policy).togetherMinutes,
    },
  });
  return {
    ok: true,
    value: { inspection, judgement, ticketText, summary: networkSummary(judgement, { inspection, mode, language }) },
  };
}

/**
 * Returns why it is too early to query a vendor, if it is: from what the run knows at its start.
 */
export function tooEarly(run: RemediationRun, now: number): Extract<NetworkJudgement, { verdict: 'wait' }> | undefined {
  const known = { alertOpen: true, hasTicket: false, vendorQuiet: false };
  const findings = { ...known, inspectedAt: now, downSince: surelyRaised(run) };
  const judgement = decideNetwork(findings, networkDevice.rulesIn(run.policy));
  return judgement.verdict === 'wait' ? judgement : undefined;
}

function findingsOf(run: RemediationRun, inspection: NetworkInspection): NetworkFindings {
  const { alertOpen, inspectedAt, reading, siblings, together, siteIncident, vendorQuiet } = inspection;
  return {
    isReportedElsewhere: siblings?.reportedElsewhere,
    reportedWith: together?.reporter,
    ...{ alertOpen, inspectedAt, reading, siteIncident, vendorQuiet },
    hasTicket: run.ticketId !== undefined,
    downSince: surelyRaised(run, inspection),
  };
}
