import type { Lease } from '../../shared/budget/lease.ts';
import type { Effect, EffectName } from '../../shared/storage/effects.ts';
import type { ActivityDeps } from '../deps.ts';
import { hadNoEffect } from './through-ledger.ts';

/** An act that must not happen twice, and whose effect cannot be looked for. */
export interface OnceAct<O> {
  readonly name: EffectName;
  readonly lease: Lease;
  /** Throws when it may not be done now. Asked right before the act. */
  mayAct(): Promise<void>;
  /** Why it cannot be done now; asked before anything is written down. */
  obstacle(): Promise<O | undefined>;
  /** Sends the one request. */
  act(): Promise<void>;
  done(): void;
}

/** It happened at `at` (epoch ms), or it may have: then it is never tried again. */
export interface OnceDone {
  readonly state: 'sent' | 'unclear';
  readonly at: number;
}

/**
 * Does `act` at most once, whatever crashes: the intent is written first, and an intent without confirmation counts as done. What
 * certainly had no effect may be tried again.
 */
export async function onceAtMost<O>(
  { effects, clock }: Pick<ActivityDeps, 'effects' | 'clock'>,
  { name, lease, mayAct, obstacle, act, done }: OnceAct<O>,
): Promise<OnceDone | O> {
  const stored = await effects.get(name);
  if (stored && stored.effect.state !== 'void') {
    return { state: stored.effect.state === 'done' ? 'sent' : 'unclear', at: stored.effect.intendedAt };
  }
  const hindered = await obstacle();
  if (hindered !== undefined) return hindered;
  await mayAct();
  const at = clock.now();
  const { id: leaseId, notAfter } = lease;
  const intent: Effect = { state: 'intended', kind: name.kind, leaseId, notAfter, intendedAt: at };
  if (!(await effects.intend(name, intent, stored))) return { state: 'unclear', at };
  try {
    await act();
  } catch (error) {
    if (!hadNoEffect(error)) return { state: 'unclear', at };
    await effects.settle(name, { ...intent, state: 'void' });
    throw error;
  }
  await effects.settle(name, { ...intent, state: 'done' });
  done();
  return { state: 'sent', at };
}
