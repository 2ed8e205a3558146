import type { Clock } from '../clock.ts';
import type { Dispatcher } from '../engine/dispatcher.ts';
import type { TaskHub } from '../engine/hub.ts';
import { timestamp } from '../engine/replay/history.ts';
import type { HostFunction } from '../functions/function-table.ts';
import type { Invoker, LogSink } from '../functions/invoke.ts';
import { parseSchedule, resolveSettings, type Schedule } from './ncrontab.ts';

export interface TimerOptions {
  hub: TaskHub;
  dispatcher: Pick<Dispatcher, 'commit' | 'track' | 'isStopped'>;
  clock: Clock;
  invoker: Invoker;
  log: LogSink;
  settings: Readonly<Record<string, string | undefined>>;
}

/** `last` of a timer that never ran. */
const NEVER = '0001-01-01T00:00:00+00:00';
/** The host keeps a status only for schedules of a minute or more. */
const MONITORED_FROM_MS = 60_000;

/**
 * One timer function: fires when due, never twice at once, at once after a start that finds a tick
 * missed.
 */
export class TimerTrigger {
  readonly #fn: HostFunction;
  readonly #options: TimerOptions;
  readonly #schedule: Schedule;
  readonly #isMonitored: boolean;
  #cancel: (() => void) | undefined;
  #next = Number.POSITIVE_INFINITY;

  /** Throws when the schedule is invalid or names a missing setting. */
  constructor(fn: HostFunction, options: TimerOptions) {
    this.#fn = fn;
    this.#options = options;
    const text = resolveSettings(String(fn.trigger.schedule), options.settings);
    try {
      this.#schedule = parseSchedule(text, options.settings.WEBSITE_TIME_ZONE ?? 'UTC');
    } catch (error) {
      throw new Error(`Timer function '${fn.name}': ${error instanceof Error ? error.message : error}`);
    }
    const first = this.#schedule.next(options.clock.now());
    const isLong = this.#schedule.next(first) - first >= MONITORED_FROM_MS;
    this.#isMonitored = fn.trigger.useMonitor !== false && isLong;
  }

  /** Arms the timer: now when a tick was missed or it runs on startup, else at its next time. */
  start(): void {
    const now = this.#options.clock.now();
    const known = this.#options.hub.timers.get(this.#fn.name);
    const isPastDue = this.#isMonitored && known !== undefined && known.next < now;
    if (!isPastDue) this.#next = this.#schedule.next(now);
    if (isPastDue || this.#fn.trigger.runOnStartup === true) this.#fire(isPastDue);
    else this.#arm();
  }

  stop(): void {
    this.#cancel?.();
  }

  /** Runs the handler once now, beside its schedule, as the admin endpoint does. */
  async runNow(): Promise<void> {
    await this.#run(false);
  }

  #arm(): void {
    if (this.#options.dispatcher.isStopped || this.#next === Number.POSITIVE_INFINITY) return;
    // The machine's clock cuts very long delays: check again when it fires early.
    this.#cancel = this.#options.clock.setTimer(() => {
      if (this.#options.clock.now() < this.#next) this.#arm();
      else this.#fire(false);
    }, this.#next - this.#options.clock.now());
  }

  #fire(isPastDue: boolean): void {
    void this.#options.dispatcher.track(`timer ${this.#fn.name}`, async () => {
      const due = Number.isFinite(this.#next) ? this.#next : this.#options.clock.now();
      await this.#run(isPastDue);
      // A tick that passed while the handler ran is made up for at once, one only.
      const next = this.#schedule.next(due);
      const now = this.#options.clock.now();
      this.#next = next <= now ? now : next;
      if (isPastDue) this.#next = this.#schedule.next(now);
      this.#arm();
    });
  }

  async #run(isPastDue: boolean): Promise<void> {
    const { clock, invoker, log, hub, dispatcher } = this.#options;
    const startedAt = clock.now();
    const known = hub.timers.get(this.#fn.name);
    const next = known && isPastDue ? known.next : this.#schedule.next(startedAt - 1);
    const status = {
      Last: known ? offset(known.last) : NEVER,
      Next: offset(next),
      LastUpdated: known ? offset(known.lastUpdated) : NEVER,
    };
    const input = {
      Schedule: { AdjustForDST: this.#schedule.adjustForDst },
      ScheduleStatus: this.#isMonitored ? status : null,
      IsPastDue: isPastDue,
    };
    const triggerMetadata = { TimerTrigger: { string: new Date(startedAt).toISOString() } };
    const outcome = await invoker.invoke({ fn: this.#fn, trigger: { json: JSON.stringify(input) }, triggerMetadata });
    if (!outcome.ok) {
      const message = `timer ${this.#fn.name} failed: ${outcome.error.stack ?? outcome.error.message}`;
      log({ level: 'error', category: 'host', message, functionName: this.#fn.name });
    }
    if (!this.#isMonitored || dispatcher.isStopped) return;
    const record = {
      name: this.#fn.name,
      last: startedAt,
      next: this.#schedule.next(startedAt),
      lastUpdated: startedAt,
    };
    dispatcher.commit({ timers: [record] });
  }
}

/** Epoch ms in the form of .NET's DateTimeOffset. */
function offset(ms: number): string {
  return timestamp(ms).replace('Z', '+00:00');
}
