import type { HistoryFacts, HistoryJudgement } from '../../domain/occurrences/course/history-facts.ts';
import { decideNetwork } from './decide-network.ts';
import type { NetworkDevicePolicy } from './policy.ts';

/** Returns what the playbook makes of a device-down alert that stands, without the device's row. */
export function networkFromHistory(facts: HistoryFacts, section: NetworkDevicePolicy): HistoryJudgement {
  const { now, hasTicket, site, vendorQuiet } = facts;
  const downSince = Math.max(...facts.open.map(({ raisedAt }) => raisedAt));
  return decideNetwork(
    { alertOpen: true, hasTicket, inspectedAt: now, downSince, siteIncident: site, vendorQuiet },
    section,
  );
}
