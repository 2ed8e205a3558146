import type { OrchestrationContext, Task } from 'durable-functions';
import { playbookOf } from '../playbooks/index.ts';
import { CustomerChanged, customerChanged } from '../runtime/endings/customer-changed.ts';
import { StoppedBeforeWrite, stoppedBeforeWrite, unexpectedFailure } from '../runtime/endings/stopped-before-write.ts';
import type { RemediationRun, RunEnd } from '../runtime/run.ts';
import { endRun } from './end-run.ts';

/**
 * One occurrence of one condition, from alert to verified end or ticket: runs the playbook and
 * records how it ended, also when it failed. Started by the poll under the id
 * `rem.<device>.<condition>.<n>`, so the same occurrence never runs twice at once; short by design,
 * because what must be watched afterwards is a row that the poll turns into a follow-up. While the
 * kill switch is on or the device is muted, a step that would write ends the run as `waiting`
 * instead, and it is checked again.
 */
export function* remediateAlert(context: OrchestrationContext): Generator<Task, RunEnd> {
  const run = context.df.getInput<RemediationRun>();
  let end: RunEnd;
  try {
    end = yield* playbookOf(run).remediate(context, run);
  } catch (error) {
    if (error instanceof StoppedBeforeWrite) end = stoppedBeforeWrite(context, run, error);
    else if (error instanceof CustomerChanged) end = customerChanged(context, error, 'again');
    else end = unexpectedFailure(context, run, error);
  }
  return yield* endRun(context, run, end);
}
