import { z } from 'zod';
import { wait } from '../../policy/fields.ts';

/** The section `pendingReboot` of the policy: limits and waits of the playbook pending reboot. */
export const pendingRebootPolicy = z.strictObject({
  scanWaitMinutes: wait('minutes', 15, 'How long a scan that Automox was asked for may take.', 'more'),
  signedInMaxAgeMinutes: wait(
    'minutes',
    5,
    '"Nobody is signed in" is believed only of a scan younger than this.',
    'more',
  ),
  // Atera's inventory shows the boot time about 30 min late (support article 115008165547).
  verifyAfterMinutes: wait('minutes', 35, 'When the boot time must have changed in Atera after a reboot.', 'less'),
  rebootTimeoutMinutes: wait('minutes', 90, 'A reboot without a changed boot time by then counts as failed.', 'more'),
  followUpEveryMinutes: wait('minutes', 60, "How often an open ticket's device is checked again.", 'never'),
  clearConfirmMinutes: wait(
    'minutes',
    10,
    'Time between the two inspections that must both find the reboot done.',
    'less',
  ),
});

/** The section with its defaults. */
export type PendingRebootPolicy = z.output<typeof pendingRebootPolicy>;
