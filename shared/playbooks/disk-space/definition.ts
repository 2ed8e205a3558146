import { volumeKey } from '../../domain/volumes/volume.ts';
import { definePlaybook } from '../define-playbook.ts';
import { diskDetails } from './details.ts';
import { diskFromHistory } from './disk-history.ts';
import { driveLabel } from './drive-texts.ts';
import { type DiskSpacePolicy, diskSpacePolicy } from './policy.ts';
import { diskRecognition } from './says-disk.ts';
import { diskTexts } from './texts/index.ts';

/** A full volume of a device: verified, cleaned up by a worklet after an approval, or a ticket. */
export const diskSpace = definePlaybook({
  name: 'disk-space',
  label: { en: 'Disk space', de: 'Speicherplatz' },
  policy: { section: 'diskSpace', schema: diskSpacePolicy },
  // A worklet has not yet proven itself enough to run without an approval.
  ceiling: 'approve',
  details: diskDetails,
  // `disk-space.C`, `disk-space.var-log-<hash>`: one condition for each volume of a device.
  conditionKey: ({ drive }) => `disk-space.${volumeKey(drive)}`,
  condition: ({ drive }, language) => diskTexts(language).condition({ volume: driveLabel(drive, language) }),
  limit: ({ thresholdPercent }) => thresholdPercent,
  watch: ({ confirmAfterMinutes, inventoryEveryMinutes, flappingCount, flappingHours, ...rest }) => ({
    followUpEveryMinutes: rest.followUpEveryMinutes,
    clearConfirmMinutes: rest.clearConfirmMinutes,
    recheckMinutes: confirmAfterMinutes,
    proofLagMinutes: inventoryEveryMinutes,
    flapping: { count: flappingCount, hours: flappingHours },
  }),
  longestWaitMinutes,
  fromHistory: diskFromHistory,
  recognition: diskRecognition,
  request: {
    details: ({ drive = 'C' }, { defaultThresholdPercent }) => ({ drive, thresholdPercent: defaultThresholdPercent }),
    members: ['drive'],
  },
  worklet: {
    purpose: 'diskCleanup',
    description:
      'The Automox worklet that frees disk space. None: tickets only. The general one is of AUTOMOX_ORG_ID; a customer with an organisation of its own names its own.',
  },
});

/** A cleanup, and the readings after it. */
function longestWaitMinutes(section: DiskSpacePolicy): number {
  const { confirmAfterMinutes, settleMinutes, workletTimeoutMinutes, clearConfirmMinutes } = section;
  const { publishLagMinutes, inventoryEveryMinutes } = section;
  const verifying = Math.max(settleMinutes, publishLagMinutes) + 2 * inventoryEveryMinutes + clearConfirmMinutes;
  return confirmAfterMinutes + workletTimeoutMinutes + verifying;
}
