import type { OrchestrationContext } from 'durable-functions';
import { MINUTE_MS } from '../../../shared/durations.ts';
import { modeAllows } from '../../../shared/policy/policy.ts';
import { endingTexts } from '../../../shared/texts/ending/index.ts';
import { nowOf } from '../durable-time.ts';
import type { Inspection } from '../inspection.ts';
import type { RemediationRun, RunEnd } from '../run.ts';
import { optedOut } from './endings.ts';

type Marked = Pick<Inspection, 'optedOut' | 'narrowedTo'>;

/** Returns whether custom fields in Atera let the app do less than this run assumes. */
export function isMarked(run: RemediationRun, inspection: Marked): boolean {
  return inspection.optedOut !== undefined || isNarrowed(run, inspection);
}

/**
 * Returns the end of a run whose device is left alone, or may be done less with than the run
 * assumes, by custom fields in Atera: the next run goes by the lower mode. Undefined where they say
 * nothing of that kind.
 */
export function endByMarks(
  context: OrchestrationContext,
  run: RemediationRun,
  inspection: Inspection,
): RunEnd | undefined {
  if (inspection.optedOut !== undefined) return optedOut(run, inspection);
  return isNarrowed(run, inspection) ? modeNarrowed(context, run, inspection, 'again') : undefined;
}

/** Returns the end of a run that may do less by now. */
export function modeNarrowed(
  context: OrchestrationContext,
  { customer, mode }: RemediationRun,
  { narrowedTo = mode }: Marked,
  next: 'again' | 'watch',
): RunEnd {
  const text = endingTexts(customer.language).modeNarrowed({ mode: narrowedTo });
  return { end: 'waiting', code: 'mode-narrowed', text, afterwards: { next, nextAt: nowOf(context) + MINUTE_MS } };
}

/** Returns whether the mode of a run is higher than what custom fields let it have. */
export function isNarrowed({ mode }: RemediationRun, { narrowedTo }: Marked): boolean {
  return narrowedTo !== undefined && !modeAllows(narrowedTo, mode);
}
