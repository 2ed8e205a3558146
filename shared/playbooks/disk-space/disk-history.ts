import type { HistoryFacts, HistoryJudgement } from '../../domain/occurrences/course/history-facts.ts';
import { decideDisk } from './decide-disk.ts';
import { diskDetails } from './details.ts';
import type { DiskSpacePolicy } from './policy.ts';

/**
 * Over every limit. No reading of the past exists: an alert that stands is taken at its word, and
 * nothing is made of this number.
 */
const AS_THE_ALERT_SAYS = { drive: '', totalMb: 100, freeMb: 0, usedPercent: 100 };

/** Returns what the playbook makes of alerts that stand, where no inventory of the past exists. */
export function diskFromHistory(facts: HistoryFacts, section: DiskSpacePolicy): HistoryJudgement {
  const { now, openedAt, hasTicket, deviceClass, hasAutomox, hasWorklet } = facts;
  const open = facts.open.map(({ firstListedAt, severity, details }) => ({
    firstListedAt,
    severity,
    thresholdPercent: diskDetails.safeParse(details).data?.thresholdPercent,
  }));
  const judgement = decideDisk(
    {
      ...{ open, hasTicket, inspectedAt: now, online: true, deviceClass, reading: AS_THE_ALERT_SAYS },
      limits: open.map(({ thresholdPercent }) => thresholdPercent),
      selfResolve: facts.open.every(({ isByAtera }) => isByAtera),
      memory: { since: Math.max(...open.map(({ firstListedAt }) => firstListedAt)), fullSince: openedAt },
    },
    section,
  );
  return { ...judgement, asks: judgement.verdict === 'holds' && hasAutomox && hasWorklet('diskCleanup') };
}
