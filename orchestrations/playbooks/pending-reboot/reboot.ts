import type { OrchestrationContext, Task } from 'durable-functions';
import type { Proposal } from '../../../shared/domain/occurrences/proposal.ts';
import { utc } from '../../../shared/domain/tickets/ticket-story.ts';
import { type MaintenanceWindow, maintenanceWindow } from '../../../shared/domain/time/maintenance-window.ts';
import { DAY_MS, MINUTE_MS } from '../../../shared/durations.ts';
import { pendingReboot } from '../../../shared/playbooks/pending-reboot/definition.ts';
import {
  type CertainWindow,
  disturbsMore,
  rebootProposal,
} from '../../../shared/playbooks/pending-reboot/reboot-proposal.ts';
import type { SignedIn } from '../../../shared/playbooks/pending-reboot/signed-in.ts';
import { type ActionEnd, actOnDevice } from '../../actions/act-on-device.ts';
import { CHANGED, endWith, endWithoutAction, freeing, HOLD_MARGIN_MINUTES } from '../../actions/after-action.ts';
import { nowOf } from '../../runtime/durable-time.ts';
import { defer } from '../../runtime/endings.ts';
import type { RemediationRun, RunEnd } from '../../runtime/run.ts';
import type { Step } from '../../runtime/steps.ts';
import type { RebootSeen } from './look.ts';
import { lookAtRebootOf } from './look-at-reboot.ts';
import { verifyReboot } from './verify.ts';

/** A run that begins again in the window, already approved, has just looked: of a server another inspection tells nothing new. */
const JUST_LOOKED_MS = MINUTE_MS;

/** The reboot this look calls for; undefined unless both witnesses agree and there is a window for it. */
export function proposeReboot({ subject }: RemediationRun, seen: RebootSeen): Proposal | undefined {
  const { look, judgement, witness, users } = seen;
  const { automoxMatch, lastRebootAt, deviceClass = 'workstation' } = look;
  const window = certain(seen.window);
  if (judgement.verdict !== 'holds' || !automoxMatch?.has || lastRebootAt === undefined || !window) return undefined;
  const { organizationId, serverId } = automoxMatch;
  const scannedAt = witness.has ? witness.scannedAt : undefined;
  const asked = { approvedUsers: look.approvedUsers, askedBoot: look.askedBoot };
  const known = { organizationId, serverId, deviceClass, lastRebootAt, scannedAt, window, users };
  return rebootProposal({ ...subject, ...known, alertText: look.alertText, ...asked });
}

function certain(window: MaintenanceWindow): CertainWindow | undefined {
  if (window.open) return window;
  return window.next === undefined ? undefined : { open: false, next: window.next };
}

/** Step 5 and 6 of the runbook; undefined = the alert went away meanwhile, so look again. */
export function* rebootDevice(
  context: OrchestrationContext,
  run: RemediationRun,
  seen: RebootSeen,
): Generator<Task, RunEnd | undefined> {
  const { approvedUsers, deviceClass } = seen.look;
  const isLost = seen.witness.has && seen.witness.connected === false;
  // Who is there cannot be determined of a device that Automox has lost: the yes waits for it, as the command would.
  if (approvedUsers === 'nobody' && seen.users === 'unknown' && isLost) return whileLost(context, run, seen);
  if (approvedUsers !== undefined && disturbsMore(seen.users, approvedUsers))
    return whileInUse(context, run, seen) ?? (yield* endWith(context, run, seen, changedText(seen)));
  let before = seen;
  const ended: ActionEnd<RebootSeen> = yield* actOnDevice(context, run, {
    seen,
    propose: (found) => proposeReboot(run, found),
    *see(): Generator<Task, Step<RebootSeen>> {
      const isFresh = deviceClass === 'server' && nowOf(context) - seen.look.lookedAt < JUST_LOOKED_MS;
      if (isFresh) return { ok: true, value: seen };
      const again = yield* lookAtRebootOf(context, run, { needReading: true, freshUsers: true });
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
  const inUse = ended.kind === 'changed' ? whileInUse(context, run, ended.seen) : undefined;
  if (inUse) return inUse;
  const see = () => lookAtRebootOf(context, run, { needReading: true });
  return yield* endWithoutAction(context, run, ended, { seen, see });
}

function whileLost(context: OrchestrationContext, { policy }: RemediationRun, { summary }: RebootSeen): RunEnd {
  const text = `${summary} It was approved; the device is not connected to Automox, so who is signed in is not known.`;
  return defer('waits-for-device', text, nowOf(context) + policy.returnCheckMinutes * MINUTE_MS);
}

/** What was said of users in the question to which a person said yes. */
const APPROVED_FOR = {
  nobody: 'It was approved for when nobody is signed in',
  unknown: 'It was approved while nobody was known to be signed in',
  somebody: 'It was approved with somebody signed in',
} as const satisfies Record<SignedIn, string>;

/** A yes to "nobody is signed in", or to "not known", waits until it is so, as long as its window is open: the first one after the yes. */
function whileInUse(context: OrchestrationContext, run: RemediationRun, seen: RebootSeen): RunEnd | undefined {
  const { look, judgement, users, window, summary } = seen;
  const approved = look.approvedUsers;
  if (approved === undefined || !disturbsMore(users, approved)) return undefined;
  if (judgement.verdict !== 'holds' || look.optedOut) return undefined;
  const now = nowOf(context);
  const until = window.open ? window.until : windowToCome(run, look.approvedAt, now);
  if (until === undefined) return undefined;
  const nextAt = window.open ? Math.min(now + run.policy.busyCheckMinutes * MINUTE_MS, until) : until;
  const why = usersNow(seen);
  const text = `${summary} ${APPROVED_FOR[approved]}, and ${why}; it is inspected again ${utc(nextAt)}.`;
  return defer('waits-for-users', text, Math.max(nextAt, now + MINUTE_MS), why);
}

/** When the first window after the yes opens (epoch ms), while that is still to come. */
function windowToCome({ customer }: RemediationRun, approvedAt: number | undefined, now: number): number | undefined {
  if (approvedAt === undefined) return undefined;
  const window = maintenanceWindow(customer.maintenanceWindows, customer.timeZone, approvedAt);
  return !window.open && window.next !== undefined && now < window.next ? window.next : undefined;
}

function usersNow({ users }: RebootSeen): string {
  return users === 'somebody'
    ? 'somebody is signed in, as Atera last reported'
    : 'whether anybody is signed in is not known';
}

function changedText(seen: RebootSeen): string {
  const { look, window } = seen;
  if (look.approvedUsers === undefined || window.open) return CHANGED;
  return `Nothing was done to the device. ${APPROVED_FOR[look.approvedUsers]}, and ${usersNow(seen)}; its maintenance window is over.`;
}

/** When the customer's next window opens; undefined = one is open now. */
function opensAt({ customer }: RemediationRun, now: number): number | undefined {
  const window = maintenanceWindow(customer.maintenanceWindows, customer.timeZone, now);
  return window.open ? undefined : (window.next ?? now + DAY_MS);
}
