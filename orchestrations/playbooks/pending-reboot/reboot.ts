import type { OrchestrationContext, Task } from 'durable-functions';
import type { Proposal } from '../../../shared/domain/approvals/proposal.ts';
import { type MaintenanceWindow, maintenanceWindow } from '../../../shared/domain/time/maintenance-window.ts';
import { utc } from '../../../shared/domain/time/utc.ts';
import { DAY_MS, MINUTE_MS } from '../../../shared/durations.ts';
import { pendingReboot } from '../../../shared/playbooks/pending-reboot/definition.ts';
import {
  type CertainWindow,
  disturbsMore,
  rebootProposal,
} from '../../../shared/playbooks/pending-reboot/reboot-proposal.ts';
import type { SignedIn } from '../../../shared/playbooks/pending-reboot/signed-in.ts';
import { rebootTexts } from '../../../shared/playbooks/pending-reboot/texts/course/index.ts';
import { actionTexts } from '../../../shared/texts/action/index.ts';
import { type ActionEnd, actOnDevice } from '../../actions/act-on-device.ts';
import { endWith, endWithoutAction, freeing, HOLD_MARGIN_MINUTES } from '../../actions/after-action.ts';
import { nowOf } from '../../runtime/durable-time.ts';
import { defer } from '../../runtime/endings/endings.ts';
import type { RemediationRun, RunEnd } from '../../runtime/run.ts';
import type { Step } from '../../runtime/steps.ts';
import { inspectWithScan } from './await-reboot-scan.ts';
import type { RebootObservation } from './observe-reboot.ts';
import { verifyReboot } from './verify.ts';

/**
 * A run that begins again in the window, already approved, has just inspected: for a server another
 * inspection adds nothing.
 */
const JUST_INSPECTED_MS = MINUTE_MS;

/**
 * Returns the reboot this inspection calls for; undefined unless both witnesses agree and there is
 * a window for it.
 */
export function proposeReboot(
  { subject, customer }: RemediationRun,
  observation: RebootObservation,
): Proposal | undefined {
  const { inspection, judgement, witness, users } = observation;
  const { automoxMatch, lastRebootAt, deviceClass = 'workstation' } = inspection;
  const window = certain(observation.window);
  if (judgement.verdict !== 'holds' || !automoxMatch?.has || lastRebootAt === undefined || !window) return undefined;
  const { organizationId, serverId } = automoxMatch;
  const scannedAt = witness.has ? witness.scannedAt : undefined;
  const asked = { approvedUsers: inspection.approvedUsers, askedBoot: inspection.askedBoot };
  const known = { organizationId, serverId, deviceClass, lastRebootAt, scannedAt, window, users };
  return rebootProposal({
    ...subject,
    ...known,
    language: customer.language,
    alertText: inspection.alertText,
    ...asked,
  });
}

function certain(window: MaintenanceWindow): CertainWindow | undefined {
  if (window.open) return window;
  return window.next === undefined ? undefined : { open: false, next: window.next };
}

/** Steps 5 and 6 of the runbook; undefined = the alert ended meanwhile, so inspect again. */
export function* rebootDevice(
  context: OrchestrationContext,
  run: RemediationRun,
  observation: RebootObservation,
): Generator<Task, RunEnd | undefined> {
  const { approvedUsers, deviceClass } = observation.inspection;
  const isLost = observation.witness.has && observation.witness.connected === false;
  // Who is there cannot be determined of a device that Automox has lost: the approval waits for it,
  // as the command would.
  if (approvedUsers === 'nobody' && observation.users === 'unknown' && isLost)
    return whileLost(context, run, observation);
  if (approvedUsers !== undefined && disturbsMore(observation.users, approvedUsers))
    return (
      whileInUse(context, run, observation) ??
      (yield* endWith(context, run, observation, changedText(run, observation)))
    );
  let before = observation;
  const ended: ActionEnd<RebootObservation> = yield* actOnDevice(context, run, {
    observation,
    propose: (found) => proposeReboot(run, found),
    *observe(): Generator<Task, Step<RebootObservation>> {
      const isFresh =
        deviceClass === 'server' && nowOf(context) - observation.inspection.inspectedAt < JUST_INSPECTED_MS;
      if (isFresh) return { ok: true, value: observation };
      const again = yield* inspectWithScan(context, run, { needReading: true, freshUsers: true });
      if (again.ok) before = again.value;
      return again;
    },
    notBefore: (now) => opensAt(run, now),
    ...(deviceClass === 'server' && { exclusive: 'server-reboot' }),
    holdMinutes: pendingReboot.rulesIn(run.policy).rebootTimeoutMinutes + HOLD_MARGIN_MINUTES,
  });
  if (ended.kind === 'acted') {
    return yield* freeing(ended, function* () {
      return yield* verifyReboot(context, run, before, ended);
    });
  }
  const inUse = ended.kind === 'changed' ? whileInUse(context, run, ended.observation) : undefined;
  if (inUse) return inUse;
  const observe = () => inspectWithScan(context, run, { needReading: true });
  return yield* endWithoutAction(context, run, ended, { observation, observe });
}

function whileLost(
  context: OrchestrationContext,
  { policy, customer }: RemediationRun,
  { summary }: RebootObservation,
): RunEnd {
  const text = `${summary} ${rebootTexts(customer.language).reboot.whileLost}`;
  return defer('waits-for-device', text, nowOf(context) + policy.returnCheckMinutes * MINUTE_MS);
}

/**
 * An approval of "nobody is signed in", or of "not known", waits until that holds, as long as its
 * window is open: the first one after the approval.
 */
function whileInUse(
  context: OrchestrationContext,
  run: RemediationRun,
  observation: RebootObservation,
): RunEnd | undefined {
  const { inspection, judgement, users, window, summary } = observation;
  const approved = inspection.approvedUsers;
  if (approved === undefined || !disturbsMore(users, approved)) return undefined;
  if (judgement.verdict !== 'holds' || inspection.optedOut) return undefined;
  const now = nowOf(context);
  const until = window.open ? window.until : windowToCome(run, inspection.approvedAt, now);
  if (until === undefined) return undefined;
  const nextAt = window.open ? Math.min(now + run.policy.busyCheckMinutes * MINUTE_MS, until) : until;
  const texts = rebootTexts(run.customer.language).reboot;
  const inUse = { approved, users: disturbed(users) };
  const text = `${summary} ${texts.whileInUse({ ...inUse, at: utc(nextAt) })}`;
  return defer('waits-for-users', text, Math.max(nextAt, now + MINUTE_MS), texts.usersNow[inUse.users]);
}

/** When the first window after the approval opens (epoch ms), while that is still to come. */
function windowToCome({ customer }: RemediationRun, approvedAt: number | undefined, now: number): number | undefined {
  if (approvedAt === undefined) return undefined;
  const window = maintenanceWindow(customer.maintenanceWindows, customer.timeZone, approvedAt);
  return !window.open && window.next !== undefined && now < window.next ? window.next : undefined;
}

function disturbed(users: SignedIn): 'somebody' | 'unknown' {
  return users === 'somebody' ? 'somebody' : 'unknown';
}

function changedText({ customer }: RemediationRun, { inspection, window, users }: RebootObservation): string {
  const { approvedUsers } = inspection;
  if (approvedUsers === undefined || window.open) return actionTexts(customer.language).changed;
  return rebootTexts(customer.language).reboot.windowOver({ approved: approvedUsers, users: disturbed(users) });
}

/** When the customer's next window opens; undefined = one is open now. */
function opensAt({ customer }: RemediationRun, now: number): number | undefined {
  const window = maintenanceWindow(customer.maintenanceWindows, customer.timeZone, now);
  return window.open ? undefined : (window.next ?? now + DAY_MS);
}
