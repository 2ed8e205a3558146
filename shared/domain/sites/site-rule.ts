import { HOUR_MS, MINUTE_MS } from '../../durations.ts';
import type { DeviceClass } from '../devices/device-class.ts';
import { fallenBehind } from './fallen-behind.ts';
import type { SiteQuiet, SiteRuleLimits } from './site-watch.ts';
import type { SuspicionCause } from './suspicion.ts';

/** An always-on device that is quiet now. `quietSince` is epoch ms. */
export interface QuietDevice {
  readonly deviceKey: string;
  readonly customerId: number;
  readonly quietSince: number;
}

/** The facts that the site rule judges. Times are epoch ms. */
export interface SiteFacts {
  readonly quiet: readonly QuietDevice[];
  /**
   * Monitored devices without an agent that were reported down, and that an agent is there to
   * observe.
   */
  readonly down?: readonly QuietDevice[] | undefined;
  /** Always-on devices by customer, as of the last refresh of the directory. */
  readonly fleets: ReadonlyMap<number, { readonly alwaysOn: number }>;
  /** The newest LastSeen of any device at that refresh; undefined = not reported. */
  readonly newestLastSeenAt?: number | undefined;
  readonly refreshedAt?: number | undefined;
  /** Devices, of any class, whose agent is silent although Automox reaches them. */
  readonly silentAgents?: readonly QuietDevice[] | undefined;
  /**
   * When a suspicion of Atera was dropped as too long: what was quiet by then makes no other one.
   */
  readonly trustedAgainAt?: number | undefined;
  /**
   * True while Atera is suspected because of them: then they count for as long as they are silent,
   * since no others are asked about.
   */
  readonly areDropping?: boolean | undefined;
  readonly now: number;
}

/** Which customers are away as a whole, and whether Atera itself is suspected. */
export interface SiteState {
  /** Customers with a site incident. */
  readonly customers: ReadonlyMap<number, SiteQuiet>;
  /** Customers with enough quiet devices that are no incident because of how many is unknown. */
  readonly notJudged: ReadonlyMap<number, 'fleet-unknown'>;
  readonly vendorQuiet: boolean;
  readonly because?: SuspicionCause;
}

type Rules = SiteRuleLimits;

/** A span of `withinMinutes`, by the first device in it. */
interface Span {
  readonly since: number;
  readonly devices: number;
  readonly customers: number;
}

/**
 * What a refresh said of LastSeen times is dropped after an hour: a suspicion that nothing renews
 * must not hold all work back.
 */
const REFRESH_BELIEVED_MS = HOUR_MS;

/** Agents that fell silent within this time count together, though it was one by one. */
const DROPPING_MS = 2 * HOUR_MS;

/**
 * True for a device whose silence says something about its site: servers and those the policy lists
 * always, workstations only while people are at work.
 */
export function isAlwaysOn(deviceClass: DeviceClass, isListed: boolean, inBusinessHours: boolean): boolean {
  if (deviceClass === 'server' || isListed) return true;
  return deviceClass === 'workstation' && inBusinessHours;
}

/**
 * Applies the site rule to the devices that are quiet now. Those that went quiet within any span of
 * `withinMinutes` count together, each once; enough of one customer, and a large enough share of
 * its always-on devices, are a site incident, for as long as they stay quiet; with a monitored
 * device such as a firewall among them, those that fell with it are one whatever their share. The
 * same over several customers makes Atera itself suspect. Without a known fleet there is no share
 * and no incident.
 */
export function siteState(facts: SiteFacts, rules: Rules): SiteState {
  const customers = new Map<number, SiteQuiet>();
  const notJudged = new Map<number, 'fleet-unknown'>();
  for (const [customerId, quiet] of Map.groupBy(facts.quiet, (device) => device.customerId)) {
    const largest = spans(quiet, rules).reduce((best, span) => (span.devices > best.devices ? span : best));
    const alwaysOn = facts.fleets.get(customerId)?.alwaysOn ?? 0;
    const down = (facts.down ?? []).filter((device) => device.customerId === customerId);
    const part = fallenBehind({ quiet, down, alwaysOn }, rules);
    if (part) customers.set(customerId, part);
    if (largest.devices < rules.minDevices) continue;
    if (alwaysOn === 0) notJudged.set(customerId, 'fleet-unknown');
    else if (isLargeShare(largest.devices, alwaysOn, rules.minSharePercent)) {
      // A refresh after they went quiet may count fewer than that.
      const of = Math.max(alwaysOn, largest.devices);
      customers.set(customerId, { quiet: largest.devices, of, since: largest.since });
    }
  }
  const because = vendorSuspicion(facts, rules);
  return { customers, notJudged, vendorQuiet: because !== undefined, ...(because && { because }) };
}

function vendorSuspicion(facts: SiteFacts, rules: Rules): SuspicionCause | undefined {
  const { trustedAgainAt = Number.NEGATIVE_INFINITY, silentAgents = [], now } = facts;
  const fleet = (customerId: number) => facts.fleets.get(customerId)?.alwaysOn ?? 0;
  const known = facts.quiet.filter((one) => fleet(one.customerId) > 0 && one.quietSince > trustedAgainAt);
  const everywhere = [...facts.fleets.values()].reduce((sum, { alwaysOn }) => sum + alwaysOn, 0);
  const areTogether = ({ customers, devices }: Span) =>
    customers >= rules.vendorMinCustomers && isLargeShare(devices, everywhere, rules.vendorMinSharePercent);
  if (spans(known, rules).some(areTogether)) return 'customers-together';
  if (isNothingObserved(facts, rules) && areManyExpected(facts, rules)) return 'nothing-reported';
  const dropped = silentAgents.filter(
    ({ quietSince }) => quietSince > trustedAgainAt && (facts.areDropping || now - quietSince <= DROPPING_MS),
  );
  const customers = new Set(dropped.map(({ customerId }) => customerId));
  const devices = new Set(dropped.map(({ deviceKey }) => deviceKey));
  const isSuspicious = customers.size >= rules.vendorMinCustomers && devices.size >= rules.vendorMinAgents;
  return isSuspicious ? 'agents-dropping' : undefined;
}

/**
 * True when the last refresh, if it is recent, found no device anywhere that had reported a moment
 * before.
 */
export function isNothingObserved(
  {
    newestLastSeenAt,
    refreshedAt,
    trustedAgainAt = Number.NEGATIVE_INFINITY,
    now,
  }: Omit<SiteFacts, 'quiet' | 'fleets'>,
  rules: Pick<Rules, 'vendorQuietMinutes'>,
): boolean {
  if (newestLastSeenAt === undefined || refreshedAt === undefined || newestLastSeenAt <= trustedAgainAt) return false;
  return (
    now - refreshedAt <= REFRESH_BELIEVED_MS && refreshedAt - newestLastSeenAt > rules.vendorQuietMinutes * MINUTE_MS
  );
}

/**
 * Where Atera itself calls everything offline, or only one site has anything that is always on,
 * silence says nothing about Atera.
 */
function areManyExpected({ fleets }: SiteFacts, { vendorMinCustomers }: Rules): boolean {
  return [...fleets.values()].filter(({ alwaysOn }) => alwaysOn > 0).length >= vendorMinCustomers;
}

function isLargeShare(devices: number, fleet: number, minSharePercent: number): boolean {
  return fleet > 0 && devices * 100 > fleet * minSharePercent;
}

/**
 * The spans that begin with each of the devices: how many, and of how many customers, went quiet in
 * it. O(n log n).
 */
function spans(quiet: readonly QuietDevice[], { withinMinutes }: Rules): Span[] {
  const inOrder = [...quiet].sort((a, b) => a.quietSince - b.quietSince);
  const devices = new Tally<string>();
  const customers = new Tally<number>();
  let end = 0;
  return inOrder.map((first) => {
    let next = inOrder[end];
    while (next && next.quietSince - first.quietSince <= withinMinutes * MINUTE_MS) {
      devices.add(next.deviceKey);
      customers.add(next.customerId);
      end += 1;
      next = inOrder[end];
    }
    const span = { since: first.quietSince, devices: devices.size, customers: customers.size };
    devices.remove(first.deviceKey);
    customers.remove(first.customerId);
    return span;
  });
}

/**
 * How many different things there are in a span that moves: the same device may be reported more
 * than once.
 */
class Tally<T> {
  readonly #counts = new Map<T, number>();

  get size(): number {
    return this.#counts.size;
  }

  add(one: T): void {
    this.#counts.set(one, (this.#counts.get(one) ?? 0) + 1);
  }

  remove(one: T): void {
    const left = (this.#counts.get(one) ?? 0) - 1;
    if (left > 0) this.#counts.set(one, left);
    else this.#counts.delete(one);
  }
}
