import { DELIVERY_AFTER_ABORT_MS, type Lease, LeaseSpentError } from '../../../shared/budget/lease.ts';
import { MINUTE_MS } from '../../../shared/durations.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Policy } from '../../../shared/policy/policy.ts';
import type { Effect, EffectName, StoredEffect } from '../../../shared/storage/effects.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';

/** What the ledger works with. */
export type LedgerDeps = Pick<ActivityDeps, 'effects' | 'clock'> & {
  readonly policy: Pick<Policy, 'ticketLagMinutes'>;
};

/** What an effect left behind, kept with it. */
export type Trace = Pick<Effect, 'ticketId' | 'contactId' | 'customerId' | 'text' | 'title'>;

/** One act on the outside world that must happen once. */
export interface Act {
  readonly name: EffectName;
  readonly lease: Lease;
  /** What identifies the effect beforehand, for instance the text of a comment. */
  readonly about?: Trace;
  /** Throws when the act is not allowed now. Called right before it, after every search. */
  mayAct(): Promise<void>;
  /**
   * An intent that the ledger may have lost: what to search for where it holds none. Undefined when
   * it holds all there were.
   */
  forgotten?(): Promise<Effect | undefined>;
  /** Searches for the effect of an earlier try; undefined when it is not there. */
  find(earlier: Effect): Promise<Trace | undefined>;
  /** Sends the one request that makes the effect. */
  act(): Promise<Trace>;
}

/** Done (now or earlier), or to be called again at `at` (epoch ms). */
export type ActResult =
  | { readonly state: 'done'; readonly effect: Effect }
  | { readonly state: 'check-again'; readonly at: number };

/**
 * Does `act` once, whatever crashes: the intent is written first and confirmed afterwards. An
 * intent without confirmation is never repeated blindly: once its request can no longer arrive, the
 * effect is searched for twice, a list lag apart.
 */
export async function throughLedger(deps: LedgerDeps, act: Act): Promise<ActResult> {
  const stored = await deps.effects.get(act.name);
  if (stored?.effect.state === 'done') return { state: 'done', effect: stored.effect };
  const earlier = stored ? stored.effect : await act.forgotten?.();
  if (earlier?.state === 'intended') {
    const recovered = await recover(deps, act, earlier);
    if (recovered) return recovered;
  }
  return begin(deps, act, stored);
}

/** Undefined when the earlier try certainly had no effect. */
async function recover(
  { effects, clock, policy }: LedgerDeps,
  act: Act,
  effect: Effect,
): Promise<ActResult | undefined> {
  const settledAt = effect.notAfter + DELIVERY_AFTER_ABORT_MS;
  if (clock.now() < settledAt) return { state: 'check-again', at: settledAt };
  const found = await act.find(effect);
  if (found) {
    return { state: 'done', effect: await effects.settle(act.name, { ...effect, ...found, state: 'done' }) };
  }
  const notFoundAt = effect.notFoundAt ?? clock.now();
  if (effect.notFoundAt === undefined) {
    const now = await effects.settle(act.name, { ...effect, notFoundAt });
    // The execution that was believed lost has had its effect meanwhile.
    if (now.state === 'done') return { state: 'done', effect: now };
  }
  const checkAgainAt = notFoundAt + policy.ticketLagMinutes * MINUTE_MS;
  if (clock.now() < checkAgainAt) return { state: 'check-again', at: checkAgainAt };
  return undefined;
}

async function begin({ effects, clock }: LedgerDeps, act: Act, observed: StoredEffect | undefined): Promise<ActResult> {
  await act.mayAct();
  const { lease, name } = act;
  const now = clock.now();
  const intent: Effect = {
    ...act.about,
    state: 'intended',
    kind: name.kind,
    leaseId: lease.id,
    notAfter: lease.notAfter,
    intendedAt: now,
  };
  if (!(await effects.intend(name, intent, observed)))
    return { state: 'check-again', at: lease.notAfter + DELIVERY_AFTER_ABORT_MS };
  try {
    return { state: 'done', effect: await effects.settle(name, { ...intent, ...(await act.act()), state: 'done' }) };
  } catch (error) {
    if (hadNoEffect(error)) await effects.settle(name, { ...intent, state: 'void' });
    throw error;
  }
}

/** True when the failed request certainly changed nothing. */
export function hadNoEffect(error: unknown): boolean {
  return error instanceof LeaseSpentError || (error instanceof AppError && error.effect === 'none');
}
