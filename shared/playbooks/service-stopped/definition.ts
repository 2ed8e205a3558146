import { z } from 'zod';
import { nameKey } from '../../domain/text/name-key.ts';
import { definePlaybook } from '../define-playbook.ts';
import { type ServiceStoppedPolicy, serviceStoppedPolicy } from './policy.ts';
import { saysService, serviceIn } from './says-service.ts';
import { serviceFromHistory } from './service-history.ts';
import { serviceTexts } from './texts/index.ts';

/**
 * A stopped Windows service: waited for, started by the customer's worklet for it after an
 * approval, or a ticket.
 */
export const serviceStopped = definePlaybook({
  name: 'service-stopped',
  label: { en: 'Service stopped', de: 'Angehaltener Dienst' },
  policy: { section: 'serviceStopped', schema: serviceStoppedPolicy },
  // A worklet has not yet proven itself enough to run without an approval.
  ceiling: 'approve',
  details: z.object({ service: z.string().optional() }),
  // No name of a service gives the key `..unnamed`.
  conditionKey: ({ service }) =>
    service === undefined ? 'service-stopped..unnamed' : `service-stopped.${nameKey(service)}`,
  condition: ({ service }, language) => {
    const texts = serviceTexts(language);
    return service === undefined ? texts.conditionUnnamed : texts.condition({ service });
  },
  watch: ({ confirmAfterMinutes, followUpEveryMinutes, clearConfirmMinutes, flappingCount, flappingHours }) => ({
    ...{ followUpEveryMinutes, clearConfirmMinutes },
    recheckMinutes: confirmAfterMinutes,
    proofLagMinutes: clearConfirmMinutes,
    flapping: { count: flappingCount, hours: flappingHours },
  }),
  longestWaitMinutes,
  fromHistory: serviceFromHistory,
  recognition: {
    inTexts: (alert) => ({ hints: saysService(alert), ownsTexts: true }),
    // Which one a service alert has is not known.
    categories: {},
    patterns: {
      description: 'Alerts about a stopped service: renamed, of scripts, other languages.',
      needs: { placeholder: '{service}', because: 'without its name nothing can be done about it' },
    },
    detailsIn: serviceIn,
  },
  worklet: {
    purpose: 'serviceRestart',
    each: 'service',
    description:
      'The Automox worklet that starts each service, by one of its names. None for a service: tickets only. The general ones are of AUTOMOX_ORG_ID; a customer with an organisation of its own names its own.',
  },
});

/** The longest wait within a run: a restart, and the inspections after it. */
function longestWaitMinutes(section: ServiceStoppedPolicy): number {
  const { workletTimeoutMinutes, verifyAfterMinutes, clearConfirmMinutes } = section;
  return workletTimeoutMinutes + 2 * verifyAfterMinutes + clearConfirmMinutes;
}
