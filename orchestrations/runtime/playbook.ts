import type { ActivityHandler, OrchestrationContext, Task } from 'durable-functions';
import type { Condition } from '../../shared/domain/occurrences/condition.ts';
import type { SiteWatch } from '../../shared/domain/sites/site-watch.ts';
import type { PlaybookName } from '../../shared/playbooks/index.ts';
import type { ActivityDeps, AppDeps } from './deps.ts';
import type { Observation } from './inspection.ts';
import type { RemediationRun, RunEnd } from './run.ts';
import type { Step } from './steps.ts';

/** What an inspection is for. */
export interface InspectionOptions {
  /** Read the device even when its alert has ended: only that shows whether the condition has. */
  readonly needReading: boolean;
}

/** The site rule's last answer, which all devices of a site share. */
export type Surroundings = SiteWatch;

/** What `judge` may use. */
export type JudgeDeps = Pick<
  ActivityDeps,
  | 'alerts'
  | 'conditions'
  | 'customers'
  | 'directory'
  | 'monitored'
  | 'mutes'
  | 'outbox'
  | 'outcomes'
  | 'sites'
  | 'clock'
  | 'policy'
  | 'log'
>;

/** What `park` may use. */
export type ParkDeps = Pick<
  ActivityDeps,
  'alerts' | 'conditions' | 'customers' | 'directory' | 'outcomes' | 'clock' | 'policy' | 'mode'
>;

/**
 * What makes a playbook beside its definition. Its flow is one file in its folder, the doc comment
 * the runbook.
 */
export interface Playbook {
  /** Its name, policy and recognition: `shared/playbooks/<name>/definition.ts`. */
  readonly definition: { readonly name: PlaybookName };
  /** From alert to verified end, ticket or deferral. */
  remediate(context: OrchestrationContext, run: RemediationRun): Generator<Task, RunEnd>;
  /**
   * One inspection and what it means: what a follow-up watches an open ticket with. The same
   * checker as `remediate` uses.
   */
  observe(
    context: OrchestrationContext,
    run: RemediationRun,
    options: InspectionOptions,
  ): Generator<Task, Step<Observation>>;
  /** Its activities by name, made of the app's dependencies. */
  readonly activities?: Readonly<Record<string, (deps: AppDeps) => ActivityHandler>>;
  /** Its sub-orchestrations by name. */
  readonly orchestrators?: Readonly<Record<string, (context: OrchestrationContext) => Generator<Task, unknown>>>;
  /** Judged in each poll from the alerts that it listed, before anything is started. */
  judge?(deps: JudgeDeps): Promise<void>;
  /**
   * Reads with each refresh of the directory what the playbook keeps of the vendor's lists. Its
   * failure ends no refresh.
   */
  refresh?(context: OrchestrationContext, startedAt: number): Generator<Task, void>;
  /** Puts a due condition off without a run; returns true when it did. */
  park?(deps: ParkDeps, condition: Condition, around: Surroundings | undefined): Promise<boolean>;
}
