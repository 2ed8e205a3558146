import { definePlaybook } from '../define-playbook.ts';
import { noDetails } from '../no-details.ts';
import { offlineDevicePolicy } from '../offline-device/policy.ts';
import { watchAbsence } from '../offline-device/watch.ts';
import { decideSite } from './decide-site.ts';
import { siteTexts } from './texts/index.ts';

/**
 * Many always-on devices of one customer that went quiet together: one ticket for the site. No
 * alert starts it.
 */
export const siteIncident = definePlaybook({
  name: 'site-incident',
  label: { en: 'Site incident', de: 'Standortausfall' },
  policy: { section: 'offlineDevice', schema: offlineDevicePolicy, isShared: true },
  ceiling: 'auto',
  details: noDetails,
  conditionKey: () => 'site-incident',
  condition: (_, language) => siteTexts(language).condition,
  watch: watchAbsence,
  longestWaitMinutes: () => 0,
  site: {
    role: 'site',
    fromHistory: (facts, section) => decideSite(facts, { rules: section, now: facts.now }),
  },
});
