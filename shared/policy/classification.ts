import { z } from 'zod';
import { MAX_PATTERN_LENGTH, patternProblem } from '../domain/alerts/alert-pattern.ts';

const patternText = (description: string) =>
  z
    .string()
    .max(MAX_PATTERN_LENGTH)
    .check(({ value, issues }) => {
      const message = patternProblem(value);
      if (message !== undefined) issues.push({ code: 'custom', input: value, message });
    })
    .optional()
    .meta({ unit: 'pattern', description });

const alertPattern = z
  .strictObject({
    title: patternText('What the whole title must look like.'),
    message: patternText('What the whole message must look like; with a title, both must fit.'),
  })
  .refine(({ title, message }) => title !== undefined || message !== undefined, 'needs a title or a message');

const diskPattern = alertPattern.refine(
  ({ title = '', message = '' }) => `${title}${message}`.includes('{drive}'),
  'needs {drive} in its title or message: without the drive nothing can be looked at',
);

/** At most this many patterns per playbook: every alert is compared with each. */
const MAX_PATTERNS = 50;

/** How a tenant's own alerts are recognised, beside Atera's built-in texts. */
export const classificationSection = z.strictObject({
  diskSpace: z
    .array(diskPattern)
    .max(MAX_PATTERNS)
    .default([])
    .meta({ description: 'Alerts about a full disk: renamed thresholds, scripts, other languages.' }),
  offlineDevice: z
    .array(alertPattern)
    .max(MAX_PATTERNS)
    .default([])
    .meta({ description: 'Alerts about a device whose agent is out of contact.' }),
  pendingReboot: z
    .array(alertPattern)
    .max(MAX_PATTERNS)
    .default([])
    .meta({ description: 'Alerts about a reboot that is due. Atera has none of its own.' }),
  never: z.array(alertPattern).max(MAX_PATTERNS).default([]).meta({
    description: 'Alerts that are left alone whatever they say: wins over all other patterns and built-in words.',
  }),
});

/** A tenant's patterns by playbook, and those of alerts that none may take. */
export type TenantPatterns = z.output<typeof classificationSection>;
