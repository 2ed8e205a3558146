import { z } from 'zod';
import { foldName } from '../../domain/text/name-key.ts';
import { count, wait } from '../../policy/fields.ts';
import { alertPattern, MAX_PATTERNS } from '../../policy/sections/alert-pattern-field.ts';

/** At most this many classes: every alert is compared with each. */
const MAX_CLASSES = 50;

const trackedClass = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .meta({ unit: 'text', description: 'What tickets call it. A new name is a new condition.' }),
  alerts: z.array(alertPattern).min(1).max(MAX_PATTERNS).meta({
    description: 'Its alerts: one that fits any of these patterns belongs to it, if it fits no class before it.',
  }),
  priority: z
    .enum(['Low', 'Medium', 'High', 'Critical'])
    .optional()
    .meta({ unit: 'priority', description: "Of its tickets. Not given: by the alert's severity." }),
  wins: z.boolean().default(false).meta({
    unit: 'true or false',
    description: 'true: it takes its alerts even where another playbook recognises them. Otherwise that one has them.',
  }),
});

type TrackedClass = z.output<typeof trackedClass>;

/** The section `trackedAlert` of the policy. */
export const trackedAlertPolicy = z.strictObject({
  classes: z
    .array(trackedClass)
    .max(MAX_CLASSES)
    .refine(haveOwnNames, 'has two classes of the same name')
    .default([])
    .meta({
      description: 'The alerts that get one ticket for each device and class, whatever they are about.',
      widens: 'always',
    }),
  confirmAfterMinutes: wait(
    'minutes',
    10,
    'An alert must have been open for so long before a ticket is opened: Atera clears passing alerts in 2-5 min.',
    'less',
  ),
  followUpEveryMinutes: wait(
    'minutes',
    60,
    'How often it is checked whether the alert of an open ticket has ended.',
    'never',
  ),
  clearConfirmMinutes: wait(
    'minutes',
    10,
    'Time between the two inspections that must both find the alert ended before its ticket is closed.',
    'less',
  ),
  flappingCount: count(
    3,
    'Ended occurrences within `flappingHours` that make the next one flap: it gets a ticket, even if it passes, for longer.',
    'always',
  ),
  flappingHours: wait(
    'hours',
    24,
    'See `flappingCount`; how long a flapping alert must stay away before its ticket is closed.',
    'always',
  ),
});

/** The section with its defaults. */
export type TrackedAlertPolicy = z.output<typeof trackedAlertPolicy>;

/** Two names that differ in case only would share a condition. */
function haveOwnNames(classes: readonly TrackedClass[]): boolean {
  return new Set(classes.map(({ name }) => foldName(name))).size === classes.length;
}

/** Returns the class of this name; undefined when the policy has dropped it. */
export function classNamed({ classes }: TrackedAlertPolicy, name: string): TrackedClass | undefined {
  return classes.find((one) => foldName(one.name) === foldName(name));
}
