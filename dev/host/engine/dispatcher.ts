import type { Clock } from '../clock.ts';
import { Heap } from '../heap.ts';
import type { Change, TaskHub } from './hub.ts';
import type { Message } from './types.ts';

/**
 * Work started in one turn of the event loop: enough to be fast, few enough to keep what they hold
 * small.
 */
const MAX_STARTED_TOGETHER = 100;

/** What does the work: called with messages that are due. Never rejects. */
export interface Workers {
  activity(message: Message & { kind: 'activity' }): Promise<void>;
  /**
   * All that is due for one instance or entity, in order of arrival. Returns what it has left for
   * another turn.
   */
  instance(target: string, messages: Message[]): Promise<Message[]>;
}

/** A clock on which work in progress can be counted (the virtual one). */
interface CountingClock extends Clock {
  hold?(): () => void;
}

interface Queue {
  messages: Message[];
  isBusy: boolean;
}

/**
 * Passes messages to the workers when they are due: one turn at a time per instance, everything
 * else side by side. From the moment a message is due until its work is committed it counts as
 * running on a virtual clock.
 */
export class Dispatcher {
  readonly #hub: TaskHub;
  readonly #clock: CountingClock;
  readonly #workers: Workers;
  readonly #delayed = new Heap<Message>(
    (a, b) => a.visibleAt < b.visibleAt || (a.visibleAt === b.visibleAt && a.id < b.id),
  );
  readonly #queues = new Map<string, Queue>();
  readonly #running = new Set<{ label: string }>();
  readonly #due: (() => void)[] = [];
  #pumping = false;
  #cancelAlarm: (() => void) | undefined;
  #alarmAt = Number.POSITIVE_INFINITY;
  #stopped = false;

  constructor(hub: TaskHub, clock: CountingClock, workers: Workers) {
    this.#hub = hub;
    this.#clock = clock;
    this.#workers = workers;
  }

  /** Commits `change` to the hub and delivers its messages. */
  commit(change: Change): void {
    if (this.#stopped) throw new Error('The host has stopped.');
    for (const message of this.#hub.apply(change)) this.deliver(message);
  }

  /** Delivers a message that is in the hub already. */
  deliver(message: Message): void {
    if (this.#stopped) return;
    if (message.visibleAt > this.#clock.now()) {
      this.#delayed.push(message);
      this.#setAlarm();
    } else if (message.kind === 'activity')
      this.#start(`activity ${message.work.name}`, () => this.#workers.activity(message));
    else this.#enqueue(message);
  }

  /** Counts `work` as running under `label` until it settles. */
  track<T>(label: string, work: () => Promise<T>): Promise<T> {
    return this.#run(label, this.#clock.hold?.(), work);
  }

  /** Labels of all handlers running now. */
  running(): string[] {
    return [...this.#running].map((entry) => entry.label);
  }

  /** No message is delivered any more; what is running goes on but can commit nothing. */
  stop(): void {
    this.#stopped = true;
    this.#cancelAlarm?.();
  }

  get isStopped(): boolean {
    return this.#stopped;
  }

  #enqueue(message: Message): void {
    let queue = this.#queues.get(message.target);
    if (!queue) {
      queue = { messages: [], isBusy: false };
      this.#queues.set(message.target, queue);
    }
    queue.messages.push(message);
    if (queue.isBusy) return;
    queue.isBusy = true;
    const found = queue;
    this.#start(`instance ${message.target}`, () => this.#drain(message.target, found));
  }

  async #drain(target: string, queue: Queue): Promise<void> {
    while (queue.messages.length > 0 && !this.#stopped) {
      const messages = queue.messages;
      queue.messages = [];
      const left = await this.#workers.instance(target, messages);
      if (left.length > 0) queue.messages = [...left, ...queue.messages];
    }
    queue.isBusy = false;
    this.#queues.delete(target);
  }

  async #run<T>(label: string, release: (() => void) | undefined, work: () => Promise<T>): Promise<T> {
    const entry = { label };
    this.#running.add(entry);
    try {
      return await work();
    } finally {
      this.#running.delete(entry);
      release?.();
    }
  }

  /**
   * Starts in the next turn of the event loop, so that HTTP and timers get their share between two
   * hops.
   */
  #start(label: string, work: () => Promise<void>): void {
    const release = this.#clock.hold?.();
    this.#due.push(() => void this.#run(label, release, work));
    this.#pump();
  }

  #pump(): void {
    if (this.#pumping || this.#due.length === 0) return;
    this.#pumping = true;
    setImmediate(() => {
      this.#pumping = false;
      const due = this.#due.splice(0, MAX_STARTED_TOGETHER);
      this.#pump();
      for (const begin of due) begin();
    });
  }

  #setAlarm(): void {
    const first = this.#delayed.peek();
    if (!first || first.visibleAt >= this.#alarmAt) return;
    this.#cancelAlarm?.();
    this.#alarmAt = first.visibleAt;
    this.#cancelAlarm = this.#clock.setTimer(() => this.#ring(), first.visibleAt - this.#clock.now());
  }

  #ring(): void {
    this.#alarmAt = Number.POSITIVE_INFINITY;
    const now = this.#clock.now();
    for (let next = this.#delayed.peek(); next && next.visibleAt <= now; next = this.#delayed.peek()) {
      this.#delayed.pop();
      this.deliver(next);
    }
    this.#setAlarm();
  }
}
