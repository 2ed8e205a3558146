import { modeAllows } from '../../shared/policy/policy.ts';
import { nowOf } from '../durable-time.ts';
import { comeAgain, couldNot, deviceGone, escalate, finishRecovered, optedOut } from '../endings.ts';
import type { Playbook } from '../playbook.ts';
import { seeOffline, tooEarly } from './offline-device/look.ts';
import { waitText } from './offline-device/summary.ts';

/**
 * Runbook "offline device". Numbers are the defaults of the policy, most of them of its section `offlineDevice`.
 *
 * 1. Ask nobody while nobody would be called: within the grace of the device's class (`graceMinutes`: server 5, workstation 60,
 *    laptop 60; an unknown class counts as server), while people who would miss a workstation or laptop are not at work, and
 *    within `secondLookMinutes` (2) of the first sight of the alert. The run ends, and the poll begins it again when that is over; by then that
 *    same poll has judged the site rule on all that it listed.
 * 2. Many always-on devices of the customer are quiet (`siteRule`), or Atera itself is suspected: come back after `awayTogetherMinutes` (10),
 *    without a request. `site-incident.ts` writes the one ticket.
 * 3. The alert is gone: the end, nothing to do.
 * 4. Look at the agent in Atera, once. Online: resolve the alert. No ticket.
 * 5. Offline: the poll that listed the alert is the first look and this the second one. Ask the second witness, Automox, once, where
 *    it knows the device: it reaches the device, then only the agent is dead; it does not, then the device is off.
 * 6. Open a ticket that says what both saw and what a person should do (or comment the one the alert carries, or reopen
 *    the last one). It came back `flappingCount` (3) times within `flappingHours` (24) already: it gets a ticket that says so,
 *    even when it is back.
 * 7. From then on `follow-up.ts` looks every `followUpEveryMinutes` (60), reminds every `reminderEveryHours` (24), and closes
 *    ticket and alert when the device stayed back for `clearConfirmMinutes` (5). Automox is not asked again once there is a ticket:
 *    it has had its say, and what ends a ticket is the agent's return.
 *
 * A dead agent on a user's device is found in business hours only: at night the device is not looked at.
 *
 * Success is only what Atera's own record of the agent shows: online. It never resolves an alert or closes a ticket while the device is
 * offline, whoever closed the alert, never changes anything on a device, and writes nothing that the mode does not allow. No run
 * outlives a wait: each is a row in `conditions`.
 */
export const offlineDevice: Playbook = {
  *remediate(context, run) {
    // What is too early to write is not too early to end, nor for a person who asks without an alert.
    const mayWait = run.alertId !== undefined && !run.mayBeOver;
    const early = mayWait ? tooEarly(run, nowOf(context)) : undefined;
    if (early) return comeAgain(early.because, waitText(early), early.until);
    const step = yield* seeOffline(context, run, { needReading: run.flapping, withWitness: true });
    if (!step.ok) return couldNot(context, run, 'look-failed', 'look at the device', step);
    const seen = step.value;
    const { look, judgement } = seen;
    if (look.optedOut) return optedOut(look);
    if (!look.deviceFound) return deviceGone(run, look);
    if (judgement.verdict === 'wait') return comeAgain(judgement.because, seen.summary, judgement.until);
    if (judgement.verdict === 'recovered' && !run.flapping) return yield* finishRecovered(context, run, seen);
    return yield* escalate(context, run, seen);
  },
  see(context, run, options) {
    // Only a follow-up that may open a ticket needs to know more than Atera tells.
    const withWitness = run.ticketId === undefined && modeAllows(run.mode, 'propose');
    return seeOffline(context, run, { ...options, withWitness });
  },
};
