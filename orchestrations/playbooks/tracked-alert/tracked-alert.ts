import { trackedAlert as definition } from '../../../shared/playbooks/tracked-alert/definition.ts';
import { trackedTexts } from '../../../shared/playbooks/tracked-alert/texts/index.ts';
import { nowOf } from '../../runtime/durable-time.ts';
import { defer, deviceGone, escalate, finishRecovered, stepFailed } from '../../runtime/endings/endings.ts';
import { endByMarks } from '../../runtime/endings/mode-narrowed.ts';
import type { Playbook } from '../../runtime/playbook.ts';
import { makeInspectTracked } from './inspect-tracked.ts';
import { names } from './names.ts';
import { observeTracked, passesUntil } from './observe-tracked.ts';

/**
 * Runbook "tracked alert". Numbers are the defaults of the policy, most of them of its section
 * `trackedAlert`.
 *
 * 1. No vendor is queried within `confirmAfterMinutes` (10) of the moment the alert was raised:
 *    many clear by themselves. The run ends, and the poll begins it again.
 * 2. Atera no longer has the alert open, by its own word on that alert: the run ends, nothing to
 *    do.
 * 3. It is open: check once whether the device is there and may be written about, and open a ticket
 *    that says what the alert says and that the app cannot inspect it (or comment the one the alert
 *    carries, or reopen the last one). One ticket for each device and class.
 * 4. It ended `flappingCount` (3) times within `flappingHours` (24) already: it gets a ticket that
 *    says so, even when it has ended, and keeps it until it has stayed away for as long.
 * 5. From then on `follow-up.ts` inspects every `followUpEveryMinutes` (60), notes further firings
 *    at most once per `repeatCommentHours` (24), and closes the ticket when two inspections
 *    `clearConfirmMinutes` (10) apart find every alert over.
 *
 * It never does anything to a device and never resolves an alert: an alert has ended when Atera
 * says so, and nothing else can be known.
 */
export const trackedAlertFlow: Playbook = {
  definition,
  activities: { [names.inspectTracked]: makeInspectTracked },
  *remediate(context, run) {
    const until = run.mayBeOver ? undefined : passesUntil(run, nowOf(context));
    if (until !== undefined) return defer('may-pass', trackedTexts(run.customer.language).mayPass({ until }), until);
    const step = yield* observeTracked(context, run, { watching: false });
    if (!step.ok) return stepFailed(context, run, 'inspection-failed', 'inspect the alert', step);
    const observation = step.value;
    const { inspection, judgement } = observation;
    const marked = endByMarks(context, run, inspection);
    if (marked) return marked;
    if (!inspection.deviceFound) return deviceGone(run, inspection);
    if (judgement.verdict === 'wait') return defer(judgement.because, observation.summary, judgement.until);
    if (judgement.verdict === 'recovered' && !run.flapping) return yield* finishRecovered(context, run, observation);
    return yield* escalate(context, run, observation);
  },
  observe: (context, run) => observeTracked(context, run, { watching: true }),
};
