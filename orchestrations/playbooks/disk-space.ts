import type { OrchestrationContext, Task } from 'durable-functions';
import type { DiskDecision } from '../../shared/domain/decide.ts';
import { MINUTE_MS } from '../../shared/durations.ts';
import { nowOf, waitUntil } from '../durable-time.ts';
import { couldNot, deviceGone, escalate, finishRecovered, optedOut } from '../endings.ts';
import type { Playbook } from '../playbook.ts';
import type { RemediationRun } from '../run.ts';
import { cleanUp, proposeCleanup } from './disk-space/cleanup.ts';
import { type DiskLook, seeDisk } from './disk-space/look.ts';

/** A question outlives this many false reports that its alert is gone; the poll sends at most one in an hour. */
const MAX_WAKES = 2;

/** Looks that found the disk full, or proved nothing, before a person is called. */
const LOOKS_BEFORE_TICKET = 2;

/**
 * Runbook "disk space". Numbers are the defaults of the policy, most of them of its section `diskSpace`.
 *
 * 1. Look at the drive's inventory reading and at whether Atera still lists the alert.
 * 2. The alert is gone: the end, nothing to do.
 * 3. The drive reads healthy (at least `clearMarginPercent`, 2 points, below the alert's own limit), but the reading may be
 *    older than the alert: wait until it cannot be (`inventoryLagMinutes`, 45, after the alert was raised), look again.
 * 4. The drive reads healthy, believably: resolve the alert. No ticket.
 * 5. The drive reads full, or nothing can be told (no reading, or an alert that does not say its limit): wait
 *    `confirmAfterMinutes` (10), because many alerts pass by themselves.
 * 6. With hands (the device is known in Automox and its customer has a cleanup worklet), and full for certain: ask a person
 *    (`approvalExpiresHours`, 24), look again, run the worklet on this one device (`../hands/use-hands.ts`), wait until it has run and
 *    `settleMinutes` (5) and the inventory lag are over, look again with the same checker (`disk-space/cleanup.ts`). Recovered, and Automox's
 *    own scan after it does not say otherwise: resolve the alert.
 * 7. It ended `flappingCount` (2) times within `flappingHours` (24) already: it is not ended silently once more, but gets a
 *    ticket that says so, and keeps it until it has stayed away for as long.
 * 8. Still so: open a ticket that says what was tried (or comment the one the alert carries, or reopen the last one). From then
 *    on `follow-up.ts` looks every `followUpEveryMinutes` (60), and closes ticket and alert when the disk is seen recovered twice.
 *
 * Atera no longer knows the device: nothing is done. A call that fails for good, after its retries: the outcome says `failed`,
 * and the follow-up tries again. A disk that is full again within `fixHoldsDays` (7) of a cleanup is not cleaned once more.
 *
 * Success is only what was read again from Atera after the alert and after the cleanup. It never resolves an alert whose disk reads
 * full or cannot be read, never cleans up without an approval, and writes nothing that the mode does not allow.
 */
export const diskSpace: Playbook = {
  *remediate(context, run) {
    let first: DiskLook | undefined;
    // Ends: a reading may be older than the alert only for so long, and every other doubt is counted.
    for (let doubts = 0, wakes = 0; ; ) {
      const step = yield* seeDisk(context, run, { needReading: run.flapping, ...(first && { first }) });
      if (!step.ok) return couldNot(context, run, 'look-failed', 'look at the device', step);
      const seen = step.value;
      const { look, judgement } = seen;
      if (look.optedOut) return optedOut(look);
      if (!look.deviceFound) return deviceGone(run, look);
      if (judgement.verdict === 'recovered' && run.flapping) return yield* escalate(context, run, seen);
      if (judgement.verdict === 'recovered') return yield* finishRecovered(context, run, seen);
      if (judgement.verdict !== 'wait') doubts++;
      if (doubts >= LOOKS_BEFORE_TICKET) return yield* escalate(context, run, seen);

      // A firing that joined meanwhile may be about what happened after the first reading.
      if (!first?.reading || first.newestAlertAt !== look.newestAlertAt) first = look;
      yield* waitForNextLook(context, run, judgement);
      if (judgement.verdict === 'holds' && proposeCleanup(run, seen)) {
        const end = yield* cleanUp(context, run, seen);
        if (end) return end;
        // The alert seemed gone while a person was asked; where it is not, the question still stands.
        if (wakes++ < MAX_WAKES) doubts--;
      }
    }
  },
  see: seeDisk,
};

function* waitForNextLook(
  context: OrchestrationContext,
  { policy }: RemediationRun,
  judgement: DiskDecision,
): Generator<Task, void> {
  const now = nowOf(context);
  const confirmAt = now + policy.diskSpace.confirmAfterMinutes * MINUTE_MS;
  const soonest = Math.min(confirmAt, now + MINUTE_MS);
  const until = judgement.verdict === 'wait' ? Math.max(judgement.until, soonest) : confirmAt;
  context.df.setCustomStatus({ waitsUntil: until, because: judgement.because });
  yield* waitUntil(context, until);
}
