import type { Clock } from '../clock.ts';
import type { FunctionTable } from '../functions/function-table.ts';
import type { Invoker, LogSink } from '../functions/invoke.ts';
import type { Versioning } from '../host-json.ts';
import type { Change, TaskHub } from './hub.ts';

/** What the workers share. */
export interface WorkerContext {
  readonly hub: TaskHub;
  readonly clock: Clock;
  readonly functions: FunctionTable;
  readonly invoker: Invoker;
  readonly log: LogSink;
  readonly versioning: Versioning;
  /** How long the message of an interrupted activity stays hidden (ms). */
  readonly activityVisibilityMs: number;
  /** Commits a change and delivers its messages; throws when the host has stopped. */
  commit(change: Change): void;
  isStopped(): boolean;
}
