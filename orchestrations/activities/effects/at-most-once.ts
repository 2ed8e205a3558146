import type { Lease } from '../../../shared/budget/lease.ts';
import type { LastAction } from '../../../shared/domain/occurrences/last-action.ts';
import type { Effect, EffectName } from '../../../shared/storage/effects.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import { hadNoEffect } from './through-ledger.ts';

/** An act that must not happen twice, and whose effect cannot be searched for. */
export interface OnceAct<O> {
  readonly name: EffectName;
  readonly lease: Lease;
  /** Throws when it may not be done now. Asked right before the act. */
  mayAct(): Promise<void>;
  /** Why it cannot be done now; asked before anything is written down. */
  preflight(): Promise<O | undefined>;
  /** Sends the one request. */
  act(): Promise<void>;
  /**
   * Called before the act and after it, and again when it is found on record: it happened at `at`
   * (epoch ms), or it may have.
   */
  note(state: LastAction['state'], at: number): Promise<void>;
  /** Called when the act certainly had no effect. */
  undo(): Promise<void>;
}

/** It happened at `at` (epoch ms), or it may have: then it is never tried again. */
export interface OnceDone {
  readonly state: 'sent' | 'unclear';
  readonly at: number;
}

/**
 * Does `act` at most once, whatever crashes: the intent is written first, and an intent without
 * confirmation counts as done. What certainly had no effect may be tried again.
 */
export async function onceAtMost<O>(
  { effects, clock }: Pick<ActivityDeps, 'effects' | 'clock'>,
  { name, lease, mayAct, preflight, act, note, undo }: OnceAct<O>,
): Promise<OnceDone | O> {
  const noted = async (state: OnceDone['state'], at: number): Promise<OnceDone> => {
    await note(state === 'sent' ? 'sent' : 'may-have-been-sent', at);
    return { state, at };
  };
  const stored = await effects.get(name);
  if (stored && stored.effect.state !== 'void') {
    const { state, intendedAt: at } = stored.effect;
    return state === 'done' ? noted('sent', at) : noted('unclear', at);
  }
  const hindered = await preflight();
  if (hindered !== undefined) return hindered;
  await mayAct();
  const at = clock.now();
  const { id: leaseId, notAfter } = lease;
  const intent: Effect = { state: 'intended', kind: name.kind, leaseId, notAfter, intendedAt: at };
  if (!(await effects.intend(name, intent, stored))) return { state: 'unclear', at };
  let isBegun = false;
  try {
    await note('about-to-be-sent', at);
    isBegun = true;
    await act();
  } catch (error) {
    if (isBegun && !hadNoEffect(error)) return noted('unclear', at);
    await effects.settle(name, { ...intent, state: 'void' });
    await undo();
    throw error;
  }
  await effects.settle(name, { ...intent, state: 'done' });
  return noted('sent', at);
}
