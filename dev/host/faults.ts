import { EventType } from './engine/replay/history.ts';
import type { ActivityWork, Message } from './engine/types.ts';

/**
 * What becomes of one activity execution. `lost-*`: its worker goes away before or after the
 * effect; it runs again.
 */
export type ActivityFault = 'none' | 'twice-together' | 'twice-later' | 'lost-before' | 'lost-after';

/**
 * What may go wrong on purpose. Every field is optional: a missing one means that nothing of the
 * kind happens.
 */
export interface Faults {
  /**
   * Extra milliseconds before a message is delivered; unequal delays reorder, negative ones make
   * timers early.
   */
  delayMs?: (message: Message) => number;
  /** Asked once per execution of an activity. */
  activity?: (instanceId: string, work: ActivityWork) => ActivityFault;
  /**
   * Whether an entity's batch runs twice, the first time without effect (its worker was lost before
   * the commit).
   */
  repeatEntity?: (instanceId: string) => boolean;
  /**
   * After continueAsNew the instance keeps its first `createdTime`. The recorded host shows that of
   * the latest execution; no document promises either.
   */
  keepsCreatedTime?: boolean;
  /**
   * Whether an orchestrator's turn is run a second time and compared: code that is not
   * deterministic is reported.
   */
  repeatTurn?: (instanceId: string) => boolean;
}

/** Storage visibility counts in whole seconds. */
const MAX_EARLY_MS = 1_000;

/** How often each fault happens, from 0 (never, the default) to 1 (always). */
export interface FaultRates {
  twiceTogether?: number;
  twiceLater?: number;
  lostBefore?: number;
  lostAfter?: number;
  /** Messages that come late, by up to `delayMs` (default 2,000). */
  delayed?: number;
  delayMs?: number;
  /** Durable timers that fire early by up to 1 s, as those of the Azure Storage backend may. */
  earlyTimers?: number;
  repeatEntity?: number;
  repeatTurn?: number;
}

/**
 * Faults drawn from a seed. What happens to a piece of work depends on the seed, its instance and
 * how often it was asked for, not on the order in which the host gets to it, so the same seed gives
 * the same faults again.
 */
export function seededFaults(seed: number, rates: FaultRates): Faults {
  const asked = new Map<string, number>();
  const draw = (key: string): number => {
    const times = (asked.get(key) ?? 0) + 1;
    asked.set(key, times);
    return hashToUnit(`${seed} ${key} ${times}`);
  };
  const chance = (key: string, rate = 0) => rate > 0 && draw(key) < rate;
  return {
    delayMs(message) {
      const key = `delay ${message.kind} ${message.target}`;
      const isTimer = message.kind === 'event' && message.event.EventType === EventType.TimerFired;
      if (isTimer && chance(key, rates.earlyTimers)) return -Math.ceil(draw(key) * MAX_EARLY_MS);
      return chance(key, rates.delayed) ? Math.ceil(draw(key) * (rates.delayMs ?? 2_000)) : 0;
    },
    activity(instanceId, { name, taskId }) {
      let point = draw(`activity ${instanceId} ${name} ${taskId}`);
      const kinds: [ActivityFault, number | undefined][] = [
        ['twice-together', rates.twiceTogether],
        ['twice-later', rates.twiceLater],
        ['lost-before', rates.lostBefore],
        ['lost-after', rates.lostAfter],
      ];
      for (const [fault, rate = 0] of kinds) {
        if (point < rate) return fault;
        point -= rate;
      }
      return 'none';
    },
    repeatEntity: (instanceId) => chance(`entity ${instanceId}`, rates.repeatEntity),
    repeatTurn: (instanceId) => chance(`turn ${instanceId}`, rates.repeatTurn),
  };
}

/** FNV-1a with a final mix, as a number in [0, 1). */
function hashToUnit(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 4_294_967_296;
}
