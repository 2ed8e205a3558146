import { retryDelayMs } from '../timing.ts';
import type { HistoryEvent } from '../types.ts';
import type { Leaf } from './action-tree.ts';
import { timestamp } from './history.ts';
import { describeMismatch, kindOfScheduled } from './non-determinism.ts';
import type { RetryOptions } from './orchestrator-state.ts';

/** A further step of a retry or a long timer, due since the history event of that position. */
export interface FollowUp {
  leaf: Leaf;
  kind: 'activity' | 'sub-orchestration' | 'timer';
  since: number;
  /** Of timers. */
  fireAt?: string;
}

/** The steps of retries and long timers that are due and have no number yet, oldest first. */
export class FollowUps {
  readonly #steps: FollowUp[] = [];

  add(step: FollowUp): void {
    this.#steps.push(step);
  }

  /** An attempt failed: waits before the next one, counted from the episode (its start). */
  retry(leaf: Leaf, options: RetryOptions, { since, episode }: { since: number; episode: string }): void {
    leaf.attempts += 1;
    leaf.waiting = true;
    const fireAt = timestamp(Date.parse(episode) + retryDelayMs(options, leaf.attempts));
    this.add({ leaf, kind: 'timer', since, fireAt });
  }

  /** All of them, which are then numbered. */
  drain(): FollowUp[] {
    return this.#steps.splice(0);
  }

  /**
   * The step that a scheduled event of history stands for, unless it stands for the action `next`;
   * where both fit, what was due first goes first (`nextSince` is the position since which `next`
   * was).
   */
  take(event: HistoryEvent, next: Leaf | undefined, nextSince: number): FollowUp | undefined {
    const kind = kindOfScheduled(event);
    const index = this.#steps.findIndex(
      (step) => step.kind === kind && (kind === 'timer' || isNamed(step.leaf, event)),
    );
    const step = this.#steps[index];
    if (step === undefined) return undefined;
    const fitsNext = next !== undefined && describeMismatch(event, next) === undefined;
    if (fitsNext && nextSince < step.since) return undefined;
    this.#steps.splice(index, 1);
    return step;
  }
}

function isNamed(leaf: Leaf, event: HistoryEvent): boolean {
  return leaf.action.functionName?.toLowerCase() === event.Name?.toLowerCase();
}
