import { endOf, type MuteSubject, muteOf } from '../../../shared/domain/mutes/mute.ts';
import type { Condition } from '../../../shared/domain/occurrences/condition.ts';
import type { OccurrenceKey, RunKey } from '../../../shared/domain/occurrences/keys.ts';
import { AppError } from '../../../shared/errors.ts';
import { languageOf } from '../../../shared/policy/customer.ts';
import { lower } from '../../../shared/policy/ladder.ts';
import { effectiveMode, type Mode, modeAllows, type PlaybookName, type Policy } from '../../../shared/policy/policy.ts';
import { asOwn } from '../../../shared/storage/conditions/conditions.ts';
import type { Deed } from '../../../shared/texts/acting/en.ts';
import { actingTexts } from '../../../shared/texts/acting/index.ts';
import type { Language } from '../../../shared/texts/language.ts';
import { muteTexts } from '../../../shared/texts/mute/index.ts';
import { policyTexts } from '../../../shared/texts/policy/index.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import { type FieldsOf, lastCap } from '../commands/read-fields.ts';

/** What the question "may we act now?" is answered from; only `actingFor` makes it. */
export type MayActDeps = Pick<ActivityDeps, 'beforeWrite' | 'mutes' | 'clock' | 'policy'> & {
  readonly allowed: Mode;
  /** The same by the policy that is in force right before a write. */
  readonly allowedBy: (policy: Policy) => Mode;
  /** What custom fields in Atera let the app do at most, as last read. */
  cap(): Promise<Mode>;
  /** What is acted on, as far as a mute may be about it. */
  readonly about: MuteSubject;
  /** Of the customer's texts. */
  readonly language: Language;
};

/** The dependencies of an activity before it is known whom it acts for. */
export type BeforeActing<D extends MayActDeps> = Omit<D, 'allowed' | 'allowedBy' | 'cap' | 'about' | 'language'> &
  Pick<ActivityDeps, 'mode' | 'narrowings' | 'policy'>;

/**
 * Returns the dependencies of one execution: `allowed` is what the policy and the ceiling let this
 * playbook do for this customer, `language` what the texts for him are written in.
 */
export function actingFor<D extends Pick<ActivityDeps, 'mode' | 'narrowings' | 'policy'>>(
  deps: D,
  whom: ActingFor,
): D & Pick<MayActDeps, 'allowed' | 'allowedBy' | 'cap' | 'about' | 'language'> {
  const { key, playbook, customerId } = whom;
  const allowedBy = (policy: Policy) => effectiveMode(policy, deps.mode, playbook, customerId);
  const { deviceKey, conditionKey } = key;
  return {
    ...{ ...deps, allowed: allowedBy(deps.policy), allowedBy, cap: () => lastCap(deps, whom) },
    about: { deviceKey, conditionKey, playbook, customerId },
    language: languageOf(deps.policy, customerId),
  };
}

/** Whose device it is, and which condition of it. */
interface ActingFor extends FieldsOf {
  readonly key: Pick<OccurrenceKey, 'deviceKey' | 'conditionKey'>;
  readonly playbook: PlaybookName;
}

/** What only a proven end brings about: a mute is no reason to leave open what has recovered. */
const OF_PROVEN_END: ReadonlySet<Deed> = new Set<Deed>(['close a ticket', 'resolve an alert']);

const COMMAND: Deed = 'send a command to a device';

/** A mute stops a write within seconds, and a run that writes several times at once reads once. */
export const MUTES_KNOWN_MS = 2_000;

/**
 * Throws `AppError` (`mode_forbids`: the run fails; `kill_switch_on` or `muted`: the run is stopped)
 * unless the mode in force for the customer and the custom fields, as last read, allow a change
 * outside, the kill switch is off, the policy in force is valid and nobody has muted it; what cannot
 * be read throws too. Called right before each write, and at the start of an activity that prepares
 * its write with requests. The policy is read again with the switch: a lower mode holds from the next
 * write on, and no command goes by another policy than the one in force (`policy_changed`: it is
 * tried again soon).
 */
export async function assertMayAct(
  { allowed, allowedBy, cap, beforeWrite, language, policy: own, ...deps }: MayActDeps,
  needed: Mode,
  what: Deed,
): Promise<void> {
  const texts = actingTexts(language);
  const deed = texts.deeds[what];
  const assertMode = (mode: Mode) => {
    if (!modeAllows(mode, needed)) throw new AppError('mode_forbids', texts.modeForbids({ mode, deed }));
  };
  assertMode(lower(allowed, await cap()));
  const { killSwitch, policy, stopped } = await beforeWrite();
  if (killSwitch.on) throw new AppError('kill_switch_on', texts.killSwitchOn({ reason: killSwitch.reason, deed }));
  if (stopped) throw new AppError('kill_switch_on', texts.policyStopped({ why: policyTexts(language)[stopped], deed }));
  assertMode(lower(allowed, allowedBy(policy)));
  if (what === COMMAND && policy !== own)
    throw new AppError('policy_changed', texts.policyChanged, { retryable: true });
  if (!OF_PROVEN_END.has(what)) await assertNotMuted({ ...deps, language }, what, deed);
}

/**
 * A row that cannot be read may mute any device: no command is sent, for none can be taken back,
 * but people go on being notified.
 */
async function assertNotMuted(
  { mutes, clock, about, language }: Pick<MayActDeps, 'mutes' | 'clock' | 'about' | 'language'>,
  what: Deed,
  deed: string,
): Promise<void> {
  const texts = muteTexts(language);
  const current = await mutes.current(MUTES_KNOWN_MS);
  const mute = muteOf(current.mutes, about, clock.now());
  if (mute) {
    const until = endOf(mute);
    throw new AppError('muted', texts.heldUp({ ...mute, until, deed }), { mute: { id: mute.id, until } });
  }
  if (what === COMMAND && current.unreadable > 0) throw new AppError('muted', texts.unreadable({ deed }));
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
