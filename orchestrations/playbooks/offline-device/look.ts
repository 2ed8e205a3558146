import type { OrchestrationContext, Task } from 'durable-functions';
import type { DeviceClass } from '../../../shared/domain/devices/device-class.ts';
import type { Successor } from '../../../shared/domain/devices/reinstalled.ts';
import type { Suspicion } from '../../../shared/domain/evidence/suspicion.ts';
import type { SiteQuiet } from '../../../shared/domain/sites/site-watch.ts';
import { MINUTE_MS } from '../../../shared/durations.ts';
import {
  decideOffline,
  type OfflineEvidence,
  type OfflineJudgement,
  type Witness,
} from '../../../shared/playbooks/offline-device/decide-offline.ts';
import { offlineDevice } from '../../../shared/playbooks/offline-device/definition.ts';
import { type OfflineFacts, offlineStory } from '../../../shared/playbooks/offline-device/offline-story.ts';
import type { AutomoxMatch, Look, Seen, ServerReading } from '../../runtime/inspection.ts';
import type { LookOptions } from '../../runtime/playbook.ts';
import { type RemediationRun, surelyRaised } from '../../runtime/run.ts';
import { lookAt, readServer, type Step } from '../../runtime/steps.ts';
import { names } from './names.ts';
import { NOT_ASKED, offlineSummary } from './summary.ts';

/** What `inspectOffline` found. What of the device is absent was not read, or not reported. */
export interface OfflineLook extends Look {
  readonly online?: boolean;
  /** Up to 40 minutes behind, or days: a hint for people. */
  readonly lastSeenAt?: number;
  /** The agent under which the same device is online. */
  readonly successor?: Successor;
  readonly deviceClass?: DeviceClass;
  readonly automoxMatch?: AutomoxMatch;
  readonly siteIncident?: SiteQuiet;
  readonly vendorQuiet: boolean;
  /** The last suspicion of Atera that is over. */
  readonly suspicion?: Suspicion;
}

/** An inspection of a device that is away, and what it means. */
export interface OfflineSeen extends Seen {
  readonly look: OfflineLook;
  readonly judgement: OfflineJudgement;
}

/** The alert, the agent, its opt-out field, and the agent that may have taken its place. */
const LOOK_REQUESTS = 4;

interface OfflineLookOptions extends LookOptions {
  /** Ask Automox as well, where its word can matter. */
  readonly withWitness: boolean;
}

/**
 * One inspection of a device that is away, and what it means. Automox is asked at most once, and only when the device's absence holds
 * without it; an Automox that does not answer is no witness, and a ticket does not wait for it.
 */
export function* seeOffline(
  context: OrchestrationContext,
  run: RemediationRun,
  { needReading, withWitness }: OfflineLookOptions,
): Generator<Task, Step<OfflineSeen>> {
  const looked = yield* lookAt<OfflineLook>(context, run, {
    activity: names.inspectOffline,
    input: { needReading },
    requests: LOOK_REQUESTS,
  });
  if (!looked.ok) return looked;
  const look = looked.value;
  const { automoxMatch, optedOut } = look;
  let witness = unasked(automoxMatch);
  let judgement = judge(run, look, witness);
  const isAway = judgement.verdict === 'holds' || judgement.because === 'may-be-off';
  if (withWitness && isAway && automoxMatch?.has && !optedOut) {
    witness = yield* askAutomox(context, run, automoxMatch);
    judgement = judge(run, look, witness);
  }
  const facts = factsOf(run, look, { judgement, witness });
  return {
    ok: true,
    value: {
      ...{ look, judgement, gravity: { seenAt: contactBefore(run, look) } },
      summary: offlineSummary(facts, judgement, run.mode),
      story: offlineStory(facts),
    },
  };
}

/** The last contact before the newest alert; one that seems to be later was read in another zone, or trails no more. */
function contactBefore(run: RemediationRun, look: OfflineLook): number | undefined {
  const { lastSeenAt } = look;
  return lastSeenAt !== undefined && lastSeenAt <= surelyRaised(run, look) ? lastSeenAt : undefined;
}

/**
 * Why it is too early to ask anybody, if so: nobody would be called for the device even if it were offline. From what the run knows
 * at its start; a device of an unknown class gets the shortest grace, the one of servers, until it is read. Whether one may be switched
 * off is only to be said once Automox was asked.
 */
export function tooEarly(run: RemediationRun, now: number): Extract<OfflineJudgement, { verdict: 'wait' }> | undefined {
  const judgement = decideOffline(
    {
      ...{ alertOpen: true, hasAlert: true, hasTicket: false, online: false, vendorQuiet: false },
      lookedAt: now,
      awaySince: surelyRaised(run),
      looks: looksBy(run, now),
      deviceClass: run.known.deviceClass ?? 'server',
      witness: unasked(undefined),
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
  return asked.ok ? witnessOf(asked.value) : { says: 'nothing', reason: `it could not be asked (${asked.message})` };
}

function witnessOf(reading: ServerReading): Witness {
  if (!reading.found) return { says: 'nothing', reason: reading.reason ?? 'it does not know the device any more' };
  const { connected, scannedAt, lastDisconnectAt } = reading;
  if (connected === undefined) return { says: 'nothing', reason: 'it does not report whether the device is connected' };
  return connected ? { says: 'connected', at: scannedAt } : { says: 'disconnected', at: lastDisconnectAt };
}

function unasked(automoxMatch: AutomoxMatch | undefined): Witness {
  return { says: 'nothing', reason: automoxMatch && !automoxMatch.has ? automoxMatch.reason : NOT_ASKED };
}

function judge(run: RemediationRun, look: OfflineLook, witness: Witness): OfflineJudgement {
  return decideOffline(evidenceOf(run, look, witness), limitsOf(run));
}

function limitsOf({ policy, customer }: RemediationRun) {
  const { timeZone, businessHours } = customer;
  return { ...offlineDevice.rulesIn(policy), timeZone, businessHours };
}

function evidenceOf(run: RemediationRun, look: OfflineLook, witness: Witness): OfflineEvidence {
  const { alertOpen, alertIds, lookedAt, online, successor, siteIncident, vendorQuiet } = look;
  return {
    ...{ alertOpen, lookedAt, online, successor, siteIncident, vendorQuiet, witness },
    hasAlert: alertIds.length > 0,
    hasTicket: run.ticketId !== undefined,
    awaySince: surelyRaised(run, look),
    looks: looksBy(run, lookedAt),
    deviceClass: classOf(run, look),
  };
}

/** The poll that first listed the alert is one inspection, and each inspection of the app's own another, when they are far enough apart. */
function looksBy({ openedAt, alertCreatedAt, policy }: RemediationRun, now: number): number {
  return now - (openedAt ?? alertCreatedAt) >= offlineDevice.rulesIn(policy).secondLookMinutes * MINUTE_MS ? 2 : 1;
}

function classOf({ known }: RemediationRun, look: OfflineLook): DeviceClass {
  return look.deviceClass ?? known.deviceClass ?? 'workstation';
}

function factsOf(
  run: RemediationRun,
  look: OfflineLook,
  { judgement, witness }: { readonly judgement: OfflineJudgement; readonly witness: Witness },
): OfflineFacts {
  const { key, deviceName } = run.subject;
  return {
    key,
    ...(deviceName !== undefined && { deviceName }),
    deviceClass: classOf(run, look),
    because: judgement.because,
    raisedAt: run.alertCreatedAt,
    lookedAt: look.lookedAt,
    lastSeenAt: look.lastSeenAt,
    online: look.online,
    successor: look.successor,
    suspicion: look.suspicion,
    witness,
    looks: look.online ? 0 : looksBy(run, look.lookedAt),
    flapping: run.flapping,
  };
}
