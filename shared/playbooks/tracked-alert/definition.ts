import { z } from 'zod';
import { fitPattern } from '../../domain/alerts/alert-pattern.ts';
import type { AlertTexts } from '../../domain/alerts/read-alert.ts';
import { nameKey } from '../../domain/text/name-key.ts';
import { definePlaybook, type Recognised } from '../define-playbook.ts';
import { type TrackedAlertPolicy, trackedAlertPolicy } from './policy.ts';
import { trackedTexts } from './texts/index.ts';
import { trackedFromHistory } from './tracked-history.ts';

/**
 * A class of alerts that the policy names: one ticket for each device and class, and nothing else
 * is known of it.
 */
export const trackedAlert = definePlaybook({
  name: 'tracked-alert',
  label: { en: 'Tracked alert', de: 'Beobachteter Alarm' },
  policy: { section: 'trackedAlert', schema: trackedAlertPolicy },
  // It writes tickets: it neither does anything to a device nor resolves an alert.
  ceiling: 'propose',
  details: z.object({ class: z.string() }),
  conditionKey: ({ class: name }) => `tracked-alert.${nameKey(name)}`,
  condition: ({ class: label }, language) => trackedTexts(language).condition({ label }),
  watch: ({ confirmAfterMinutes, followUpEveryMinutes, clearConfirmMinutes, flappingCount, flappingHours }) => ({
    ...{ followUpEveryMinutes, clearConfirmMinutes },
    recheckMinutes: confirmAfterMinutes,
    proofLagMinutes: clearConfirmMinutes,
    flapping: { count: flappingCount, hours: flappingHours },
  }),
  // It waits in rows alone.
  longestWaitMinutes: () => 0,
  fromHistory: trackedFromHistory,
  recognition: {
    inTexts,
    categories: {},
    detailsIn: ([hint], _section, language) => {
      const texts = trackedTexts(language);
      const label = hint?.name ?? '';
      return label === ''
        ? { unclear: texts.noClass }
        : { details: { class: label }, says: texts.saysClass({ label }) };
    },
    // What raised it is not known, so it may well stay until somebody resolves it.
    byAteraItself: false,
    device: 'any',
  },
});

/** The first class whose pattern fits. */
function inTexts(alert: AlertTexts, { classes }: TrackedAlertPolicy): Recognised {
  for (const { name, alerts, wins } of classes) {
    const pattern = alerts.find((one) => fitPattern(one, alert));
    if (!pattern) continue;
    const from = pattern.title === undefined ? 'message' : 'title';
    return { hints: [{ from, strength: 2, name }], claims: wins ? 'all' : 'rest' };
  }
  return { hints: [] };
}
