import type { OrchestrationContext, Task } from 'durable-functions';
import { utc } from '../../../shared/domain/time/utc.ts';
import { serviceStopped as definition } from '../../../shared/playbooks/service-stopped/definition.ts';
import { serviceTexts } from '../../../shared/playbooks/service-stopped/texts/index.ts';
import { nowOf } from '../../runtime/durable-time.ts';
import { defer, deviceGone, escalate, finishRecovered, stepFailed } from '../../runtime/endings/endings.ts';
import { endByMarks } from '../../runtime/endings/mode-narrowed.ts';
import type { Playbook } from '../../runtime/playbook.ts';
import type { RemediationRun, RunEnd } from '../../runtime/run.ts';
import { makeInspectService } from './inspect-service.ts';
import { names } from './names.ts';
import { observeService, passesUntil, type ServiceObservation } from './observe-service.ts';
import { proposeRestart, restart } from './restart.ts';
import { verifyRestart } from './verify.ts';

/**
 * With this many false reports that its alert is gone a question ends; the poll sends at most one
 * in an hour.
 */
const ENDS_AT_WAKES = 2;

/**
 * Runbook "service stopped". Numbers are the defaults of the policy, most of them of its section
 * `serviceStopped`.
 *
 * 1. No vendor is queried within `confirmAfterMinutes` (10) of the moment the alert was raised:
 *    many services restart by themselves. The run ends, and the poll begins it again.
 * 2. Check whether Atera still has the alert open, and inspect the device. The alert has ended: the
 *    run ends, nothing to do.
 * 3. The device has booted within `bootGraceMinutes` (15): Windows may still be starting the
 *    service; defer. It is offline: the state is unknown; inspect again every
 *    `followUpEveryMinutes` (60), and after `offlineWaitMinutes` (240) notify a person.
 * 4. No name, an alert that is not of Atera's own monitor, no Automox match, or no worklet of the
 *    customer for this very service: a ticket.
 * 5. Else ask a person (`approvalExpiresHours`, 24), inspect again, and run the worklet that starts
 *    this service on this one device (`../../actions/act-on-device.ts`), at most `attemptsPerDay`
 *    (1) times.
 * 6. Verify (`verify.ts`) by the worklet's code and by Atera's alert, which two checks must find
 *    ended. Else a ticket that says what was tried.
 * 7. It ended `flappingCount` (3) times within `flappingHours` (24) already: it gets a ticket that
 *    says so, even when it runs.
 * 8. From then on `follow-up.ts` inspects every `followUpEveryMinutes` (60), and closes the ticket
 *    when two inspections `clearConfirmMinutes` (10) apart find the alert ended and the device not
 *    offline.
 *
 * A service that is stopped again within `fixHoldsDays` (7) of a restart is not restarted again. It
 * never resolves an alert: the end is Atera's own word. It never restarts without an approval,
 * never by a worklet that the policy names for another service, and a code of 0 alone is no
 * success.
 */
export const serviceStoppedFlow: Playbook = {
  definition,
  activities: { [names.inspectService]: makeInspectService },
  orchestrators: { [names.verifyRestart]: verifyRestart },
  *remediate(context, run) {
    const until = run.mayBeOver ? undefined : passesUntil(run, nowOf(context));
    if (until !== undefined) return defer('may-pass', mayPass(run, until), until);
    for (let wakes = 0; ; wakes++) {
      const step = yield* observeService(context, run);
      if (!step.ok) return stepFailed(context, run, 'inspection-failed', 'inspect the device', step);
      const end =
        endAtOnce(context, run, step.value) ?? (yield* actOrReport(context, run, step.value, wakes < ENDS_AT_WAKES));
      if (end) return end;
      // The alert seemed gone while a person was asked; where it is not, the question is still
      // open.
    }
  },
  observe: (context, run) => observeService(context, run, { watching: true }),
};

function mayPass({ customer }: RemediationRun, until: number): string {
  return serviceTexts(customer.language).summaryNotes.mayPass({ at: utc(until) });
}

function endAtOnce(
  context: OrchestrationContext,
  run: RemediationRun,
  { inspection, judgement, summary }: ServiceObservation,
): RunEnd | undefined {
  const marked = endByMarks(context, run, inspection);
  if (marked) return marked;
  if (!inspection.deviceFound) return deviceGone(run, inspection);
  return judgement.verdict === 'wait' ? defer(judgement.because, summary, judgement.until) : undefined;
}

function* actOrReport(
  context: OrchestrationContext,
  run: RemediationRun,
  observation: ServiceObservation,
  mayAsk: boolean,
): Generator<Task, RunEnd | undefined> {
  if (observation.judgement.verdict === 'recovered' && !run.flapping)
    return yield* finishRecovered(context, run, observation);
  if (mayAsk && proposeRestart(run, observation)) return yield* restart(context, run, observation);
  return yield* escalate(context, run, observation);
}
