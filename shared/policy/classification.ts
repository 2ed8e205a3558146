import { z } from 'zod';
import { MAX_PATTERN_LENGTH, patternProblem } from '../domain/alerts/alert-pattern.ts';
import type { Recognition } from '../playbooks/define-playbook.ts';
import { playbooks, type SectionSchemas } from '../playbooks/index.ts';

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

type Pattern = z.output<typeof alertPattern>;

function patternsOf({ description, needs }: Recognition<unknown>['patterns']) {
  const holds = ({ title = '', message = '' }: Pattern) => !needs || `${title}${message}`.includes(needs.placeholder);
  const pattern = alertPattern.refine(holds, `needs ${needs?.placeholder} in its title or message: ${needs?.because}`);
  return z.array(pattern).max(MAX_PATTERNS).default([]).meta({ description });
}

/** At most this many patterns per playbook: every alert is compared with each. */
const MAX_PATTERNS = 50;

type PatternList = z.ZodDefault<z.ZodArray<typeof alertPattern>>;

// One list for each section of the policy whose playbook has alerts.
const lists = playbooks.flatMap(({ policy, recognition }) =>
  recognition ? [[policy.section, patternsOf(recognition.patterns)] as const] : [],
);

/** How a tenant's own alerts are recognised, beside Atera's built-in texts. */
export const classificationSection = z.strictObject({
  ...(Object.fromEntries(lists) as unknown as { readonly [Section in keyof SectionSchemas]: PatternList }),
  never: z.array(alertPattern).max(MAX_PATTERNS).default([]).meta({
    description: 'Alerts that are left alone whatever they say: wins over all other patterns and built-in words.',
  }),
});

/** A tenant's patterns by playbook, and those of alerts that none may take. */
export type TenantPatterns = z.output<typeof classificationSection>;
