import type { OrchestrationContext, Task } from 'durable-functions';
import type { DeviceClass } from '../../../shared/domain/devices/device-class.ts';
import { type MaintenanceWindow, maintenanceWindow } from '../../../shared/domain/time/maintenance-window.ts';
import { MINUTE_MS } from '../../../shared/durations.ts';
import { CLOCK_MARGIN_MS } from '../../../shared/playbooks/pending-reboot/boot.ts';
import {
  decideReboot,
  type RebootJudgement,
  type RebootWitness,
} from '../../../shared/playbooks/pending-reboot/decide-reboot.ts';
import { pendingReboot } from '../../../shared/playbooks/pending-reboot/definition.ts';
import { rebootSummary } from '../../../shared/playbooks/pending-reboot/reboot-summary.ts';
import { rebootTicketText } from '../../../shared/playbooks/pending-reboot/reboot-ticket-text.ts';
import { type SignedIn, signedIn } from '../../../shared/playbooks/pending-reboot/signed-in.ts';
import { rebootTicketTexts } from '../../../shared/playbooks/pending-reboot/texts/ticket/index.ts';
import { modeAllows } from '../../../shared/policy/policy.ts';
import type { AutomoxMatch, Inspection, Observation } from '../../runtime/inspection.ts';
import type { InspectionOptions } from '../../runtime/playbook.ts';
import { alertStands, type RemediationRun, raisedAt, surelyRaised } from '../../runtime/run.ts';
import { inspect, readServer, type Step } from '../../runtime/steps.ts';
import { names } from './names.ts';

/** What `inspectReboot` found. Times are epoch ms. */
export interface RebootInspection extends Inspection {
  readonly deviceClass?: DeviceClass;
  readonly online?: boolean;
  /** Up to about half an hour behind. */
  readonly lastRebootAt?: number;
  /**
   * Whether Atera names a signed-in user; absent when it does not report. The names themselves are
   * not kept.
   */
  readonly someoneNamed?: boolean;
  readonly automoxMatch?: AutomoxMatch;
  /** The newest open alert's own text. */
  readonly alertText?: string;
  /** The last boot that was known from before the alert. */
  readonly bootBefore?: number;
  /** The last boot as the latest question to a person names it. */
  readonly askedBoot?: string;
  /** Who was signed in as stated in the question that a person approved. */
  readonly approvedUsers?: SignedIn;
  /** When that approval was given. */
  readonly approvedAt?: number;
}

/** An inspection of both vendors and what it means. */
export interface RebootObservation extends Observation {
  readonly inspection: RebootInspection;
  readonly judgement: RebootJudgement;
  /** What Automox says. */
  readonly witness: RebootWitness;
  readonly users: SignedIn;
  readonly window: MaintenanceWindow;
  /** When Automox was asked for the scan that this inspection awaits, or awaited (epoch ms). */
  readonly scanAskedAt?: number;
}

/** What an inspection of both vendors is for. */
export interface RebootInspectionOptions extends InspectionOptions {
  /**
   * When this run asked Automox for a scan (epoch ms): it does not ask again for the same alert.
   */
  readonly scanAskedAt?: number;
  /**
   * When the app ordered a reboot (epoch ms): a scan must be newer, unless Atera shows the boot.
   */
  readonly since?: number;
  /** Right before a reboot: whether somebody is signed in must be current. */
  readonly freshUsers?: boolean;
  /**
   * A follow-up's inspection: no scan is requested, as if one had been when the alert was raised.
   */
  readonly watching?: boolean;
}

/**
 * One inspection of a pending reboot, and what it means. Asks Automox for a scan when the last one
 * is too old to say anything.
 */
export function* observeReboot(
  context: OrchestrationContext,
  run: RemediationRun,
  options: RebootInspectionOptions,
): Generator<Task, Step<RebootObservation>> {
  const { needReading } = options;
  const inspected = yield* inspect<RebootInspection>(context, run, {
    activity: names.inspectReboot,
    input: { needReading },
  });
  if (!inspected.ok) return inspected;
  const inspection = inspected.value;
  const raised = surelyRaised(run, inspection);
  const { scanAskedAt: asked = 0, ...rest } = options;
  const carried = options.watching ? raised : asked >= raised ? asked : undefined;
  const reported = yield* askAutomox(context, run, inspection, {
    ...rest,
    ...(carried !== undefined && { scanAskedAt: carried }),
  });
  const scanAskedAt = carried ?? reported.scanAskedAt;
  const observation = observationOf(run, inspection, {
    ...reported,
    ...(scanAskedAt !== undefined && { scanAskedAt }),
  });
  return { ok: true, value: observation };
}

/** The inspection of a follow-up: Automox is read, but no scan is requested repeatedly. */
export function* watchReboot(
  context: OrchestrationContext,
  run: RemediationRun,
  { needReading }: InspectionOptions,
): Generator<Task, Step<RebootObservation>> {
  return yield* observeReboot(context, run, { needReading, watching: true });
}

interface Reported {
  readonly witness: RebootWitness;
  readonly lastUser?: string;
  readonly scanAskedAt?: number;
}

/**
 * Automox out of reach is no reason to stop: then there is no second witness, and the ticket says
 * why.
 */
function* askAutomox(
  context: OrchestrationContext,
  run: RemediationRun,
  inspection: RebootInspection,
  options: RebootInspectionOptions,
): Generator<Task, Reported> {
  const { automoxMatch } = inspection;
  const texts = rebootTicketTexts(run.customer.language).noWitness;
  if (!automoxMatch) return without(texts.notAsked);
  if (!automoxMatch.has) return without(automoxMatch.reason);
  // It can wait for the device: an offline one is not rebooted, and is inspected for days.
  if (inspection.online === false && options.since === undefined) return without(texts.offline, true);
  const read = yield* readServer(context, run, automoxMatch, scanFor(run, inspection, options));
  if (!read.ok) return without(texts.failed({ message: read.message }), read.code !== REFUSED);
  if (!read.value.found) return without(read.value.reason ?? texts.gone);
  const { found: _found, lastDisconnectAt: _lastDisconnectAt, lastUser, scanAskedAt, ...reading } = read.value;
  return {
    witness: { has: true, serverId: automoxMatch.serverId, ...reading },
    ...(lastUser !== undefined && { lastUser }),
    ...(scanAskedAt !== undefined && { scanAskedAt }),
  };
}

/** Automox does not let the app read the device: waiting changes nothing. */
const REFUSED = 'vendor_forbidden';

function without(reason: string, passing = false): Reported {
  return { witness: { has: false, reason, ...(passing && { passing }) } };
}

/** Whether Automox is to scan the device now. In observe nothing is asked of a device. */
function scanFor(
  run: RemediationRun,
  inspection: RebootInspection,
  { scanAskedAt, since, freshUsers, watching }: RebootInspectionOptions,
): { readonly scan: boolean; readonly unlessNewerThan?: number } {
  const { lastRebootAt = 0, inspectedAt, online, approvedUsers } = inspection;
  const raised = surelyRaised(run, inspection);
  // Of a ticket's device a scan is requested only once there is a boot to confirm.
  const isAsked = watching ? lastRebootAt <= raised : scanAskedAt !== undefined;
  if (isAsked || !modeAllows(run.mode, 'propose')) return { scan: false };
  const newest = Math.max(raised, since ?? 0, lastRebootAt) + CLOCK_MARGIN_MS;
  if (since !== undefined) return { scan: true, unlessNewerThan: newest };
  if (online !== true || !alertStands(inspection)) return { scan: false };
  // "Nobody" was approved: it must be current before the approval is judged. Whoever approved an
  // open session's end needs no scan.
  const usersMatter = approvedUsers === 'nobody' || (freshUsers === true && approvedUsers === undefined);
  const youngest = usersMatter ? inspectedAt - pendingReboot.rulesIn(run.policy).signedInMaxAgeMinutes * MINUTE_MS : 0;
  return { scan: true, unlessNewerThan: Math.max(newest, youngest) };
}

function observationOf(
  run: RemediationRun,
  inspection: RebootInspection,
  { witness, lastUser, scanAskedAt }: Reported,
): RebootObservation {
  const { inspectedAt, alertIds, alertOpen } = inspection;
  const { timeZone, maintenanceWindows, language } = run.customer;
  const deviceClass = inspection.deviceClass ?? run.known.deviceClass ?? 'workstation';
  const ateraUsers = inspection.someoneNamed === undefined ? undefined : inspection.someoneNamed ? 'somebody' : '';
  const scannedAt = witness.has ? witness.scannedAt : undefined;
  const who = { ateraUsers, automoxUser: lastUser, scannedAt, inspectedAt };
  const users = signedIn(who, pendingReboot.rulesIn(run.policy));
  const known = { ...inspection, deviceClass, automoxMatch: witness, signedInUsers: users };
  const findings = {
    ...known,
    alertOpen,
    hasAlert: alertIds.length > 0,
    hasTicket: run.ticketId !== undefined,
    alertCreatedAt: raisedAt(run, inspection),
    surelyRaisedAt: surelyRaised(run, inspection),
    scanAskedAt,
  };
  const judgement = decideReboot(findings, pendingReboot.rulesIn(run.policy));
  const window = maintenanceWindow(maintenanceWindows, timeZone, inspectedAt);
  const { because } = judgement;
  const raised = run.alertCreatedAt;
  const ticketText = rebootTicketText({ ...run.subject, ...known, language, because, raisedAt: raised, window });
  return {
    ...{ inspection, judgement, witness, users, window, ticketText, summary: rebootSummary(because, language) },
    ...(scanAskedAt !== undefined && { scanAskedAt }),
  };
}
