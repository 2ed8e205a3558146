import type { OrchestrationContext, Task } from 'durable-functions';
import type { RemediationRun, RunEnd, Seen } from './run.ts';
import type { Step } from './steps.ts';

/** What a look is for. */
export interface LookOptions {
  /** Read the device even when its alert is over: only that tells whether the condition is. */
  readonly needReading: boolean;
}

/** What makes a playbook. Its story is one file in `playbooks/`, the doc comment the runbook; its parts are in the folder of its name. */
export interface Playbook {
  /** From alert to verified end, ticket or deferral. */
  remediate(context: OrchestrationContext, run: RemediationRun): Generator<Task, RunEnd>;
  /** One look and what it means: what a follow-up watches an open ticket with. The same checker as `remediate` uses. */
  see(context: OrchestrationContext, run: RemediationRun, options: LookOptions): Generator<Task, Step<Seen>>;
}
