import { z } from 'zod';
import { definePlaybook } from '../define-playbook.ts';
import { networkFromHistory } from './network-history.ts';
import { networkDevicePolicy } from './policy.ts';
import { saysNetworkDown } from './says-network-down.ts';
import { networkTexts } from './texts/index.ts';

const networkDetails = z.object({
  /**
   * The agent of which this condition's ticket says that nothing it watches can be observed: no
   * other one of its devices gets one.
   */
  reportsFor: z.number().optional(),
});

/** A device without an agent that Atera watches over the network, and reports as down. */
export const networkDevice = definePlaybook({
  name: 'network-device',
  label: { en: 'Network device', de: 'Netzwerkgerät' },
  policy: { section: 'networkDevice', schema: networkDevicePolicy },
  // It never sends a command.
  ceiling: 'auto',
  details: networkDetails,
  conditionKey: () => 'device-down',
  condition: (_, language) => networkTexts(language).condition,
  watch: ({ secondInspectionMinutes, flappingCount, flappingHours, ...section }) => {
    const { followUpEveryMinutes, reminderEveryHours, alertGoneMinutes } = section;
    // Two readings less than a poll apart are one reading.
    const clearConfirmMinutes = Math.max(section.clearConfirmMinutes, secondInspectionMinutes);
    return {
      ...{ followUpEveryMinutes, clearConfirmMinutes, reminderEveryHours },
      recheckMinutes: clearConfirmMinutes,
      proofLagMinutes: Math.max(clearConfirmMinutes, alertGoneMinutes),
      flapping: { count: flappingCount, hours: flappingHours },
    };
  },
  longestWaitMinutes: ({ secondInspectionMinutes }) => secondInspectionMinutes,
  fromHistory: networkFromHistory,
  site: { role: 'down' },
  recognition: {
    inTexts: saysNetworkDown,
    categories: { Availability: 1, Disk: -1, Performance: -1, Exchange: -1 },
    patterns: { description: 'Alerts about a monitored device without an agent that is down.' },
    device: 'guid',
  },
});
