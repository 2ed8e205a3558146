import { z } from 'zod';
import { count, wait } from '../../policy/fields.ts';

/** The section `networkDevice` of the policy: waits of the playbook network device. */
export const networkDevicePolicy = z.strictObject({
  graceMinutes: wait(
    'minutes',
    5,
    'How long a device may be down before its ticket; by then the site rule has seen what fell with it.',
    'less',
  ),
  secondInspectionMinutes: wait(
    'minutes',
    2,
    'How far apart two readings must be that show a device up: a poll comes every 2 minutes, and less would read the same state twice.',
    'less',
  ),
  notObservableAtMostMinutes: wait(
    'minutes',
    240,
    'How long nobody is notified of a device of which nothing can be known, because the agent that watches it is away or watching is paused. Then its ticket says so.',
    'less',
  ),
  togetherDevices: count(
    3,
    'So many devices that one agent watches, down within `togetherMinutes`, get one ticket: what they share has failed, or the agent cannot reach them.',
    'always',
  ),
  togetherMinutes: wait(
    'minutes',
    2,
    'See `togetherDevices`. In real outages the alerts come within half a minute; after more than `graceMinutes` less 3 the ticket would miss the last ones.',
    'always',
  ),
  awayTogetherMinutes: wait(
    'minutes',
    15,
    'While its site, Atera itself or the agent that watches it is away, a device is checked again after this.',
    'never',
  ),
  followUpEveryMinutes: wait('minutes', 60, "How often an open ticket's device is checked again.", 'never'),
  clearConfirmMinutes: wait('minutes', 5, 'How long a device must stay up before its ticket is closed.', 'less'),
  alertGoneMinutes: wait(
    'minutes',
    15,
    'How long an alert must stay away before that alone closes a ticket: a person may have resolved it, and Atera raises it again.',
    'less',
  ),
  reminderEveryHours: wait('hours', 24, 'At most one reminder per open ticket in this time.', 'less'),
  flappingCount: count(
    3,
    'Returns within `flappingHours` that make the next fall a flapping one: it gets a ticket.',
    'always',
  ),
  flappingHours: wait(
    'hours',
    24,
    'See `flappingCount`; how long a device must stay up before a ticket that was reopened, or flaps, is closed.',
    'always',
  ),
});

/** The section with its defaults. */
export type NetworkDevicePolicy = z.output<typeof networkDevicePolicy>;
