import { z } from 'zod';
import { count, percent, volume, wait } from './fields.ts';

/** Limits of the playbook disk space. */
export const diskSpaceSection = z.strictObject({
  defaultThresholdPercent: percent(
    90,
    'Used space that counts as full when a person asks for a device without an alert; an alert brings its own.',
    { min: 1 },
  ),
  clearMarginPercent: percent(
    2,
    "Points below the alert's threshold at which a disk counts as recovered: Atera's check and ours may round apart.",
    { max: 20 },
  ),
  publishLagMinutes: wait(
    'minutes',
    10,
    'How late an inventory may still be published. A reading counts as newer than an alert only when it differs from one fetched this long after the alert was first listed, with the device online.',
  ),
  // Atera refreshes about every 30 min (support article 115008165547); older texts say hours.
  inventoryEveryMinutes: wait(
    'minutes',
    45,
    'How often a new inventory is looked for. Pace only: elapsed time proves nothing.',
  ),
  unprovenAfterMinutes: z
    .strictObject({
      urgent: wait('minutes', 60, 'Servers, and alerts of the severity Critical.'),
      other: wait('minutes', 240, 'All others.'),
    })
    .prefault({})
    .meta({ description: 'After this a person is told that neither the alert nor a recovery could be verified.' }),
  confirmAfterMinutes: wait(
    'minutes',
    10,
    'A full disk is looked at again after this before a ticket is opened: Atera clears passing alerts in 2-5 min.',
  ),
  followUpEveryMinutes: wait('minutes', 60, "How often an open ticket's condition is looked at again."),
  clearConfirmMinutes: wait(
    'minutes',
    10,
    'Time between the two inspections that must both show a recovery before it is believed.',
  ),
  flappingCount: count(
    2,
    'Ended occurrences within `flappingHours` that make the next one flap: it gets a ticket, even if it passes, for longer.',
  ),
  flappingHours: wait(
    'hours',
    24,
    'See `flappingCount`; how long a flapping condition must be over before its ticket is closed.',
  ),
  cleanupDrives: z
    .array(volume)
    .default(['C'])
    .meta({ unit: 'volumes', description: 'Drives that the cleanup worklet frees; others get a ticket.' }),
  settleMinutes: wait(
    'minutes',
    5,
    'Wait after a cleanup worklet: a scan that shows the drive full before then shows what the worklet found.',
  ),
  workletTimeoutMinutes: wait('minutes', 60, 'A worklet that has not ended by then counts as failed.'),
});

const awayHours = (byDefault: number, description: string) =>
  z.number().min(0).max(8_760).default(byDefault).meta({ unit: 'hours', description });

const graceMinutes = z.strictObject({
  server: wait('minutes', 5, 'Servers, domain controllers and Linux.'),
  workstation: wait('minutes', 60, 'Workstations, and devices of an unknown kind; in business hours, as laptops.'),
  laptop: wait('minutes', 60, 'Laptops. Outside of business hours neither is missed.'),
});

const awayBusinessHours = z.strictObject({
  workstation: awayHours(
    0,
    'Workstations that their users switch off at will: business hours away, without a return, before a ticket. 0 = they stay on by day.',
  ),
  laptop: awayHours(30, 'The same for laptops: three days of ten hours.'),
});

/** Limits of the playbook offline device. */
export const offlineDeviceSection = z.strictObject({
  graceMinutes: graceMinutes
    .prefault({})
    .meta({ description: 'How long a device may be away before anything is done.' }),
  awayBusinessHours: awayBusinessHours.prefault({}).meta({
    description:
      'How long a device that is switched off at will must be away, in business hours, before its ticket. A dead agent on a running one does not wait for that.',
  }),
  secondLookMinutes: wait(
    'minutes',
    2,
    'How far apart the two sightings of an absence must be: a poll comes every 2 minutes, and less would read the same state twice.',
  ),
  awayTogetherMinutes: wait(
    'minutes',
    10,
    'While a whole site or Atera itself is away, one device is looked at again after this.',
  ),
  followUpEveryMinutes: wait('minutes', 60, "How often an open ticket's device is looked at again."),
  clearConfirmMinutes: wait('minutes', 5, 'How long a device must stay back before its ticket is closed.'),
  reminderEveryHours: wait('hours', 24, 'At most one reminder per open ticket in this time.'),
  deferredExpiresHours: wait(
    'hours',
    72,
    'How long an approval holds for a device or window that is waited for, of any playbook; an offline device with a reboot pending gets its ticket after this.',
  ),
  flappingCount: count(
    3,
    'Returns within `flappingHours` that make the next absence a flapping one: it gets a ticket.',
  ),
  flappingHours: wait(
    'hours',
    24,
    'See `flappingCount`; how long a device must stay back before a ticket that was reopened, or flaps, is closed. Laptops do not flap.',
  ),
});

/** Limits of the playbook pending reboot. */
export const pendingRebootSection = z.strictObject({
  scanWaitMinutes: wait('minutes', 15, 'How long a scan that Automox was asked for may take.'),
  signedInMaxAgeMinutes: wait('minutes', 5, '"Nobody is signed in" is believed only of a scan younger than this.'),
  // Atera's inventory shows the boot time about 30 min late (support article 115008165547).
  verifyAfterMinutes: wait('minutes', 35, 'When the boot time must have changed in Atera after a reboot.'),
  rebootTimeoutMinutes: wait('minutes', 90, 'A reboot without a changed boot time by then counts as failed.'),
  followUpEveryMinutes: wait('minutes', 60, "How often an open ticket's device is looked at again."),
  clearConfirmMinutes: wait('minutes', 10, 'Time between the two looks that must both find the reboot done.'),
});

/** The sections that say how long a remediation may wait. */
interface WaitingSections {
  readonly diskSpace: z.output<typeof diskSpaceSection>;
  readonly offlineDevice: z.output<typeof offlineDeviceSection>;
  readonly pendingReboot: z.output<typeof pendingRebootSection>;
}

/**
 * Minutes that a remediation waits at the most by these rules: for a cleanup and the reading after it, for a reboot and its proof, or for
 * a device's grace. A question to a person has a deadline of its own.
 */
export function longestWaitMinutes({ diskSpace, offlineDevice, pendingReboot }: WaitingSections): number {
  const { confirmAfterMinutes, settleMinutes, workletTimeoutMinutes, clearConfirmMinutes } = diskSpace;
  const { publishLagMinutes, inventoryEveryMinutes } = diskSpace;
  const verifying = Math.max(settleMinutes, publishLagMinutes) + 2 * inventoryEveryMinutes + clearConfirmMinutes;
  const cleanup = confirmAfterMinutes + workletTimeoutMinutes + verifying;
  const reboot = pendingReboot.scanWaitMinutes + pendingReboot.rebootTimeoutMinutes;
  return Math.max(cleanup, reboot, ...Object.values(offlineDevice.graceMinutes));
}
