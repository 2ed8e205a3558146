import type { HistoryFacts, HistoryJudgement } from '../../domain/occurrences/course/history-facts.ts';
import { MINUTE_MS } from '../../durations.ts';
import type { PendingRebootPolicy } from './policy.ts';

/**
 * Returns what the playbook makes of a reboot alert that stands. Neither witness of the past can be
 * read: a person is asked at the most, where Automox and a window are there, and gets a ticket
 * otherwise, after two inspections.
 */
export function rebootFromHistory(facts: HistoryFacts, section: PendingRebootPolicy): HistoryJudgement {
  const { now, openedAt, hasTicket, hasAutomox, hasMaintenanceWindows } = facts;
  if (hasAutomox && hasMaintenanceWindows) return { verdict: 'holds', because: 'two-witnesses', asks: true };
  const until = openedAt + section.clearConfirmMinutes * MINUTE_MS;
  if (!hasTicket && now < until) return { verdict: 'wait', because: 'no-automox-match', until };
  return { verdict: 'unknown', because: 'no-automox-match' };
}
