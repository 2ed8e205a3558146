import { AppError } from '../../shared/errors.ts';
import { type Mode, modeAllows } from '../../shared/policy/policy.ts';
import type { ActivityDeps } from '../deps.ts';

/** What the question "may we act now?" is answered from. */
export type MayActDeps = Pick<ActivityDeps, 'mode' | 'killSwitch'>;

/**
 * Throws unless the app may change something outside now: the mode in force allows it and the kill switch is off. Asked right before
 * each write, and at the start of an activity that prepares its write with requests. Throws `AppError`: `mode_forbids` (the run fails) or
 * `kill_switch_on` (the run is held back). A switch that cannot be read throws too: then nothing is done.
 */
export async function assertMayAct({ mode, killSwitch }: MayActDeps, needed: Mode, what: string): Promise<void> {
  if (!modeAllows(mode, needed)) throw new AppError('mode_forbids', `Mode ${mode} does not allow to ${what}`);
  const { on, reason } = await killSwitch.get();
  if (on) throw new AppError('kill_switch_on', `The kill switch is on (${reason}): did not ${what}`);
}
