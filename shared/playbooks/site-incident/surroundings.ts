import type { SiteQuiet, SiteWatch } from '../../domain/sites/site-watch.ts';
import type { Suspicion } from '../../domain/sites/suspicion.ts';
import { around } from '../../domain/sites/watch-sites.ts';

/**
 * Returns what an inspection of one device must know of its surroundings. `quietSince` (epoch ms)
 * says whether it belongs to a part of its site.
 */
export function surroundings(
  watch: SiteWatch | undefined,
  customerId: number | undefined,
  quietSince: number | undefined,
): { readonly siteIncident?: SiteQuiet; readonly vendorQuiet: boolean; readonly suspicion?: Suspicion } {
  const { site, ...others } = around(watch, customerId, quietSince);
  return { ...(site && { siteIncident: site }), ...others };
}
