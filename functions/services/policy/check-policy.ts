import { createHash } from 'node:crypto';
import { playbooks } from '../../../shared/playbooks/index.ts';
import { type PolicyChange, policyChanges } from '../../../shared/policy/changes/policy-changes.ts';
import type { Mode, Policy } from '../../../shared/policy/policy.ts';
import { workletsIn } from '../../../shared/policy/sections/worklets.ts';
import { ANNOUNCED_MS } from '../../../shared/policy/stored/entries.ts';
import type { PolicyState } from '../../../shared/policy/stored/policy-source.ts';
import { policyTexts } from '../../../shared/texts/policy/index.ts';
import { type Around, etagOf } from './policy-view.ts';

/** What a policy would change. */
export interface PolicyCheck {
  readonly etag: string;
  /** Of this policy and the one in force that it was compared with. */
  readonly check: string;
  readonly widens: boolean;
  /** Epoch ms; undefined = at once. */
  readonly effectiveAt: number | undefined;
  readonly changes: readonly PolicyChange[];
  readonly notes: readonly string[];
}

/** What the settings allow whatever the policy says. */
export interface Limits {
  readonly mode: Mode;
  readonly workletAllowlist?: ReadonlySet<number>;
}

/**
 * Returns what a policy would change if it were stored now. While the one in force cannot be read,
 * nothing can be compared, and every change counts as one that widens.
 */
export function checkPolicy(state: PolicyState, policy: Policy, limits: Limits, around: Around): PolicyCheck {
  const changes = policyChanges(state.policy, policy, around);
  const widens = state.stopped !== undefined || changes.some((change) => change.widens);
  const etag = etagOf(state);
  const check = createHash('sha256')
    .update(`${etag}\n${JSON.stringify(policy)}`)
    .digest('hex')
    .slice(0, 32);
  const effectiveAt = widens ? around.now + ANNOUNCED_MS : undefined;
  return { etag, check, widens, effectiveAt, changes, notes: notesOn(policy, limits, around) };
}

function notesOn(policy: Policy, { mode, workletAllowlist }: Limits, { language }: Around): string[] {
  const texts = policyTexts(language);
  const named = [policy.worklets, ...Object.values(policy.customers).map((one) => one.worklets)];
  const ids = [...new Set(named.flatMap((section) => Object.values(workletsIn(section))))];
  const notListed = workletAllowlist ? ids.filter((id) => !workletAllowlist.has(id)) : [];
  const isLimited = mode !== 'auto' && playbooks.some(({ ceiling }) => ceiling !== mode);
  return [
    ...(notListed.length > 0 ? [texts.notListed({ ids: notListed.join(', ') })] : []),
    ...(isLimited ? [texts.ceiling({ mode })] : []),
  ];
}
