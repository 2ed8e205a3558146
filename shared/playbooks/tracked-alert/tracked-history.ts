import type { HistoryFacts, HistoryJudgement } from '../../domain/occurrences/course/history-facts.ts';
import { decideTracked } from './decide-tracked.ts';
import type { TrackedAlertPolicy } from './policy.ts';

/** Returns what the playbook makes of an alert of a named class that stands. */
export function trackedFromHistory(
  { now, open, hasTicket }: HistoryFacts,
  section: TrackedAlertPolicy,
): HistoryJudgement {
  const raisedAt = Math.max(...open.map((alert) => alert.raisedAt));
  return decideTracked({ open: open.length, lost: 0, raisedAt, inspectedAt: now, isReported: hasTicket }, section);
}
