import type { Clock } from '../clock.ts';
import type { Faults } from '../faults.ts';
import type { FunctionTable } from '../functions/function-table.ts';
import type { Invoker, LogSink } from '../functions/invoke.ts';
import type { Versioning } from '../host-json.ts';
import type { Change, TaskHub } from './hub.ts';
import type { Message } from './types.ts';

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
  /** The same for the messages of an interrupted turn. */
  readonly turnVisibilityMs: number;
  readonly faults: Faults;
  /** Delivers a message that is in the hub already, once it is due. */
  deliver(message: Message): void;
  /** Commits a change and delivers its messages; throws when the host has stopped. */
  commit(change: Change): void;
  isStopped(): boolean;
}
