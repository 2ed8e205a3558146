import type { WatchedSite } from '../../domain/sites/site-watch.ts';
import { isOpen } from '../../domain/sites/watch-sites.ts';
import { MINUTE_MS } from '../../durations.ts';
import type { OfflineDevicePolicy } from '../offline-device/policy.ts';

/** What an inspection of a site means. `until` is epoch ms. */
export type SiteJudgement =
  | {
      readonly verdict: 'recovered';
      readonly because: 'devices-back';
      readonly alertGone: false;
      readonly contradicted: false;
    }
  | { readonly verdict: 'wait'; readonly because: 'vendor-quiet' | 'grace'; readonly until: number }
  | { readonly verdict: 'holds'; readonly because: 'site-quiet' };

type SiteTimes = Pick<OfflineDevicePolicy, 'graceMinutes' | 'awayTogetherMinutes'>;

/**
 * Decides whether a person is called for a site: not while Atera itself is suspected, and not
 * before its first device has been away for a server's grace, because a line that fails for a
 * moment takes every device along.
 */
export function decideSite(
  { incident, vendorQuiet }: { readonly incident?: WatchedSite | undefined; readonly vendorQuiet: boolean },
  { rules, now }: { readonly rules: SiteTimes; readonly now: number },
): SiteJudgement {
  if (!incident || !isOpen(incident)) {
    return { verdict: 'recovered', because: 'devices-back', alertGone: false, contradicted: false };
  }
  if (vendorQuiet)
    return { verdict: 'wait', because: 'vendor-quiet', until: now + rules.awayTogetherMinutes * MINUTE_MS };
  const graceEnds = incident.since + rules.graceMinutes.server * MINUTE_MS;
  if (now < graceEnds) return { verdict: 'wait', because: 'grace', until: graceEnds };
  return { verdict: 'holds', because: 'site-quiet' };
}
