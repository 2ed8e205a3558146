import { z } from 'zod';
import { count, percent, volume, wait } from '../../policy/fields.ts';

/** The section `diskSpace` of the policy: limits and waits of the playbook disk space. */
export const diskSpacePolicy = z.strictObject({
  defaultThresholdPercent: percent(
    90,
    'Used space that counts as full when a person asks for a device without an alert; an alert brings its own.',
    { min: 1, widens: 'less' },
  ),
  clearMarginPercent: percent(
    2,
    "Points below the alert's threshold at which a disk counts as recovered: Atera's check and ours may round apart.",
    { max: 20, widens: 'less' },
  ),
  publishLagMinutes: wait(
    'minutes',
    10,
    'How late an inventory may still be published. A reading counts as newer than an alert only when it differs from one fetched this long after the alert was first listed, with the device online.',
    'less',
  ),
  // Atera refreshes about every 30 min (support article 115008165547); older texts say hours.
  inventoryEveryMinutes: wait(
    'minutes',
    45,
    'How often a new inventory is looked for. Pace only: elapsed time proves nothing.',
    'never',
  ),
  unprovenAfterMinutes: z
    .strictObject({
      urgent: wait('minutes', 60, 'Servers, and alerts of the severity Critical.', 'less'),
      other: wait('minutes', 240, 'All others.', 'less'),
    })
    .prefault({})
    .meta({ description: 'After this a person is notified that neither the alert nor a recovery could be verified.' }),
  confirmAfterMinutes: wait(
    'minutes',
    10,
    'A full disk is checked again after this before a ticket is opened: Atera clears passing alerts in 2-5 min.',
    'less',
  ),
  followUpEveryMinutes: wait('minutes', 60, "How often an open ticket's condition is checked again.", 'never'),
  clearConfirmMinutes: wait(
    'minutes',
    10,
    'Time between the two inspections that must both show a recovery before it is believed.',
    'less',
  ),
  flappingCount: count(
    2,
    'Ended occurrences within `flappingHours` that make the next one flap: it gets a ticket, even if it passes, for longer.',
    'always',
  ),
  flappingHours: wait(
    'hours',
    24,
    'See `flappingCount`; how long a flapping condition must have recovered before its ticket is closed.',
    'always',
  ),
  cleanupDrives: z.array(volume).default(['C']).meta({
    unit: 'volumes',
    description: 'Drives that the cleanup worklet frees; others get a ticket.',
    widens: 'more',
  }),
  settleMinutes: wait(
    'minutes',
    5,
    'Wait after a cleanup worklet: a scan that shows the drive full before then shows what the worklet found.',
    'less',
  ),
  workletTimeoutMinutes: wait('minutes', 60, 'A worklet that has not ended by then counts as failed.', 'more'),
});

/** The section with its defaults. */
export type DiskSpacePolicy = z.output<typeof diskSpacePolicy>;
