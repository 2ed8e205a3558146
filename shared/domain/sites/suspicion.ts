import { DAY_MS } from '../../durations.ts';
import type { Language } from '../../texts/language.ts';
import { suspicionTexts } from '../../texts/suspicion/index.ts';

/**
 * Why Atera itself is suspected: customers that went quiet together, no device anywhere that
 * reported recently, or agents that fell silent one after the other while Automox reaches their
 * devices.
 */
export const suspicionCauses = ['customers-together', 'nothing-reported', 'agents-dropping'] as const;

/** One of `suspicionCauses`. */
export type SuspicionCause = (typeof suspicionCauses)[number];

/** A suspicion that has ended. Times are epoch ms. */
export interface Suspicion {
  readonly since: number;
  readonly endedAt: number;
  readonly because: SuspicionCause;
  /** True when it was dropped because it had lasted too long: the devices were still away. */
  readonly gaveUp: boolean;
}

/** A ticket about something older than this says nothing of it any more. */
const TOLD_FOR_MS = DAY_MS;

/** Returns what was found, as the end of a sentence. */
export function causeText(because: SuspicionCause, language: Language): string {
  return suspicionTexts(language).causes[because];
}

/**
 * Returns why a ticket comes late: one sentence, or '' where the suspicion did not hold it back.
 * `raisedAt` and `now` are epoch ms.
 */
export function suspicionNote(
  suspicion: Suspicion | undefined,
  raisedAt: number,
  now: number,
  language: Language,
): string {
  if (!suspicion || raisedAt > suspicion.endedAt || now - suspicion.endedAt > TOLD_FOR_MS) return '';
  const { since, endedAt, because } = suspicion;
  return ` ${suspicionTexts(language).wasSuspected({ since, endedAt, cause: causeText(because, language) })}`;
}
