import type { HistoryFacts, HistoryJudgement } from '../../domain/occurrences/course/history-facts.ts';
import { MINUTE_MS } from '../../durations.ts';
import { decideOffline } from './decide-offline.ts';
import type { OfflineDevicePolicy } from './policy.ts';

/**
 * Returns what the playbook makes of an absence that stands. What Automox would have said of the
 * past is not known; a device of an unknown kind is taken for a server, which is called for
 * soonest.
 */
export function offlineFromHistory(facts: HistoryFacts, section: OfflineDevicePolicy): HistoryJudgement {
  const { now, openedAt, hasTicket, deviceClass = 'server', site, vendorQuiet } = facts;
  const isObservedTwice = now - openedAt >= section.secondInspectionMinutes * MINUTE_MS;
  return decideOffline(
    {
      ...{ alertOpen: true, hasAlert: true, hasTicket, inspectedAt: now, online: false, deviceClass, vendorQuiet },
      awaySince: Math.max(...facts.open.map(({ raisedAt }) => raisedAt)),
      inspections: isObservedTwice ? 2 : 1,
      witness: { says: 'nothing', reason: '' },
      siteIncident: site,
    },
    { ...section, timeZone: facts.timeZone, businessHours: facts.businessHours },
  );
}
