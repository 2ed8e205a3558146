import type { HistoryFacts, HistoryJudgement } from '../../domain/occurrences/course/history-facts.ts';
import { decideService } from './decide-service.ts';
import { namesOfService, type ServiceStoppedPolicy } from './policy.ts';

/**
 * Returns what the playbook makes of a service alert that stands; boots of the past are not known.
 */
export function serviceFromHistory(facts: HistoryFacts, section: ServiceStoppedPolicy): HistoryJudgement {
  const { now, hasTicket, open } = facts;
  const judgement = decideService(
    {
      ...{ open: open.length, openByAtera: open.filter(({ isByAtera }) => isByAtera).length, lost: 0 },
      raisedAt: Math.max(...open.map(({ raisedAt }) => raisedAt)),
      ...{ inspectedAt: now, hasTicket, isReported: hasTicket },
    },
    section,
  );
  return { ...judgement, asks: judgement.verdict === 'holds' && hasRestart(facts, section) };
}

function hasRestart({ open, hasAutomox, hasWorklet }: HistoryFacts, section: ServiceStoppedPolicy): boolean {
  const service = (open[0]?.details as { readonly service?: string } | undefined)?.service;
  if (!hasAutomox || service === undefined) return false;
  return namesOfService(section, service).some((name) => hasWorklet('serviceRestart', name));
}
