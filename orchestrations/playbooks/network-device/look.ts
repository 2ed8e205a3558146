import type { OrchestrationContext, Task } from 'durable-functions';
import type { Suspicion } from '../../../shared/domain/evidence/suspicion.ts';
import type { SiteQuiet } from '../../../shared/domain/sites/site-watch.ts';
import {
  decideNetwork,
  type NetworkEvidence,
  type NetworkJudgement,
  type Reading,
} from '../../../shared/playbooks/network-device/decide-network.ts';
import { networkDevice } from '../../../shared/playbooks/network-device/definition.ts';
import { networkStory } from '../../../shared/playbooks/network-device/network-story.ts';
import type { Look, Seen } from '../../runtime/inspection.ts';
import type { LookOptions } from '../../runtime/playbook.ts';
import { type RemediationRun, surelyRaised } from '../../runtime/run.ts';
import { lookAt, type Step } from '../../runtime/steps.ts';
import type { Siblings } from './inspect-siblings.ts';
import { names } from './names.ts';
import { networkSummary } from './summary.ts';

/** What `inspectNetwork` found. */
export interface NetworkLook extends Look {
  /** Absent when the device was not asked about. */
  readonly reading?: Reading;
  /** The device's customer, where the alert names none: the condition has it now. */
  readonly customerId?: number;
  /** Given where the device's agent is away. */
  readonly siblings?: Siblings;
  readonly siteIncident?: SiteQuiet;
  readonly vendorQuiet: boolean;
  /** The last suspicion of Atera that is over. */
  readonly suspicion?: Suspicion;
}

/** An inspection of a device without an agent, and what it means. */
export interface NetworkSeen extends Seen {
  readonly look: NetworkLook;
  readonly judgement: NetworkJudgement;
}

/** The alert, the device, and the agent that watches it. */
const LOOK_REQUESTS = 3;

/** One inspection of a device that was reported down, and what it means. */
export function* seeNetwork(
  context: OrchestrationContext,
  run: RemediationRun,
  { needReading }: LookOptions,
): Generator<Task, Step<NetworkSeen>> {
  const looked = yield* lookAt<NetworkLook>(context, run, {
    activity: names.inspectNetwork,
    input: { needReading },
    requests: LOOK_REQUESTS,
  });
  if (!looked.ok) return looked;
  const look = looked.value;
  const judgement = decideNetwork(evidenceOf(run, look), networkDevice.rulesIn(run.policy));
  const { subject, alertCreatedAt: raisedAt, flapping, mode, alertSays } = run;
  const { key, deviceName } = subject;
  const { lookedAt, alertOpen, reading, suspicion } = look;
  const story = networkStory({
    ...{ key, because: judgement.because, raisedAt, lookedAt, alertOpen, reading, suspicion, flapping },
    ...(deviceName !== undefined && { deviceName }),
    severity: alertSays?.severity,
    siblingNames: look.siblings?.names,
  });
  return { ok: true, value: { look, judgement, story, summary: networkSummary(judgement, { look, mode }) } };
}

/** Why it is too early to ask anybody, if so: from what the run knows at its start. */
export function tooEarly(run: RemediationRun, now: number): Extract<NetworkJudgement, { verdict: 'wait' }> | undefined {
  const known = { alertOpen: true, hasTicket: false, vendorQuiet: false };
  const evidence = { ...known, lookedAt: now, downSince: surelyRaised(run) };
  const judgement = decideNetwork(evidence, networkDevice.rulesIn(run.policy));
  return judgement.verdict === 'wait' ? judgement : undefined;
}

function evidenceOf(run: RemediationRun, look: NetworkLook): NetworkEvidence {
  const { alertOpen, lookedAt, reading, siblings, siteIncident, vendorQuiet } = look;
  return {
    isToldElsewhere: siblings?.toldElsewhere,
    ...{ alertOpen, lookedAt, reading, siteIncident, vendorQuiet },
    hasTicket: run.ticketId !== undefined,
    downSince: surelyRaised(run, look),
  };
}
