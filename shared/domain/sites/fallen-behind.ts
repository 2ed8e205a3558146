import { MINUTE_MS } from '../../durations.ts';
import type { QuietDevice } from './site-rule.ts';
import type { SiteQuiet, SiteRuleLimits } from './site-watch.ts';

/** One machine that goes quiet beside a router is no group. */
const LEAST_MACHINES = 2;

interface Facts {
  /** Always-on devices with an agent that are quiet. */
  readonly quiet: readonly QuietDevice[];
  /** Monitored devices without an agent, such as a firewall, that were reported down. */
  readonly down: readonly QuietDevice[];
  readonly alwaysOn: number;
}

/**
 * Returns the devices of a customer that went quiet within one span of `withinMinutes` with a
 * monitored device such as a firewall, however small a share of the customer they are: together at
 * least `minDevices`, the monitored ones counted, and at least two with an agent. One incident for
 * those, and only for those: a device that is quiet for another reason is called for by itself.
 */
export function fallenBehind(
  { quiet, down, alwaysOn }: Facts,
  { withinMinutes, minDevices }: Pick<SiteRuleLimits, 'withinMinutes' | 'minDevices'>,
): SiteQuiet | undefined {
  let best: SiteQuiet | undefined;
  for (const { quietSince: from } of [...quiet, ...down]) {
    const until = from + withinMinutes * MINUTE_MS;
    const inSpan = (devices: readonly QuietDevice[]) =>
      devices.filter(({ quietSince }) => quietSince >= from && quietSince <= until);
    const machines = inSpan(quiet);
    const [count, others] = [different(machines), different(inSpan(down))];
    if (others === 0 || count < LEAST_MACHINES || count + others < minDevices || count <= (best?.quiet ?? 0)) continue;
    const since = Math.min(...machines.map(({ quietSince }) => quietSince));
    best = { quiet: count, of: Math.max(alwaysOn, count), since, part: { from, until } };
  }
  return best;
}

function different(devices: readonly QuietDevice[]): number {
  return new Set(devices.map(({ deviceKey }) => deviceKey)).size;
}
