import type { Inspection } from './inspection.ts';
import type { OutcomeRecord, RemediationRun } from './run.ts';

type Inspections = NonNullable<OutcomeRecord['inspections']>;

/**
 * By the input of a run, which each replay reads again: so a replay counts from the start, and comes
 * to the same.
 */
const counts = new WeakMap<RemediationRun, Inspections>();

/** Counts one inspection of a run, and returns it. */
export function counted<I extends Pick<Inspection, 'inspectedAt'>>(run: RemediationRun, inspection: I): I {
  counts.set(run, { count: (counts.get(run)?.count ?? 0) + 1, lastAt: inspection.inspectedAt });
  return inspection;
}

/** Returns how many inspections a run has made, and when the latest was; undefined without one. */
export function inspectionsOf(run: RemediationRun): Inspections | undefined {
  return counts.get(run);
}
