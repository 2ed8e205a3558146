import type { Suspicion, SuspicionCause } from './suspicion.ts';

/** Devices of one customer that went quiet together. */
export interface SiteQuiet {
  /** Different devices, as many as fell into one span of `withinMinutes`. */
  readonly quiet: number;
  /** Always-on devices the customer has. */
  readonly of: number;
  /** Epoch ms: when the first of them went quiet. */
  readonly since: number;
  /**
   * Epoch ms: only what went quiet in this span belongs to it, a part of the site. Unset = whatever
   * of the customer is quiet.
   */
  readonly part?: { readonly from: number; readonly until: number } | undefined;
}

/** A customer whose always-on devices went quiet together. Times are epoch ms. */
export interface WatchedSite extends SiteQuiet {
  readonly customerId: number;
  readonly customerName?: string | undefined;
  /** How many of its devices are quiet now. */
  readonly still: number;
  /**
   * True once its occurrence was opened: a person may end that, and then it is not opened again.
   */
  readonly opened: boolean;
  /** When too few of them were quiet any more; unset while it lasts. */
  readonly endedAt?: number | undefined;
}

/** What the site rule found at the last poll, carried from poll to poll. Times are epoch ms. */
export interface SiteWatch {
  readonly judgedAt: number;
  /** Since when Atera itself is suspected; unset = it is not. */
  readonly vendorQuietSince?: number | undefined;
  readonly vendorQuietBecause?: SuspicionCause | undefined;
  /** The last suspicion that has ended. */
  readonly suspicion?: Suspicion | undefined;
  /** When a suspicion was last dropped as too long; what was away by then makes no other one. */
  readonly trustedAgainAt?: number | undefined;
  /** Those that last, and those of the last day that have ended. */
  readonly incidents: readonly WatchedSite[];
}

/** The section `siteRule` of the policy. */
export interface SiteRuleLimits {
  readonly withinMinutes: number;
  readonly minDevices: number;
  readonly minSharePercent: number;
  readonly vendorMinCustomers: number;
  readonly vendorMinSharePercent: number;
  readonly vendorQuietMinutes: number;
  readonly vendorMinAgents: number;
}
