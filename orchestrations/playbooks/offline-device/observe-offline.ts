import type { OrchestrationContext, Task } from 'durable-functions';
import type { DeviceClass } from '../../../shared/domain/devices/device-class.ts';
import type { Successor } from '../../../shared/domain/devices/reinstalled.ts';
import type { SiteQuiet } from '../../../shared/domain/sites/site-watch.ts';
import type { Suspicion } from '../../../shared/domain/sites/suspicion.ts';
import { MINUTE_MS } from '../../../shared/durations.ts';
import {
  decideOffline,
  type OfflineFindings,
  type OfflineJudgement,
  type Witness,
} from '../../../shared/playbooks/offline-device/decide-offline.ts';
import { offlineDevice } from '../../../shared/playbooks/offline-device/definition.ts';
import { type OfflineFacts, offlineTicketText } from '../../../shared/playbooks/offline-device/offline-ticket-text.ts';
import { offlineTexts } from '../../../shared/playbooks/offline-device/texts/index.ts';
import type { AutomoxMatch, Inspection, Observation, ServerReading } from '../../runtime/inspection.ts';
import type { InspectionOptions } from '../../runtime/playbook.ts';
import { type RemediationRun, surelyRaised } from '../../runtime/run.ts';
import { inspect, readServer, type Step } from '../../runtime/steps.ts';
import { names } from './names.ts';
import { offlineSummary } from './summary.ts';

/** What `inspectOffline` found. What of the device is absent was not read, or not reported. */
export interface OfflineInspection extends Inspection {
  readonly online?: boolean;
  /** Up to 40 minutes behind, or days: a hint for people. */
  readonly lastSeenAt?: number;
  /** The agent under which the same device is online. */
  readonly successor?: Successor;
  readonly deviceClass?: DeviceClass;
  readonly automoxMatch?: AutomoxMatch;
  readonly siteIncident?: SiteQuiet;
  readonly vendorQuiet: boolean;
  /** The last suspicion of Atera that has ended. */
  readonly suspicion?: Suspicion;
}

/** An inspection of a device that is away, and what it means. */
export interface OfflineObservation extends Observation {
  readonly inspection: OfflineInspection;
  readonly judgement: OfflineJudgement;
}

/** The alert, the agent, its opt-out field, and the agent that may have taken its place. */
const INSPECTION_REQUESTS = 4;

interface OfflineInspectionOptions extends InspectionOptions {
  /** Query Automox as well, where its reading can matter. */
  readonly withWitness: boolean;
}

/**
 * One inspection of a device that is away, and what it means. Automox is asked at most once, and
 * only when the device's absence holds without it; an Automox that does not answer is no witness,
 * and a ticket does not wait for it.
 */
export function* observeOffline(
  context: OrchestrationContext,
  run: RemediationRun,
  { needReading, withWitness }: OfflineInspectionOptions,
): Generator<Task, Step<OfflineObservation>> {
  const inspected = yield* inspect<OfflineInspection>(context, run, {
    activity: names.inspectOffline,
    input: { needReading },
    requests: INSPECTION_REQUESTS,
  });
  if (!inspected.ok) return inspected;
  const inspection = inspected.value;
  const { automoxMatch, optedOut } = inspection;
  let witness = unasked(run, automoxMatch);
  let judgement = judge(run, inspection, witness);
  const isAway = judgement.verdict === 'holds' || judgement.because === 'may-be-off';
  if (withWitness && isAway && automoxMatch?.has && !optedOut) {
    witness = yield* askAutomox(context, run, automoxMatch);
    judgement = judge(run, inspection, witness);
  }
  const facts = factsOf(run, inspection, { judgement, witness });
  return {
    ok: true,
    value: {
      ...{ inspection, judgement, gravity: { observedAt: contactBefore(run, inspection) } },
      summary: offlineSummary(facts, judgement, run.mode),
      ticketText: offlineTicketText(facts),
    },
  };
}

/**
 * The last contact before the newest alert; one that seems to be later was read in another zone, or
 * trails no more.
 */
function contactBefore(run: RemediationRun, inspection: OfflineInspection): number | undefined {
  const { lastSeenAt } = inspection;
  return lastSeenAt !== undefined && lastSeenAt <= surelyRaised(run, inspection) ? lastSeenAt : undefined;
}

/**
 * Returns why it is too early to query a vendor, if it is: nobody would be called for the device
 * even if it were offline. From what the run knows at its start; a device of an unknown class gets
 * the shortest grace, the one of servers, until it is read. Whether one may be switched off can
 * only be said once Automox was queried.
 */
export function tooEarly(run: RemediationRun, now: number): Extract<OfflineJudgement, { verdict: 'wait' }> | undefined {
  const judgement = decideOffline(
    {
      ...{ alertOpen: true, hasAlert: true, hasTicket: false, online: false, vendorQuiet: false },
      inspectedAt: now,
      awaySince: surelyRaised(run),
      inspections: inspectionsBy(run, now),
      deviceClass: run.known.deviceClass ?? 'server',
      witness: unasked(run, undefined),
    },
    limitsOf(run),
  );
  return judgement.verdict === 'wait' && judgement.because !== 'may-be-off' ? judgement : undefined;
}

function* askAutomox(
  context: OrchestrationContext,
  run: RemediationRun,
  automoxMatch: Extract<AutomoxMatch, { has: true }>,
): Generator<Task, Witness> {
  const once = { ...run, policy: { ...run.policy, retryAfterMinutes: [] } };
  const asked = yield* readServer(context, once, automoxMatch, { scan: false, awayDevice: run.subject.key });
  const { askFailed } = offlineTexts(run.customer.language);
  return asked.ok ? witnessOf(run, asked.value) : { says: 'nothing', reason: askFailed(asked) };
}

function witnessOf({ customer }: RemediationRun, reading: ServerReading): Witness {
  const texts = offlineTexts(customer.language);
  if (!reading.found) return { says: 'nothing', reason: reading.reason ?? texts.notKnown };
  const { connected, scannedAt, lastDisconnectAt } = reading;
  if (connected === undefined) return { says: 'nothing', reason: texts.connectionNotReported };
  return connected ? { says: 'connected', at: scannedAt } : { says: 'disconnected', at: lastDisconnectAt };
}

function unasked({ customer }: RemediationRun, automoxMatch: AutomoxMatch | undefined): Witness {
  if (!automoxMatch || automoxMatch.has)
    return { says: 'nothing', reason: offlineTexts(customer.language).notAsked, isUnasked: true };
  const { has: _, ...why } = automoxMatch;
  return { says: 'nothing', ...why };
}

function judge(run: RemediationRun, inspection: OfflineInspection, witness: Witness): OfflineJudgement {
  return decideOffline(findingsOf(run, inspection, witness), limitsOf(run));
}

function limitsOf({ policy, customer }: RemediationRun) {
  const { timeZone, businessHours } = customer;
  return { ...offlineDevice.rulesIn(policy), timeZone, businessHours };
}

function findingsOf(run: RemediationRun, inspection: OfflineInspection, witness: Witness): OfflineFindings {
  const { alertOpen, alertIds, inspectedAt, online, successor, siteIncident, vendorQuiet } = inspection;
  return {
    ...{ alertOpen, inspectedAt, online, successor, siteIncident, vendorQuiet, witness },
    hasAlert: alertIds.length > 0,
    hasTicket: run.ticketId !== undefined,
    awaySince: surelyRaised(run, inspection),
    inspections: inspectionsBy(run, inspectedAt),
    deviceClass: classOf(run, inspection),
  };
}

/**
 * The poll that first listed the alert is one inspection, and each inspection of the app's own
 * another, when they are far enough apart.
 */
function inspectionsBy({ openedAt, alertCreatedAt, policy }: RemediationRun, now: number): number {
  return now - (openedAt ?? alertCreatedAt) >= offlineDevice.rulesIn(policy).secondInspectionMinutes * MINUTE_MS
    ? 2
    : 1;
}

function classOf({ known }: RemediationRun, inspection: OfflineInspection): DeviceClass {
  return inspection.deviceClass ?? known.deviceClass ?? 'workstation';
}

function factsOf(
  run: RemediationRun,
  inspection: OfflineInspection,
  { judgement, witness }: { readonly judgement: OfflineJudgement; readonly witness: Witness },
): OfflineFacts {
  const { key, deviceName } = run.subject;
  return {
    language: run.customer.language,
    key,
    ...(deviceName !== undefined && { deviceName }),
    deviceClass: classOf(run, inspection),
    because: judgement.because,
    raisedAt: run.alertCreatedAt,
    inspectedAt: inspection.inspectedAt,
    lastSeenAt: inspection.lastSeenAt,
    online: inspection.online,
    successor: inspection.successor,
    suspicion: inspection.suspicion,
    witness,
    inspections: inspection.online ? 0 : inspectionsBy(run, inspection.inspectedAt),
    flapping: run.flapping,
  };
}
