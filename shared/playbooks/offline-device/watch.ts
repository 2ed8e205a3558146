import type { WatchRules } from '../../domain/occurrences/watch-rules.ts';
import type { OfflineDevicePolicy } from './policy.ts';

/**
 * Returns how an absence is watched, of one device or of a whole site. Two readings less than a
 * poll apart are one reading.
 */
export function watchAbsence(section: OfflineDevicePolicy): WatchRules {
  const { followUpEveryMinutes, secondInspectionMinutes, flappingCount, flappingHours, reminderEveryHours } = section;
  const clearConfirmMinutes = Math.max(section.clearConfirmMinutes, secondInspectionMinutes);
  return {
    ...{ followUpEveryMinutes, clearConfirmMinutes, reminderEveryHours },
    recheckMinutes: clearConfirmMinutes,
    proofLagMinutes: clearConfirmMinutes,
    flapping: { count: flappingCount, hours: flappingHours },
  };
}
