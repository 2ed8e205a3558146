import { DAY_MS, MINUTE_MS } from '../../durations.ts';
import type { QuietDevice, SiteState } from './site-rule.ts';
import type { SiteQuiet, SiteWatch, WatchedSite } from './site-watch.ts';
import type { Suspicion } from './suspicion.ts';

/**
 * An incident lasts while the rule holds, or more than this part of its devices is quiet: devices
 * return one by one, and with the rule alone the last few would each get a ticket in the middle of
 * the repair.
 */
const LASTS_ABOVE_PART = 1 / 3;

/** An ended incident is kept for the last text of its ticket. */
const REMEMBERED_MS = DAY_MS;

/**
 * Carries the incidents on. Counts only grow while one lasts: a refresh of the directory during the
 * outage finds fewer devices online. While Atera is suspected none begins; the suspicion ends after
 * `vendorQuietAtMostMinutes` even if nothing returned.
 */
export function watchSites(
  before: SiteWatch | undefined,
  state: SiteState,
  quiet: readonly QuietDevice[],
  { now, atMostMinutes }: { readonly now: number; readonly atMostMinutes: number },
): SiteWatch {
  const vendor = vendorOf(before, state, { now, atMostMs: atMostMinutes * MINUTE_MS });
  const isSuspected = vendor.vendorQuietSince !== undefined;
  const known = (before?.incidents ?? []).filter(
    ({ endedAt }) => endedAt === undefined || now - endedAt < REMEMBERED_MS,
  );
  const held = new Map(known.filter(isOpen).map((incident) => [incident.customerId, incident]));
  const begun = isSuspected ? [] : [...state.customers.keys()].filter((customerId) => !held.has(customerId));
  const lasting = [...held.values()].map((incident) => carryOn(incident, state, quiet, now));
  const over = known
    .filter((one) => !isOpen(one) && !begun.includes(one.customerId))
    .map((one) => ({ ...one, still: stillQuiet(one, quiet) }));
  const fresh = begun.flatMap((customerId) => {
    const found = state.customers.get(customerId);
    return found ? [{ customerId, ...found, still: found.quiet, opened: false }] : [];
  });
  return { judgedAt: now, ...vendor, incidents: [...lasting, ...fresh, ...over] };
}

type VendorWatch = Pick<SiteWatch, 'vendorQuietSince' | 'vendorQuietBecause' | 'suspicion' | 'trustedAgainAt'>;

function vendorOf(
  before: SiteWatch | undefined,
  { vendorQuiet, because = 'customers-together' }: SiteState,
  { now, atMostMs }: { readonly now: number; readonly atMostMs: number },
): VendorWatch {
  const {
    vendorQuietSince: since,
    vendorQuietBecause = because,
    suspicion,
    trustedAgainAt,
  }: Partial<SiteWatch> = before ?? {};
  const kept = { ...(suspicion && { suspicion }), ...(trustedAgainAt !== undefined && { trustedAgainAt }) };
  if (since === undefined) {
    const begun = vendorQuiet ? { vendorQuietSince: now, vendorQuietBecause: because } : {};
    return { ...begun, ...kept };
  }
  const isTooLong = now - since >= atMostMs;
  if (vendorQuiet && !isTooLong) return { vendorQuietSince: since, vendorQuietBecause, ...kept };
  const over = { since, endedAt: now, because: vendorQuietBecause, gaveUp: vendorQuiet };
  return { ...kept, suspicion: over, ...(vendorQuiet && { trustedAgainAt: now }) };
}

function carryOn(held: WatchedSite, state: SiteState, quiet: readonly QuietDevice[], now: number): WatchedSite {
  // A part is judged by those that were in it alone, until the whole site is away.
  const found = wholeOnly(state.customers.get(held.customerId));
  const since = Math.min(held.since, found?.since ?? held.since);
  const { part, ...whole } = held;
  const lasting = found || !part ? whole : held;
  const still = stillQuiet({ ...lasting, since }, quiet);
  const count = Math.max(held.quiet, found?.quiet ?? 0);
  const incident = { ...lasting, since, still, quiet: count, of: Math.max(held.of, found?.of ?? 0, count) };
  return found || still > count * LASTS_ABOVE_PART ? incident : { ...incident, endedAt: now };
}

function wholeOnly(found: SiteQuiet | undefined): SiteQuiet | undefined {
  return found?.part ? undefined : found;
}

function stillQuiet(site: Pick<WatchedSite, 'customerId' | 'since' | 'part'>, quiet: readonly QuietDevice[]): number {
  return quiet.filter(
    (one) => one.customerId === site.customerId && one.quietSince >= site.since && isInSpan(site, one.quietSince),
  ).length;
}

/** A whole site has everything that is quiet. */
function isInSpan({ part }: Pick<SiteQuiet, 'part'>, quietSince: number): boolean {
  return !part || (quietSince >= part.from && quietSince <= part.until);
}

/** True while the watch says anything that a poll without quiet devices must take back. */
export function isEventful(watch: SiteWatch | undefined): boolean {
  if (watch?.vendorQuietSince !== undefined) return true;
  return watch?.incidents.some((one) => isOpen(one) || one.still > 0) ?? false;
}

/** True while it lasts. */
export function isOpen({ endedAt }: WatchedSite): boolean {
  return endedAt === undefined;
}

/**
 * Returns both results of the site rule as one: an incident is what either finds; of the same
 * customer the first one's numbers count, and a whole site before a part of it.
 */
export function eitherOf(first: SiteState, second: SiteState): SiteState {
  const because = first.because ?? second.because;
  const all = [...second.customers, ...first.customers];
  const isPart = ([, { part }]: (typeof all)[number]) => part !== undefined;
  return {
    customers: new Map([...all.filter(isPart), ...all.filter((one) => !isPart(one))]),
    notJudged: new Map([...second.notJudged, ...first.notJudged]),
    vendorQuiet: first.vendorQuiet || second.vendorQuiet,
    ...(because && { because }),
  };
}

/** What is known of the site of a device and of Atera itself. */
export interface Around {
  /** Given while the device belongs to an incident. */
  readonly site?: SiteQuiet;
  readonly vendorQuiet: boolean;
  readonly suspicion?: Suspicion;
}

/**
 * Returns what one device must know of its surroundings. `quietSince` (epoch ms) says whether it
 * belongs to a part of its site.
 */
export function around(
  watch: SiteWatch | undefined,
  customerId: number | undefined,
  quietSince: number | undefined,
): Around {
  const incident = watch?.incidents.find((one) => one.customerId === customerId && isOpen(one));
  const belongs = incident && (quietSince === undefined ? !incident.part : isInSpan(incident, quietSince));
  const site = belongs && { quiet: incident.quiet, of: incident.of, since: incident.since };
  const { vendorQuietSince, suspicion } = watch ?? {};
  return { ...(site && { site }), vendorQuiet: vendorQuietSince !== undefined, ...(suspicion && { suspicion }) };
}
