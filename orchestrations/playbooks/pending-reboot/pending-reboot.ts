import type { OrchestrationContext, Task } from 'durable-functions';
import { utc } from '../../../shared/domain/time/utc.ts';
import { HOUR_MS, MINUTE_MS } from '../../../shared/durations.ts';
import { pendingReboot as definition } from '../../../shared/playbooks/pending-reboot/definition.ts';
import { rebootTexts } from '../../../shared/playbooks/pending-reboot/texts/course/index.ts';
import { nowOf, waitUntil } from '../../runtime/durable-time.ts';
import { defer, deviceGone, escalate, finishRecovered, stepFailed } from '../../runtime/endings/endings.ts';
import { endByMarks } from '../../runtime/endings/mode-narrowed.ts';
import type { Playbook } from '../../runtime/playbook.ts';
import { type RemediationRun, type RunEnd, raisedAt } from '../../runtime/run.ts';
import { awaitRebootScan, inspectWithScan } from './await-reboot-scan.ts';
import { makeInspectReboot } from './inspect-reboot.ts';
import { names } from './names.ts';
import { type RebootObservation, watchReboot } from './observe-reboot.ts';
import { proposeReboot, rebootDevice } from './reboot.ts';

/**
 * A question outlives this many false reports that its alert is gone; the poll sends at most one in
 * an hour.
 */
const OUTLIVES_WAKES = 2;

/** Inspections that called for no reboot, or proved nothing, before a person is called. */
const LOOKS_BEFORE_TICKET = 2;

/**
 * Runbook "pending reboot". Numbers are the defaults of the policy, most of them of its section
 * `pendingReboot`.
 *
 * 1. Inspect both witnesses (`pending-reboot/await-reboot-scan.ts`): Atera (alert, online, last
 *    boot) and Automox (its last scan). The alert alone is never believed.
 * 2. The device has booted since the alert (a boot time that changed by more than a clock change,
 *    with the agent online) and a scan from after the boot finds no reboot pending, or the alert is
 *    gone: resolve what is open and end. No ticket. Without Automox the boot alone ends it, and
 *    whether Windows still wants one is not known. With Automox it is asked for that scan until
 *    `rebootTimeoutMinutes` (90) after the boot; then a ticket.
 * 3. Automox's scan is older than the alert: ask for one, wait `scanWaitMinutes` (15), inspect
 *    again. In observe none is requested.
 * 4. The device is offline: the state is unknown. Inspect again every `followUpEveryMinutes` (60);
 *    a ticket only `deferredExpiresHours` (72) after the alert.
 * 5. Two witnesses, and the customer has maintenance windows: propose a reboot
 *    (`pending-reboot/reboot.ts`). A person is asked (`approvalExpiresHours`, 24); an approval is
 *    valid to the end of the next window, at most 8 days, and the run ends until it opens. Then
 *    everything is checked again, after an approval of "nobody is signed in" with a scan younger
 *    than `signedInMaxAgeMinutes` (5): with somebody signed in of whom the approval did not know it
 *    waits, within its window (every `busyCheckMinutes`, 20), until they have left; anything else
 *    that is worse than what was approved, or the end of the window, means no reboot and a ticket.
 *    One server of a customer at a time.
 * 6. After the command check for a changed boot time (`pending-reboot/verify.ts`) and a scan from
 *    after it: after `verifyAfterMinutes` (35), after the scan that is requested then, and at
 *    `rebootTimeoutMinutes` (90). Booted and none pending: resolve the alert. Not: a ticket that
 *    says what was tried; high priority for a device that has not come back.
 * 7. Anything else (no Automox, no window, a witness that disagrees, a boot time that is not
 *    reported) is checked again after `clearConfirmMinutes` (10), or `verifyAfterMinutes` (35)
 *    where only Atera's inventory can show it; then a ticket with the reasons and the next window.
 *    From then on `follow-up.ts` inspects every `followUpEveryMinutes` (60), and ends ticket and
 *    alert when two inspections find the reboot done.
 *
 * Success is only a boot time from after the command that differs from the one before: offline and
 * online again proves nothing, and "shut down" is not a reboot. It never reboots without an
 * approval, outside a window, on one witness, or a device that is not connected; it never orders a
 * second reboot for the same approval, and names of users are in no outcome row or log.
 */
export const pendingRebootFlow: Playbook = {
  definition,
  activities: { [names.inspectReboot]: makeInspectReboot },
  orchestrators: { [names.awaitRebootScan]: awaitRebootScan },
  *remediate(context, run) {
    // Ends: every inspection without a result is counted, and a person is asked only a limited
    // number of times.
    for (let inspections = 1, wakes = 0; ; inspections++) {
      const step = yield* inspectWithScan(context, run, { needReading: false });
      if (!step.ok) return stepFailed(context, run, 'inspection-failed', 'inspect the device', step);
      const observation = step.value;
      const { inspection, judgement } = observation;
      const marked = endByMarks(context, run, inspection);
      if (marked) return marked;
      if (!inspection.deviceFound) return deviceGone(run, inspection);
      if (judgement.verdict === 'recovered') return yield* finishRecovered(context, run, observation);
      const early = whileAway(context, run, observation) ?? whileUnconfirmed(context, run, observation);
      if (early) return early;
      if (wakes <= OUTLIVES_WAKES && proposeReboot(run, observation)) {
        const end = yield* rebootDevice(context, run, observation);
        if (end) return end;
        wakes++;
        continue;
      }
      if (inspections >= LOOKS_BEFORE_TICKET || hasWaited(observation))
        return yield* escalate(context, run, observation);
      yield* waitForNextInspection(context, run, observation);
    }
  },
  observe: watchReboot,
};

/** A device that is off needs no person yet: the run ends, and begins again. */
function whileAway(
  context: OrchestrationContext,
  run: RemediationRun,
  observation: RebootObservation,
): RunEnd | undefined {
  const { judgement, inspection, summary } = observation;
  if (judgement.because !== 'device-offline') return undefined;
  const now = nowOf(context);
  const { deferredExpiresHours } = run.policy;
  const until = raisedAt(run, inspection) + deferredExpiresHours * HOUR_MS;
  if (now >= until) return undefined;
  const nextAt = Math.min(now + definition.rulesIn(run.policy).followUpEveryMinutes * MINUTE_MS, until);
  const note = rebootTexts(run.customer.language).summaryNotes.checkedWhenBack({ hours: deferredExpiresHours });
  const text = `${summary} ${note}`;
  return defer('device-offline', text, nextAt);
}

/** A device that has just booted: Automox has its time to scan it before anybody is called. */
function whileUnconfirmed(
  context: OrchestrationContext,
  run: RemediationRun,
  observation: RebootObservation,
): RunEnd | undefined {
  const { judgement, inspection, summary } = observation;
  if (judgement.because !== 'reboot-unconfirmed' || inspection.lastRebootAt === undefined) return undefined;
  const now = nowOf(context);
  const { rebootTimeoutMinutes, scanWaitMinutes } = definition.rulesIn(run.policy);
  const until = inspection.lastRebootAt + rebootTimeoutMinutes * MINUTE_MS;
  if (now >= until) return undefined;
  const nextAt = Math.min(now + scanWaitMinutes * MINUTE_MS, until);
  const note = rebootTexts(run.customer.language).summaryNotes.askedAgain({ at: utc(nextAt) });
  return defer(judgement.because, `${summary} ${note}`, nextAt);
}

/** An inspection that waited for a scan is two. */
function hasWaited({ scanAskedAt, inspection }: RebootObservation): boolean {
  return scanAskedAt !== undefined && scanAskedAt < inspection.inspectedAt;
}

/** Boot times come with Atera's inventory, about half an hour late. */
const BY_INVENTORY: readonly string[] = ['reboot-not-enough', 'boot-time-not-reported'];

function* waitForNextInspection(
  context: OrchestrationContext,
  { policy }: RemediationRun,
  { judgement: { because } }: RebootObservation,
): Generator<Task, void> {
  const { clearConfirmMinutes, verifyAfterMinutes } = definition.rulesIn(policy);
  const minutes = BY_INVENTORY.includes(because) ? verifyAfterMinutes : clearConfirmMinutes;
  const until = nowOf(context) + minutes * MINUTE_MS;
  context.df.setCustomStatus({ waitsUntil: until, because });
  yield* waitUntil(context, until);
}
