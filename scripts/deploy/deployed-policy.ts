import { policy } from '../../shared/policy/policy.ts';

/** What somebody deploying says without writing a policy. Blank = not said. */
export interface PolicyDefaults {
  readonly timeZone?: string | undefined;
  readonly technicianEmail?: string | undefined;
}

/**
 * The policy.json to deploy: what `own` says, and from `defaults` what it leaves open. Throws with
 * the path of every mistake, as the start of the app would.
 */
export function deployedPolicy(own: Readonly<Record<string, unknown>>, defaults: PolicyDefaults): string {
  const given = Object.entries(defaults).filter(([, value]) => value !== undefined && value !== '');
  const merged = { ...Object.fromEntries(given), ...own };
  const checked = policy.safeParse(merged);
  if (checked.success) return `${JSON.stringify(merged, undefined, 2)}\n`;
  const problems = checked.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Error(`the policy is not valid\n${problems.join('\n')}`);
}
