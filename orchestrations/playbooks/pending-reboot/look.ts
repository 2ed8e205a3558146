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
import { rebootStory } from '../../../shared/playbooks/pending-reboot/reboot-story.ts';
import { rebootSummary } from '../../../shared/playbooks/pending-reboot/reboot-summary.ts';
import { type SignedIn, signedIn } from '../../../shared/playbooks/pending-reboot/signed-in.ts';
import { modeAllows } from '../../../shared/policy/policy.ts';
import type { AutomoxMatch, Look, Seen } from '../../runtime/inspection.ts';
import type { LookOptions } from '../../runtime/playbook.ts';
import { alertStands, type RemediationRun, raisedAt, surelyRaised } from '../../runtime/run.ts';
import { lookAt, readServer, type Step } from '../../runtime/steps.ts';
import { names } from './names.ts';

/** What `inspectReboot` found. Times are epoch ms. */
export interface RebootLook extends Look {
  readonly deviceClass?: DeviceClass;
  readonly online?: boolean;
  /** Up to about half an hour behind. */
  readonly lastRebootAt?: number;
  /** Whether Atera names a signed-in user; absent when it does not report. The names themselves are not kept. */
  readonly someoneNamed?: boolean;
  readonly automoxMatch?: AutomoxMatch;
  /** The newest open alert's own text. */
  readonly alertText?: string;
  /** The last boot that was known from before the alert. */
  readonly bootBefore?: number;
  /** The last boot as the latest question to a person names it. */
  readonly askedBoot?: string;
  /** Who was signed in as told in the question to which a person said yes. */
  readonly approvedUsers?: SignedIn;
  /** When that yes was given. */
  readonly approvedAt?: number;
}

/** An inspection of both vendors and what it means. */
export interface RebootSeen extends Seen {
  readonly look: RebootLook;
  readonly judgement: RebootJudgement;
  /** What Automox says. */
  readonly witness: RebootWitness;
  readonly users: SignedIn;
  readonly window: MaintenanceWindow;
  /** When Automox was asked for the scan that this look awaits, or awaited (epoch ms). */
  readonly scanAskedAt?: number;
}

/** What an inspection of both vendors is for. */
export interface RebootLookOptions extends LookOptions {
  /** When this run asked Automox for a scan (epoch ms): it does not ask again for the same alert. */
  readonly scanAskedAt?: number;
  /** When the app ordered a reboot (epoch ms): a scan must be newer, unless Atera shows the boot. */
  readonly since?: number;
  /** Right before a reboot: whether somebody is signed in must be known of now. */
  readonly freshUsers?: boolean;
  /** A follow-up's look: no scan is asked for, as if it had been when the alert was raised. */
  readonly watching?: boolean;
}

/** One inspection of a pending reboot, and what it means. Asks Automox for a scan when the last one is too old to say anything. */
export function* seeReboot(
  context: OrchestrationContext,
  run: RemediationRun,
  options: RebootLookOptions,
): Generator<Task, Step<RebootSeen>> {
  const { needReading } = options;
  const looked = yield* lookAt<RebootLook>(context, run, {
    activity: names.inspectReboot,
    input: { needReading },
  });
  if (!looked.ok) return looked;
  const look = looked.value;
  const raised = surelyRaised(run, look);
  const { scanAskedAt: asked = 0, ...rest } = options;
  const carried = options.watching ? raised : asked >= raised ? asked : undefined;
  const told = yield* askAutomox(context, run, look, {
    ...rest,
    ...(carried !== undefined && { scanAskedAt: carried }),
  });
  const scanAskedAt = carried ?? told.scanAskedAt;
  const seen = seenIn(run, look, { ...told, ...(scanAskedAt !== undefined && { scanAskedAt }) });
  return { ok: true, value: seen };
}

/** The inspection of a follow-up: Automox is read, but no scan is asked for again and again. */
export function* watchReboot(
  context: OrchestrationContext,
  run: RemediationRun,
  { needReading }: LookOptions,
): Generator<Task, Step<RebootSeen>> {
  return yield* seeReboot(context, run, { needReading, watching: true });
}

interface Told {
  readonly witness: RebootWitness;
  readonly lastUser?: string;
  readonly scanAskedAt?: number;
}

/** Automox out of reach is no reason to stop: then there is no second witness, and the ticket says why. */
function* askAutomox(
  context: OrchestrationContext,
  run: RemediationRun,
  look: RebootLook,
  options: RebootLookOptions,
): Generator<Task, Told> {
  const { automoxMatch } = look;
  if (!automoxMatch) return without('it was not asked');
  if (!automoxMatch.has) return without(automoxMatch.reason);
  // It can wait for the device: an offline one is rebooted by nobody, and asked about for days.
  if (look.online === false && options.since === undefined) return without('the device is offline', true);
  const read = yield* readServer(context, run, automoxMatch, scanFor(run, look, options));
  if (!read.ok) return without(`it could not be asked: ${read.message}`, read.code !== REFUSED);
  if (!read.value.found) return without(read.value.reason ?? 'Automox does not know the device any more');
  const { found: _found, lastDisconnectAt: _lastDisconnectAt, lastUser, scanAskedAt, ...reading } = read.value;
  return {
    witness: { has: true, serverId: automoxMatch.serverId, ...reading },
    ...(lastUser !== undefined && { lastUser }),
    ...(scanAskedAt !== undefined && { scanAskedAt }),
  };
}

/** Automox does not let the app see the device: waiting changes nothing. */
const REFUSED = 'vendor_forbidden';

function without(reason: string, passing = false): Told {
  return { witness: { has: false, reason, ...(passing && { passing }) } };
}

/** Whether Automox is to scan the device now. In observe nothing is asked of a device. */
function scanFor(
  run: RemediationRun,
  look: RebootLook,
  { scanAskedAt, since, freshUsers, watching }: RebootLookOptions,
): { readonly scan: boolean; readonly unlessNewerThan?: number } {
  const { lastRebootAt = 0, lookedAt, online, approvedUsers } = look;
  const raised = surelyRaised(run, look);
  // Of a ticket's device a scan is asked for only once there is a boot to confirm.
  const isAsked = watching ? lastRebootAt <= raised : scanAskedAt !== undefined;
  if (isAsked || !modeAllows(run.mode, 'propose')) return { scan: false };
  const newest = Math.max(raised, since ?? 0, lastRebootAt) + CLOCK_MARGIN_MS;
  if (since !== undefined) return { scan: true, unlessNewerThan: newest };
  if (online !== true || !alertStands(look)) return { scan: false };
  // "Nobody" was approved: it must be known of now before the yes is judged. Whoever approved an open session's end needs no scan.
  const usersMatter = approvedUsers === 'nobody' || (freshUsers === true && approvedUsers === undefined);
  const youngest = usersMatter ? lookedAt - pendingReboot.rulesIn(run.policy).signedInMaxAgeMinutes * MINUTE_MS : 0;
  return { scan: true, unlessNewerThan: Math.max(newest, youngest) };
}

function seenIn(run: RemediationRun, look: RebootLook, { witness, lastUser, scanAskedAt }: Told): RebootSeen {
  const { lookedAt, alertIds, alertOpen } = look;
  const { timeZone, maintenanceWindows } = run.customer;
  const deviceClass = look.deviceClass ?? run.known.deviceClass ?? 'workstation';
  const ateraUsers = look.someoneNamed === undefined ? undefined : look.someoneNamed ? 'somebody' : '';
  const scannedAt = witness.has ? witness.scannedAt : undefined;
  const who = { ateraUsers, automoxUser: lastUser, scannedAt, lookedAt };
  const users = signedIn(who, pendingReboot.rulesIn(run.policy));
  const known = { ...look, deviceClass, automoxMatch: witness, signedInUsers: users };
  const evidence = {
    ...known,
    alertOpen,
    hasAlert: alertIds.length > 0,
    hasTicket: run.ticketId !== undefined,
    alertCreatedAt: raisedAt(run, look),
    surelyRaisedAt: surelyRaised(run, look),
    scanAskedAt,
  };
  const judgement = decideReboot(evidence, pendingReboot.rulesIn(run.policy));
  const window = maintenanceWindow(maintenanceWindows, timeZone, lookedAt);
  const { because } = judgement;
  const story = rebootStory({ ...run.subject, ...known, because, raisedAt: run.alertCreatedAt, window });
  return {
    ...{ look, judgement, witness, users, window, story, summary: rebootSummary(because) },
    ...(scanAskedAt !== undefined && { scanAskedAt }),
  };
}
