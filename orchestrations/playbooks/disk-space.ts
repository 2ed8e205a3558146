import type { OrchestrationContext, Task } from 'durable-functions';
import { type DiskDecision, decideDisk } from '../../shared/domain/decide.ts';
import { MINUTE_MS } from '../../shared/durations.ts';
import { modeAllows } from '../../shared/policy/policy.ts';
import { nowOf, waitUntil } from '../durable-time.ts';
import { type Afterwards, type DiskLook, evidenceOf, type PlaybookEnd, type RemediationRun } from '../run.ts';
import { inspectDisk, openTicketFor, resolveAlerts, type Step } from '../steps.ts';

/** Looks that found the disk full, or proved nothing, before a person is called. */
const LOOKS_BEFORE_TICKET = 2;

/** An end, and what becomes of the condition. */
export type DiskSpaceEnd = PlaybookEnd & { readonly afterwards: Afterwards };

/**
 * Runbook "disk space", without hands on the device. Numbers are the defaults of the policy's section `diskSpace`.
 *
 * 1. Look at the drive's inventory reading and at whether Atera still lists the alert.
 * 2. The alert is gone: the end, nothing to do.
 * 3. The drive reads healthy (at least `clearMarginPercent`, 2 points, below the alert's own limit), but the reading may be
 *    older than the alert: wait until it cannot be (`inventoryLagMinutes`, 45, after the alert was raised), look again.
 * 4. The drive reads healthy, believably: resolve the alert. No ticket.
 * 5. The drive reads full, or nothing can be told (no reading, or an alert that does not say its limit): look again after
 *    `confirmAfterMinutes` (10), because many alerts pass by themselves.
 * 6. It ended `flappingCount` (2) times within `flappingHours` (24) already: it is not ended silently once more, but gets a
 *    ticket that says so, and keeps it until it has stayed away for as long.
 * 7. Still so after 5: open a ticket (or comment the one the alert carries, or reopen the last one). From then on `follow-up.ts`
 *    looks every `followUpEveryMinutes` (60), and closes ticket and alert when the disk is seen recovered twice.
 *
 * Atera no longer knows the device: nothing is done. A call to Atera that fails for good, after its retries: the outcome says
 * `failed`, and the follow-up tries again.
 *
 * Success is only what was read again from Atera after the alert. It never resolves an alert whose disk reads full or
 * cannot be read, never touches the device, and writes nothing that the mode (observe < propose < approve) does not allow.
 */
export function* diskSpace(context: OrchestrationContext, run: RemediationRun): Generator<Task, DiskSpaceEnd> {
  let firstReading: DiskLook['reading'];
  let newestAlertAt: number | undefined;
  // Ends: a reading may be older than the alert only for so long, and every other doubt is counted.
  for (let doubts = 0; ; ) {
    const looked = yield* inspectDisk(context, run, { needReading: run.flapping });
    if (!looked.ok) return couldNot('look-failed', 'look at the device', looked, run, nowOf(context));
    const look = looked.value;
    if (!look.deviceFound) return deviceGone(run, look);

    // A firing that joined meanwhile may be about what happened after the first reading.
    if (look.newestAlertAt !== newestAlertAt) firstReading = undefined;
    newestAlertAt = look.newestAlertAt;
    const decision = decideDisk(evidenceOf(run, look, firstReading), run.rules);
    if (decision.verdict === 'recovered' && run.flapping) return yield* escalate(context, run, look, decision);
    if (decision.verdict === 'recovered') return yield* finishRecovered(context, run, look, decision);

    firstReading ??= look.reading;
    if (decision.verdict !== 'wait' && ++doubts >= LOOKS_BEFORE_TICKET)
      return yield* escalate(context, run, look, decision);

    const confirmAt = nowOf(context) + run.rules.confirmAfterMinutes * MINUTE_MS;
    const soonest = Math.min(confirmAt, nowOf(context) + MINUTE_MS);
    const until = decision.verdict === 'wait' ? Math.max(decision.until, soonest) : confirmAt;
    context.df.setCustomStatus({ waitsUntil: until, because: decision.because });
    yield* waitUntil(context, until);
  }
}

function* finishRecovered(
  context: OrchestrationContext,
  run: RemediationRun,
  look: DiskLook,
  decision: DiskDecision,
): Generator<Task, DiskSpaceEnd> {
  const text = recoveredText(look, decision);
  if (!look.alertOpen) {
    return { end: 'resolved', code: decision.because, text, afterwards: closeWith(look) };
  }
  if (!modeAllows(run.mode, 'approve')) {
    const would = `Would resolve the alert. ${text}`;
    return { end: 'proposed', code: 'would-resolve', text: would, afterwards: watchFrom(run, nowOf(context)) };
  }
  const resolved = yield* resolveAlerts(context, run, look);
  if (!resolved.ok) return couldNot('resolve-failed', 'resolve the alert', resolved, run, nowOf(context));
  return { end: 'resolved', code: decision.because, text: `Alert resolved. ${text}`, afterwards: closeWith(look) };
}

function* escalate(
  context: OrchestrationContext,
  run: RemediationRun,
  look: DiskLook,
  decision: DiskDecision,
): Generator<Task, DiskSpaceEnd> {
  const afterwards = watchFrom(run, nowOf(context));
  const why = holdsText(look, decision);
  if (!modeAllows(run.mode, 'propose')) {
    return { end: 'proposed', code: 'would-open-ticket', text: `Would open a ticket. ${why}`, afterwards };
  }
  const ticket = yield* openTicketFor(context, run, look);
  if (!ticket.ok) return couldNot('ticket-failed', 'write the ticket', ticket, run, nowOf(context));
  const { ticketId, how } = ticket.value;
  return { end: 'escalated', code: `ticket-${how}`, text: `Ticket ${ticketId} ${how}. ${why}`, ticketId, afterwards };
}

/** Atera no longer knows the agent: its alert can be neither verified nor ticketed against a device. */
function deviceGone({ subject }: RemediationRun, look: DiskLook): DiskSpaceEnd {
  const text = `Atera does not know agent ${subject.agentId} any more; nothing was done.`;
  return { end: 'skipped', code: 'device-not-found', text, afterwards: closeWith(look) };
}

/** A vendor call failed for good: nothing is claimed, the follow-up tries again. */
function couldNot(
  code: string,
  what: string,
  step: Extract<Step<unknown>, { ok: false }>,
  run: RemediationRun,
  now: number,
): DiskSpaceEnd {
  const text = `Could not ${what}: ${step.message}`;
  return { end: 'failed', code, text, afterwards: watchFrom(run, now) };
}

function closeWith({ alertIds }: DiskLook): Afterwards {
  return { next: 'close', alertIds };
}

function watchFrom(run: RemediationRun, now: number): Afterwards {
  return { next: 'watch', nextAt: now + run.rules.followUpEveryMinutes * MINUTE_MS };
}

function holdsText({ reading, readingProblem }: DiskLook, { because }: DiskDecision): string {
  if (reading && because !== 'reading-full' && because !== 'threshold-unknown')
    return `It has ended by itself several times of late; the drive is ${reading.usedPercent} % used now.`;
  const limit = because === 'threshold-unknown' ? '; the alert does not say its limit' : '';
  return reading
    ? `The drive is ${reading.usedPercent} % used${limit}.`
    : `The drive cannot be read: ${readingProblem}.`;
}

function recoveredText(look: DiskLook, decision: DiskDecision): string {
  if (decision.because === 'alert-cleared') return 'Atera no longer lists the alert.';
  const proof = decision.because === 'reading-changed' ? 'a newer reading' : 'a reading from after the alert';
  return `The disk has recovered: ${look.reading?.usedPercent} % used by ${proof}.`;
}
