import { z } from 'zod';
import { count, wait } from '../../policy/fields.ts';

const awayHours = (byDefault: number, description: string) =>
  z.number().min(0).max(8_760).default(byDefault).meta({ unit: 'hours', description, widens: 'less' });

const graceMinutes = z.strictObject({
  server: wait('minutes', 5, 'Servers, domain controllers and Linux.', 'less'),
  workstation: wait(
    'minutes',
    60,
    'Workstations, and devices of an unknown kind; in business hours, as laptops.',
    'less',
  ),
  laptop: wait('minutes', 60, 'Laptops. Outside of business hours neither is missed.', 'less'),
});

const awayBusinessHours = z.strictObject({
  workstation: awayHours(
    0,
    'Workstations that their users switch off at will: business hours away, without a return, before a ticket. 0 = they stay on by day.',
  ),
  laptop: awayHours(30, 'The same for laptops: three days of ten hours.'),
});

/** The section `offlineDevice` of the policy: limits and waits of the playbook offline device. */
export const offlineDevicePolicy = z.strictObject({
  graceMinutes: graceMinutes
    .prefault({})
    .meta({ description: 'How long a device may be away before anything is done.' }),
  awayBusinessHours: awayBusinessHours.prefault({}).meta({
    description:
      'How long a device that is switched off at will must be away, in business hours, before its ticket. A dead agent on a running one does not wait for that.',
  }),
  secondInspectionMinutes: wait(
    'minutes',
    2,
    'How far apart the two observations of an absence must be: a poll comes every 2 minutes, and less would read the same state twice.',
    'less',
  ),
  awayTogetherMinutes: wait(
    'minutes',
    10,
    'While a whole site or Atera itself is away, one device is checked again after this.',
    'never',
  ),
  followUpEveryMinutes: wait('minutes', 60, "How often an open ticket's device is checked again.", 'never'),
  clearConfirmMinutes: wait('minutes', 5, 'How long a device must stay back before its ticket is closed.', 'less'),
  reminderEveryHours: wait('hours', 24, 'At most one reminder per open ticket in this time.', 'less'),
  flappingCount: count(
    3,
    'Returns within `flappingHours` that make the next absence a flapping one: it gets a ticket.',
    'always',
  ),
  flappingHours: wait(
    'hours',
    24,
    'See `flappingCount`; how long a device must stay back before a ticket that was reopened, or flaps, is closed. Laptops do not flap.',
    'always',
  ),
});

/** The section with its defaults. */
export type OfflineDevicePolicy = z.output<typeof offlineDevicePolicy>;
