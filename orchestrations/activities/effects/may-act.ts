import type { Condition } from '../../../shared/domain/occurrences/condition.ts';
import type { RunKey } from '../../../shared/domain/occurrences/keys.ts';
import { AppError } from '../../../shared/errors.ts';
import { languageOf } from '../../../shared/policy/customer.ts';
import { effectiveMode, type Mode, modeAllows, type PlaybookName } from '../../../shared/policy/policy.ts';
import { asOwn } from '../../../shared/storage/conditions.ts';
import type { Deed } from '../../../shared/texts/acting/en.ts';
import { actingTexts } from '../../../shared/texts/acting/index.ts';
import type { Language } from '../../../shared/texts/language.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';

/** What the question "may we act now?" is answered from; only `actingFor` makes it. */
export type MayActDeps = Pick<ActivityDeps, 'killSwitch'> & {
  readonly allowed: Mode;
  /** Of the customer's texts. */
  readonly language: Language;
};

/** The dependencies of an activity before it is known whom it acts for. */
export type BeforeActing<D extends MayActDeps> = Omit<D, 'allowed' | 'language'> &
  Pick<ActivityDeps, 'mode' | 'policy'>;

/**
 * Returns the dependencies of one execution: `allowed` is what the policy and the ceiling let this
 * playbook do for this customer, `language` what the texts for him are written in.
 */
export function actingFor<D extends Pick<ActivityDeps, 'mode' | 'policy'>>(
  deps: D,
  { playbook, customerId }: { readonly playbook: PlaybookName; readonly customerId?: number | undefined },
): D & { readonly allowed: Mode; readonly language: Language } {
  const allowed = effectiveMode(deps.policy, deps.mode, playbook, customerId);
  return { ...deps, allowed, language: languageOf(deps.policy, customerId) };
}

/**
 * Throws `AppError` (`mode_forbids`: the run fails, or `kill_switch_on`: the run is stopped by the
 * kill switch) unless the mode in force for the customer allows a change outside and the kill
 * switch is off; a switch that cannot be read throws too. Called right before each write, and at
 * the start of an activity that prepares its write with requests.
 */
export async function assertMayAct(
  { allowed, killSwitch, language }: MayActDeps,
  needed: Mode,
  what: Deed,
): Promise<void> {
  const texts = actingTexts(language);
  const deed = texts.deeds[what];
  if (!modeAllows(allowed, needed)) throw new AppError('mode_forbids', texts.modeForbids({ mode: allowed, deed }));
  const { on, reason } = await killSwitch.get();
  if (on) throw new AppError('kill_switch_on', texts.killSwitchOn({ reason, deed }));
}

/**
 * Returns the occurrence's row as it is now. Throws `occurrence_over` unless it is still open and
 * this run's. A person may have cancelled it while an activity was in flight, and terminating a run
 * does not recall what it has scheduled: a ticket written now would be orphaned.
 */
export async function assertStillOpen(
  { conditions }: Pick<ActivityDeps, 'conditions'>,
  key: RunKey,
): Promise<Condition> {
  const condition = asOwn(await conditions.get(key.deviceKey, key.conditionKey), key);
  if (condition && condition.state !== 'closed' && condition.cancelled === undefined) return condition;
  throw occurrenceOver();
}

/**
 * Returns the error of a run whose occurrence was closed, or taken over by a newer run, while it
 * was in flight.
 */
export function occurrenceOver(): AppError {
  return new AppError('occurrence_over', 'The occurrence was closed or taken up by a newer run; nothing more was done');
}
