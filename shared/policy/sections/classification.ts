import { z } from 'zod';
import type { Recognition } from '../../playbooks/define-playbook.ts';
import { playbooks, type SectionName } from '../../playbooks/index.ts';
import { alertPattern, MAX_PATTERNS } from './alert-pattern-field.ts';

type Pattern = z.output<typeof alertPattern>;

function patternsOf({ description, needs }: NonNullable<Recognition<unknown>['patterns']>) {
  const holds = ({ title = '', message = '' }: Pattern) => !needs || `${title}${message}`.includes(needs.placeholder);
  const pattern = alertPattern.refine(holds, `needs ${needs?.placeholder} in its title or message: ${needs?.because}`);
  return z.array(pattern).max(MAX_PATTERNS).default([]).meta({ description, widens: 'always' });
}

// One list for each section of the policy whose playbook takes patterns here.
const lists = playbooks.flatMap(({ policy, recognition }) =>
  recognition?.patterns ? [[policy.section, patternsOf(recognition.patterns)] as const] : [],
);

/**
 * A tenant's patterns by section, where its playbook takes any, and those of alerts that none may
 * take.
 */
export type TenantPatterns = { readonly [Section in SectionName]?: readonly Pattern[] } & {
  readonly never: readonly Pattern[];
};

/** The same as it is written: what is not given is no pattern. */
type Written = { readonly [Section in keyof TenantPatterns]?: TenantPatterns[Section] | undefined };

/** How a tenant's own alerts are recognised, beside Atera's built-in texts. */
export const classificationSection: z.ZodType<TenantPatterns, Written> = z.strictObject({
  ...Object.fromEntries(lists),
  never: z.array(alertPattern).max(MAX_PATTERNS).default([]).meta({
    description: 'Alerts that are left alone whatever they say: wins over all other patterns and built-in words.',
    widens: 'less',
  }),
});
