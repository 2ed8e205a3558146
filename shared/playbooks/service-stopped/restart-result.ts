import type { ActionFound } from '../../domain/occurrences/last-action.ts';
import type { Language } from '../../texts/language.ts';
import { serviceTexts } from './texts/index.ts';

/** Codes that say that the service ran then. */
const GOOD: readonly number[] = [0, 1056];

/** How the worklet ended, and what was observed of the alert after it. */
export interface RestartObservation {
  readonly ended: boolean;
  readonly exitCode?: number | undefined;
  /** Automox took it, or says what it ended with. */
  readonly isKnown: boolean;
  /** In one sentence, for a worklet that reported no code. */
  readonly how: string;
  /**
   * `over`: gone in two inspections. `open`: open in the last two. `back`: gone once, and then
   * open. `offline`: gone, and the device is not online.
   */
  readonly alert: 'over' | 'open' | 'back' | 'offline';
}

/** True for a code by which the service does not run: waiting longer changes nothing. */
export function isFailure(exitCode: number | undefined): boolean {
  return exitCode !== undefined && !GOOD.includes(exitCode);
}

/**
 * Returns what is proven of a restart, in whole sentences: neither the code alone nor the alert's
 * end alone stands in for the other.
 */
export function restartResult(observed: RestartObservation, language: Language): ActionFound {
  const { exitCode, alert, isKnown } = observed;
  const found = `${endText(observed, language)} ${serviceTexts(language).restart[alert]}`;
  return { result: isKnown ? resultOf(alert, isFailure(exitCode)) : 'not-known', found };
}

function resultOf(alert: RestartObservation['alert'], failed: boolean): ActionFound['result'] {
  if (alert === 'back' || (alert === 'open' && failed)) return 'did-not-help';
  return alert === 'over' && !failed ? 'helped' : 'not-known';
}

function endText({ exitCode, how }: RestartObservation, language: Language): string {
  if (exitCode === undefined) return how;
  const { meanings, restart } = serviceTexts(language);
  const meaning = meanings[exitCode];
  const code = String(exitCode);
  return meaning === undefined ? restart.ended({ code }) : restart.endedWith({ code, meaning });
}

/**
 * Returns what a person should do about a code that no second attempt changes; undefined for
 * others.
 */
export function adviceFor(exitCode: number | undefined, language: Language): string | undefined {
  return exitCode === undefined ? undefined : serviceTexts(language).adviceByCode[exitCode];
}
