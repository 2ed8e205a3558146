import type { OrchestrationContext, Task } from 'durable-functions';
import { MINUTE_MS } from '../../../shared/durations.ts';
import type { DiskDecision } from '../../../shared/playbooks/disk-space/decide-disk.ts';
import { diskSpace as definition } from '../../../shared/playbooks/disk-space/definition.ts';
import { nowOf, waitUntil } from '../../runtime/durable-time.ts';
import { defer, deviceGone, escalate, finishRecovered, stepFailed } from '../../runtime/endings/endings.ts';
import { endByMarks } from '../../runtime/endings/mode-narrowed.ts';
import type { Playbook } from '../../runtime/playbook.ts';
import { cleanUp, proposeCleanup } from './cleanup.ts';
import { makeInspectDisk } from './inspect-disk.ts';
import { names } from './names.ts';
import { observeDisk } from './observe-disk.ts';
import { verifyCleanup } from './verify.ts';

/**
 * With this many false reports that its alert is gone a question ends; the poll sends at most one
 * in an hour.
 */
const ENDS_AT_WAKES = 2;

/** Waits up to this long stay inside the run; longer ones end it, and the poll begins it again. */
const LONGEST_WAIT_INSIDE_MS = 15 * MINUTE_MS;

/** Inspections of one run, so that its history stays small. */
const MAX_INSPECTIONS = 4;

/**
 * Runbook "disk space". Numbers are the defaults of the policy, most of them of its section
 * `diskSpace`.
 *
 * 1. Inspect the drive's inventory reading and whether Atera still lists the alerts. Each alert has
 *    its own limit, and the drive is full (over it), between (less than `clearMarginPercent`, 2
 *    points, below it) or below it.
 * 2. All alerts are gone: the run ends, nothing to do.
 * 3. The drive reads below every limit, but the reading may be older than the alert: it is believed
 *    only when it differs from one that was fetched `publishLagMinutes` (10) or more after the
 *    alert was first listed, with the device online, and two inspections in a row show it
 *    (`clearConfirmMinutes`, 10, apart). Inspect again at most every `inventoryEveryMinutes` (45).
 * 4. Recovered, proven: resolve the alerts. No ticket.
 * 5. Full in two inspections, `confirmAfterMinutes` (10) apart, because many alerts clear by
 *    themselves: act, or open a ticket. Nothing proven for `unprovenAfterMinutes` (60 for a server
 *    or a critical alert, else 240), no usable reading, or an alert that does not say its limit: a
 *    ticket that says what is known and what is not.
 * 6. With an Automox match (the device is known in Automox and its customer has a cleanup worklet),
 *    and full for certain: ask a person (`approvalExpiresHours`, 24), inspect again, run the
 *    worklet on this one device (`../../actions/act-on-device.ts`), wait until it has run, and
 *    verify (`disk-space/verify.ts`): an Automox scan after it, or a provably newer reading.
 *    Recovered: resolve the alerts.
 * 7. It ended `flappingCount` (2) times within `flappingHours` (24) already: it is not ended
 *    silently again, but gets a ticket that says so, and keeps it until it has stayed away for as
 *    long.
 * 8. Otherwise open a ticket that says what was tried (or comment the one the alert carries, or
 *    reopen the last one). From then on `follow-up.ts` inspects every `followUpEveryMinutes` (60),
 *    and closes ticket and alerts when the recovery is proven.
 *
 * Atera no longer knows the device: nothing is done. A call that fails for good, after its retries:
 * the outcome says `failed`, and the follow-up retries. A disk that is full again within
 * `fixHoldsDays` (7) of a cleanup is not cleaned again.
 *
 * It never resolves an alert on elapsed time, on another alert's limit, while the device is
 * offline, or when the disk reads full or cannot be read; never cleans up without an approval; and
 * writes nothing that the mode does not allow. What the inspections have shown is kept in the
 * condition row, so no run outlives a long wait.
 */
export const diskSpaceFlow: Playbook = {
  definition,
  activities: { [names.inspectDisk]: makeInspectDisk },
  orchestrators: { [names.verifyCleanup]: verifyCleanup },
  *remediate(context, run) {
    for (let inspections = 1, wakes = 0; ; inspections++) {
      const needReading = run.flapping || run.ticketId !== undefined;
      const step = yield* observeDisk(context, run, { needReading });
      if (!step.ok) return stepFailed(context, run, 'inspection-failed', 'inspect the device', step);
      const observation = step.value;
      const { inspection, judgement } = observation;
      const marked = endByMarks(context, run, inspection);
      if (marked) return marked;
      if (!inspection.deviceFound) return deviceGone(run, inspection);
      if (judgement.verdict === 'recovered' && run.flapping) return yield* escalate(context, run, observation);
      if (judgement.verdict === 'recovered') return yield* finishRecovered(context, run, observation);
      if (judgement.verdict === 'wait') {
        const isLong = judgement.until - nowOf(context) > LONGEST_WAIT_INSIDE_MS;
        if (isLong || inspections >= MAX_INSPECTIONS)
          return defer(judgement.because, observation.summary, judgement.until);
        yield* waitForNextInspection(context, judgement);
        continue;
      }
      if (proposeCleanup(run, observation) === undefined || wakes >= ENDS_AT_WAKES)
        return yield* escalate(context, run, observation);
      const end = yield* cleanUp(context, run, observation);
      if (end) return end;
      // The alert seemed gone while a person was asked; where it is not, the question is still
      // open.
      wakes++;
    }
  },
  observe: (context, run, options) => {
    const hasTicket = run.ticketId !== undefined || run.mayHaveLostTicket === true;
    return observeDisk(context, run, { ...options, needReading: options.needReading || hasTicket });
  },
};

function* waitForNextInspection(
  context: OrchestrationContext,
  { until, because }: Extract<DiskDecision, { verdict: 'wait' }>,
): Generator<Task, void> {
  context.df.setCustomStatus({ waitsUntil: until, because });
  yield* waitUntil(context, until);
}
