import type { OrchestrationContext, Task } from 'durable-functions';
import { MINUTE_MS } from '../../../shared/durations.ts';
import { offlineDevice as definition } from '../../../shared/playbooks/offline-device/definition.ts';
import { offlineTexts } from '../../../shared/playbooks/offline-device/texts/index.ts';
import { modeAllows } from '../../../shared/policy/policy.ts';
import { nowOf, waitUntil } from '../../runtime/durable-time.ts';
import { closeWith, defer, deviceGone, escalate, finishRecovered, stepFailed } from '../../runtime/endings/endings.ts';
import { endByMarks } from '../../runtime/endings/mode-narrowed.ts';
import type { Playbook } from '../../runtime/playbook.ts';
import type { RemediationRun, RunEnd } from '../../runtime/run.ts';
import type { Step } from '../../runtime/steps.ts';
import { makeInspectOffline } from './inspect-offline.ts';
import { names } from './names.ts';
import { type OfflineObservation, observeOffline, tooEarly } from './observe-offline.ts';
import { parkExcused } from './park-excused.ts';
import { waitText } from './summary.ts';

/**
 * Runbook "offline device". Numbers are the defaults of the policy, most of them of its section
 * `offlineDevice`.
 *
 * 1. Query no vendor while nobody would be called: within the grace of the device's class
 *    (`graceMinutes`: server 5, workstation 60, laptop 60; an unknown class counts as server) from
 *    the moment its alert was raised (never from LastSeen, which trails), while people who would
 *    miss a workstation or laptop are not at work, and within `secondInspectionMinutes` (2) of the
 *    first listing of the alert. The run ends, and the poll begins it again when that has passed;
 *    by then that same poll has judged the site rule on all that it listed.
 * 2. Many always-on devices of the customer are quiet (`siteRule`), or Atera itself is suspected:
 *    defer by `awayTogetherMinutes` (10), without a request. `site-incident.ts` writes the one
 *    ticket.
 * 3. The alert is gone: the run ends, nothing to do.
 * 4. Inspect the agent in Atera, once. Online, also in another inspection `secondInspectionMinutes`
 *    later: resolve the alert. No ticket. Offline, but the same device is online under a new agent
 *    (same customer, name and serial number, installed since): the same.
 * 5. Offline: the poll that listed the alert is the first inspection and this the second one. Ask
 *    the second witness, Automox, once, where it knows the device: it reaches the device, then only
 *    the agent is dead; it does not, then the device is off.
 * 6. A laptop that is off may be switched off: it is missed only after `awayBusinessHours` (30;
 *    workstations 0) without a return. Until then it is inspected each morning, once, and the
 *    outcome says so.
 * 7. Open a ticket that says what both reported and what a person should do (or comment the one the
 *    alert carries, or reopen the last one). It recurred `flappingCount` (3) times within
 *    `flappingHours` (24) already: it gets a ticket that says so, even when it is back. What is
 *    switched off at will does not flap.
 * 8. From then on `follow-up.ts` inspects every `followUpEveryMinutes` (60), reminds every
 *    `reminderEveryHours` (24), and closes ticket and alert when two inspections
 *    `clearConfirmMinutes` (5) apart show the device online; a ticket that was reopened, when it
 *    stayed back for `flappingHours`. Automox is not asked again once there is a ticket: it has
 *    been consulted, and what ends a ticket is the agent's return.
 *
 * A dead agent on a user's device is found in business hours only: at night the device is not
 * inspected.
 *
 * Success is only what Atera's own record of the agent shows: online. It never resolves an alert or
 * closes a ticket while the device is offline, whoever closed the alert, never changes anything on
 * a device, and writes nothing that the mode does not allow. No run outlives a wait: each is a row
 * in `conditions`.
 */
export const offlineDeviceFlow: Playbook = {
  definition,
  activities: { [names.inspectOffline]: makeInspectOffline },
  park: parkExcused,
  *remediate(context, run) {
    // What is too early to write is not too early to end, nor for a person who asks without an
    // alert.
    const mayWait = run.alertId !== undefined && !run.mayBeOver;
    const early = mayWait ? tooEarly(run, nowOf(context)) : undefined;
    if (early)
      return defer(early.because, waitText(early, { mode: run.mode, language: run.customer.language }), early.until);
    const step = yield* observeTwiceIfBack(context, run);
    if (!step.ok) return stepFailed(context, run, 'inspection-failed', 'inspect the device', step);
    const observation = step.value;
    const { inspection, judgement } = observation;
    const marked = endByMarks(context, run, inspection);
    if (marked) return marked;
    if (!inspection.deviceFound) return deviceGone(run, inspection);
    if (judgement.verdict === 'wait') return defer(judgement.because, observation.summary, judgement.until);
    if (judgement.because === 'reinstalled') return yield* endReinstalled(context, run, observation);
    if (judgement.verdict === 'recovered' && !run.flapping) return yield* finishRecovered(context, run, observation);
    return yield* escalate(context, run, observation);
  },
  observe(context, run, options) {
    // Only a follow-up that may open a ticket needs more than Atera reports.
    const withWitness = run.ticketId === undefined && modeAllows(run.mode, 'propose');
    // Both inspections that close a ticket must show the device itself: that its alert is gone is
    // not enough.
    const needReading = options.needReading || run.ticketId !== undefined;
    return observeOffline(context, run, { needReading, withWitness });
  },
};

/**
 * One inspection, and where it shows the device online another one, a poll apart: a single reading
 * may come from a stale cache.
 */
function* observeTwiceIfBack(
  context: OrchestrationContext,
  run: RemediationRun,
): Generator<Task, Step<OfflineObservation>> {
  // A ticket that the alert carries is not closed, nor written in, because of an alert that
  // is gone.
  const needReading = run.flapping || run.ticketId !== undefined;
  const first = yield* observeOffline(context, run, { needReading, withWitness: true });
  // With a ticket the follow-up is the second inspection.
  if (!first.ok || run.ticketId !== undefined || !isBack(first.value)) return first;
  const until = first.value.inspection.inspectedAt + definition.rulesIn(run.policy).secondInspectionMinutes * MINUTE_MS;
  context.df.setCustomStatus({ waitsUntil: until, because: 'online-once' });
  yield* waitUntil(context, until);
  return yield* observeOffline(context, run, { needReading: true, withWitness: true });
}

function isBack({ inspection, judgement }: OfflineObservation): boolean {
  return !inspection.optedOut && (judgement.because === 'back-online' || judgement.because === 'reinstalled');
}

/**
 * The old agent of a device that reports under a new one stays offline, so Atera may raise its
 * alert again as soon as it is resolved. It is resolved once after the new installation, and then
 * left open: only somebody who deletes the old agent can end it.
 */
function* endReinstalled(
  context: OrchestrationContext,
  run: RemediationRun,
  observation: OfflineObservation,
): Generator<Task, RunEnd> {
  const { inspection, judgement, summary } = observation;
  const { installedAt = inspection.inspectedAt } = inspection.successor ?? {};
  const isRaisedAgain = (run.recentCloses ?? []).some((endedAt) => endedAt >= installedAt);
  if (!isRaisedAgain || run.ticketId !== undefined) return yield* finishRecovered(context, run, observation);
  const text = `${summary} ${offlineTexts(run.customer.language).leftOpen}`;
  return { end: 'skipped', code: judgement.because, text, afterwards: closeWith(inspection) };
}
