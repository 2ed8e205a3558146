import { requestIdOf } from '../entities/entity-messages.ts';
import { isLongTimer, nextTimerPart } from '../timing.ts';
import type { HistoryEvent } from '../types.ts';
import {
  isFireAndForget,
  isSettled,
  type Leaf,
  leavesOf,
  type Node,
  nameOf,
  nodeOf,
  type Scheduled,
} from './action-tree.ts';
import { EventWaits } from './event-waits.ts';
import { FollowUps } from './follow-ups.ts';
import { EventType } from './history.ts';
import { describeMismatch, describeMissing } from './non-determinism.ts';
import type { Action } from './orchestrator-state.ts';

/**
 * Walks history beside the actions an orchestrator listed, the way the real host does: gives every
 * action its number, drives retries and long timers (which take numbers of their own), and finds
 * what is new, what is still open, and where history and code disagree.
 */
export class ActionReplay {
  /** What has to be written to history and sent after this turn. */
  readonly fresh: Scheduled[] = [];
  /** The text of the failure when code and history disagree. */
  nonDeterminism: string | undefined;
  /** Name of an unknown function: the real host stops scheduling there without any error. */
  stuckOn: string | undefined;
  continueAsNew: Action | undefined;

  readonly #nodes: Node[];
  readonly #isKnown: (leaf: Leaf) => boolean;
  readonly #tasks = new Map<number, Leaf>();
  readonly #callIds = new Map<string, Leaf>();
  readonly #followUps = new FollowUps();
  readonly #events = new EventWaits();
  readonly #longTimers = new Set<Leaf>();
  #upcoming: Leaf[] = [];
  #nextNode = 0;
  #nextId = 0;
  /**
   * Number of the history event being walked; since when the open node could be scheduled, and when
   * it settled.
   */
  #position = 0;
  #nodeSince = 0;
  #settledAt: number | undefined;
  /** Start of the episode being walked: currentUtcDateTime of the orchestrator. */
  #episode = '';

  constructor(actions: Action[], isKnown: (leaf: Leaf) => boolean) {
    this.#nodes = actions.map(nodeOf);
    this.#isKnown = isKnown;
  }

  /**
   * Walks `old` (earlier episodes) and `fresh` (the events of this turn), then schedules what is
   * new.
   */
  run(old: HistoryEvent[], fresh: HistoryEvent[]): void {
    for (const event of old) this.#walk(event);
    for (const event of fresh) {
      this.#walk(event);
      if (this.nonDeterminism !== undefined) return;
      if (event.EventType !== EventType.OrchestratorStarted) this.#scheduleReachable();
    }
    this.#scheduleReachable();
  }

  /**
   * Whether anything listed is still running: the real host keeps an instance alive until nothing
   * is.
   */
  hasOpenTasks(): boolean {
    for (const leaf of this.#tasks.values()) {
      if (leaf.state === 'open' && !(leaf.kind === 'timer' && leaf.action.isCanceled)) return true;
    }
    return false;
  }

  #walk(event: HistoryEvent): void {
    if (this.nonDeterminism !== undefined) return;
    this.#position += 1;
    this.#take(event);
    const current = this.#nodes[this.#nextNode - 1];
    if (current !== undefined && this.#settledAt === undefined && isSettled(current)) this.#settledAt = this.#position;
  }

  #take(event: HistoryEvent): void {
    switch (event.EventType) {
      case EventType.OrchestratorStarted:
        if (!(Date.parse(event.Timestamp) < Date.parse(this.#episode))) this.#episode = event.Timestamp;
        break;
      case EventType.TaskScheduled:
      case EventType.TimerCreated:
      case EventType.SubOrchestrationInstanceCreated:
      case EventType.EventSent:
        this.#bind(event);
        break;
      case EventType.TaskCompleted:
      case EventType.SubOrchestrationInstanceCompleted:
        this.#complete(event.TaskScheduledId, true);
        break;
      case EventType.TaskFailed:
      case EventType.SubOrchestrationInstanceFailed:
        this.#complete(event.TaskScheduledId, false);
        break;
      case EventType.TimerFired:
        this.#timerFired(event.TimerId);
        break;
      case EventType.EventRaised:
        this.#eventRaised(event.Name ?? '');
        break;
    }
  }

  /**
   * Gives a scheduled event of history its leaf: a retry or long-timer step that is due, or the
   * next action.
   */
  #bind(event: HistoryEvent): void {
    const next = this.#nextScheduledLeaf();
    const step = this.#followUps.take(event, next, this.#nodeSince);
    if (step !== undefined && next !== undefined) this.#upcoming.unshift(next);
    const leaf = step?.leaf ?? next;
    if (leaf === undefined) {
      this.nonDeterminism = describeMissing(event);
      return;
    }
    const id = this.#nextId++;
    const mismatch = step === undefined ? describeMismatch(event, leaf) : undefined;
    if (mismatch !== undefined) {
      this.nonDeterminism = mismatch;
      if (this.#isKnown(leaf)) this.#schedule(id, leaf);
      return;
    }
    this.#tasks.set(id, leaf);
    if (leaf.kind === 'timer' && step === undefined) this.#startTimer(leaf);
    if (leaf.kind === 'signal') leaf.state = 'done';
    if (leaf.kind === 'entity-call') this.#callIds.set(requestIdOf(event), leaf);
  }

  /**
   * The next leaf that takes a number, skipping event waits (which take none); undefined when none
   * is reachable.
   */
  #nextScheduledLeaf(): Leaf | undefined {
    for (;;) {
      const leaf = this.#upcoming.shift();
      if (leaf === undefined) {
        if (!this.#openNextNode()) return undefined;
      } else if (leaf.kind === 'event') this.#events.wait(leaf);
      else if (leaf.kind === 'continue-as-new') this.#restart(leaf);
      else return leaf;
    }
  }

  #openNextNode(): boolean {
    const current = this.#nodes[this.#nextNode - 1];
    if (current !== undefined && !isSettled(current) && !isFireAndForget(current)) return false;
    const node = this.#nodes[this.#nextNode];
    if (node === undefined) return false;
    this.#nextNode += 1;
    this.#nodeSince = this.#settledAt ?? this.#nodeSince;
    this.#settledAt = undefined;
    this.#upcoming = leavesOf(node);
    return true;
  }

  #scheduleReachable(): void {
    for (const step of this.#followUps.drain()) {
      const id = this.#nextId++;
      this.#tasks.set(id, step.leaf);
      this.fresh.push({ id, leaf: step.leaf, kind: step.kind, ...(step.fireAt ? { fireAt: step.fireAt } : {}) });
    }
    while (this.stuckOn === undefined && this.continueAsNew === undefined) {
      const leaf = this.#nextScheduledLeaf();
      if (leaf === undefined) return;
      if (!this.#isKnown(leaf)) this.stuckOn = nameOf(leaf);
      else this.#schedule(this.#nextId++, leaf);
    }
  }

  #schedule(id: number, leaf: Leaf): void {
    const kind = leaf.kind;
    if (kind === 'event' || kind === 'continue-as-new' || kind === 'unsupported') return;
    this.#tasks.set(id, leaf);
    if (kind === 'signal') leaf.state = 'done';
    if (kind !== 'timer') this.fresh.push({ id, leaf, kind });
    else this.fresh.push({ id, leaf, kind, fireAt: this.#startTimer(leaf) });
  }

  /** FireAt of the timer's first part; remembers whether more parts follow. */
  #startTimer(leaf: Leaf): string {
    const fireAt = leaf.action.fireAt ?? this.#episode;
    if (isLongTimer(this.#episode, fireAt)) this.#longTimers.add(leaf);
    return nextTimerPart(this.#episode, fireAt);
  }

  #restart(leaf: Leaf): void {
    leaf.state = 'done';
    this.continueAsNew ??= leaf.action;
  }

  #complete(id: number | undefined, succeeded: boolean): void {
    const leaf = id === undefined ? undefined : this.#tasks.get(id);
    if (leaf === undefined || leaf.state !== 'open') return;
    if (succeeded) leaf.state = 'done';
    else if (leaf.action.retryOptions === undefined) leaf.state = 'failed';
    else this.#followUps.retry(leaf, leaf.action.retryOptions, { since: this.#position, episode: this.#episode });
  }

  #timerFired(id: number | undefined): void {
    const leaf = id === undefined ? undefined : this.#tasks.get(id);
    if (leaf === undefined || leaf.state !== 'open') return;
    if (leaf.kind === 'timer') {
      const fireAt = leaf.action.fireAt ?? this.#episode;
      if (this.#longTimers.has(leaf) && Date.parse(fireAt) > Date.parse(this.#episode)) {
        this.#followUps.add({
          leaf,
          kind: 'timer',
          since: this.#position,
          fireAt: nextTimerPart(this.#episode, fireAt),
        });
      } else leaf.state = 'done';
      return;
    }
    if (!leaf.waiting) return;
    leaf.waiting = false;
    const attempts = leaf.action.retryOptions?.maxNumberOfAttempts ?? 1;
    if (leaf.attempts >= attempts) leaf.state = 'failed';
    else {
      const kind = leaf.kind === 'activity' ? 'activity' : 'sub-orchestration';
      this.#followUps.add({ leaf, kind, since: this.#position });
    }
  }

  #eventRaised(name: string): void {
    const call = this.#callIds.get(name);
    if (call !== undefined) {
      call.state = 'done';
      return;
    }
    this.#events.raise(name);
  }
}
