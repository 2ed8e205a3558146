import { type QuietDevice, type SiteFacts, siteState } from '../domain/sites/site-rule.ts';
import type { SiteWatch } from '../domain/sites/site-watch.ts';
import { eitherOf, watchSites } from '../domain/sites/watch-sites.ts';
import type { Policy } from '../policy/policy.ts';
import { type AwayFacts, quietDevices } from './quiet-devices.ts';

/** What the site rule is judged on at one moment. */
export interface SiteJudged extends AwayFacts, Omit<SiteFacts, 'quiet' | 'fleets' | 'refreshedAt' | 'now'> {
  readonly down: readonly QuietDevice[];
  /**
   * Device keys that count for nothing new: neither among what is quiet nor among what there is. An
   * incident that lasts is carried on by all of its devices: to mute them brings none back.
   */
  readonly muted?: ReadonlySet<string> | undefined;
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
  const counted = withoutMuted(facts);
  const all = isKnown ? await quietDevices(counted, policy) : nobody;
  const servers = isKnown ? await quietDevices(counted, policy, { withWorkstations: false }) : nobody;
  const quiet = isKnown && counted !== facts ? (await quietDevices(facts, policy)).quiet : all.quiet;
  const judged = (one: typeof all) => siteState({ ...counted, ...one }, policy.siteRule);
  const state = eitherOf(judged(all), judged(servers));
  return watchSites(before, state, quiet, {
    now: facts.now,
    atMostMinutes: policy.siteRule.vendorQuietAtMostMinutes,
  });
}

function withoutMuted(facts: SiteJudged): SiteJudged {
  const { muted, agents, silentAgents, down } = facts;
  if (!muted || muted.size === 0) return facts;
  const counts = ({ deviceKey }: QuietDevice) => !muted.has(deviceKey);
  return {
    ...facts,
    agents: new Map([...agents].filter(([key]) => !muted.has(key))),
    silentAgents: silentAgents?.filter(counts),
    down: down.filter(counts),
  };
}
