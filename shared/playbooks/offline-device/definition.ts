import { definePlaybook } from '../define-playbook.ts';
import { noDetails } from '../no-details.ts';
import { awayHoursWanted } from './decide-offline.ts';
import { offlineFromHistory } from './offline-history.ts';
import { offlineDevicePolicy } from './policy.ts';
import { saysOffline } from './says-offline.ts';
import { offlineTexts } from './texts/index.ts';
import { watchAbsence } from './watch.ts';

/**
 * A device that is out of contact: grace by its class, a second witness, then a ticket for what a
 * person must do.
 */
export const offlineDevice = definePlaybook({
  name: 'offline-device',
  label: { en: 'Offline device', de: 'Gerät offline' },
  policy: { section: 'offlineDevice', schema: offlineDevicePolicy },
  // It never sends a command.
  ceiling: 'auto',
  details: noDetails,
  conditionKey: () => 'offline',
  condition: (_, language) => offlineTexts(language).condition,
  watch: watchAbsence,
  // One that its people switch off at will is switched on and off by nature.
  mayFlap: (deviceClass = 'server', section) => awayHoursWanted(deviceClass, section) === 0,
  longestWaitMinutes: ({ graceMinutes }) => Math.max(...Object.values(graceMinutes)),
  fromHistory: offlineFromHistory,
  site: { role: 'away', missedAfterMinutes: ({ graceMinutes }) => graceMinutes.workstation },
  recognition: {
    inTexts: (alert) => ({ hints: saysOffline(alert) }),
    categories: { Availability: 1, Disk: -1, Performance: -1, Exchange: -1 },
    patterns: { description: 'Alerts about a device whose agent is out of contact.' },
  },
  request: { details: () => ({}) },
});
