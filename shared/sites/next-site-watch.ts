import { type QuietDevice, type SiteFacts, siteState } from '../domain/sites/site-rule.ts';
import type { SiteWatch } from '../domain/sites/site-watch.ts';
import { eitherOf, watchSites } from '../domain/sites/watch-sites.ts';
import type { Policy } from '../policy/policy.ts';
import { type AwayFacts, quietDevices } from './quiet-devices.ts';

/** What the site rule is judged on at one moment. */
export interface SiteJudged extends AwayFacts, Omit<SiteFacts, 'quiet' | 'fleets' | 'refreshedAt' | 'now'> {
  readonly down: readonly QuietDevice[];
}

/**
 * Applies the site rule: among all always-on devices, and among servers alone, because a server
 * room that fails must not drown in a hundred workstations. `before` is what it found last.
 */
export async function nextSiteWatch(
  before: SiteWatch | undefined,
  facts: SiteJudged,
  policy: Policy,
): Promise<SiteWatch> {
  const nobody = { quiet: [], fleets: new Map() };
  const isKnown = facts.agents.size > 0;
  const all = isKnown ? await quietDevices(facts, policy) : nobody;
  const servers = isKnown ? await quietDevices(facts, policy, { withWorkstations: false }) : nobody;
  const judged = (one: typeof all) => siteState({ ...facts, ...one }, policy.siteRule);
  const state = eitherOf(judged(all), judged(servers));
  return watchSites(before, state, all.quiet, {
    now: facts.now,
    atMostMinutes: policy.siteRule.vendorQuietAtMostMinutes,
  });
}
