import type { NetworkKind } from '../../domain/devices/network-kind.ts';
import type { SiteQuiet } from '../../domain/sites/site-watch.ts';
import { MINUTE_MS } from '../../durations.ts';
import type { NetworkDevicePolicy } from './policy.ts';

/** The agent that watches a device. Times are epoch ms. */
export interface Watcher {
  readonly agentId: number;
  /** False when Atera does not know the agent any more. */
  readonly found: boolean;
  readonly name?: string | undefined;
  /** As Atera reports it; undefined = not reported. */
  readonly online?: boolean | undefined;
  /** A hint for people. */
  readonly lastSeenAt?: number | undefined;
}

/** What Atera's row of a device says, as its agent last found it; or why there is none. */
export type Reading =
  | {
      readonly read: true;
      readonly kind: NetworkKind;
      /** Host name or address; '' when not reported. */
      readonly hostname: string;
      /** False while watching is paused; undefined = not reported. */
      readonly monitored?: boolean | undefined;
      /** Undefined = there is no state to read. Never take that for up. */
      readonly up?: boolean | undefined;
      readonly closedPorts: readonly number[];
      /** Absent when the row names none. */
      readonly watcher?: Watcher;
    }
  | { readonly read: false; readonly why: 'not-listed' | 'not-allowed' | 'gone' };

/** What is known about a device that was reported down at one moment. Times are epoch ms. */
export interface NetworkFindings {
  /** False only when Atera confirms, read by the alert's id, that it has ended. */
  readonly alertOpen: boolean;
  /** A ticket is open. */
  readonly hasTicket: boolean;
  readonly inspectedAt: number;
  /** When its newest alert was surely raised. */
  readonly downSince: number;
  /** Undefined = not asked this time. */
  readonly reading?: Reading | undefined;
  /**
   * True when the ticket of another device of the same agent says that none of them can be
   * observed.
   */
  readonly isReportedElsewhere?: boolean | undefined;
  /** Given while the ticket of another device reports this one as well: they went down together. */
  readonly reportedWith?: { readonly hasTicket: boolean } | undefined;
  /** Given while the device's site has one ticket for all that fell with it. */
  readonly siteIncident?: SiteQuiet | undefined;
  /** True while Atera itself is suspected. */
  readonly vendorQuiet: boolean;
}

/** Waits of the playbook's section of the policy. */
export type NetworkLimits = Pick<
  NetworkDevicePolicy,
  'graceMinutes' | 'secondInspectionMinutes' | 'notObservableAtMostMinutes' | 'awayTogetherMinutes'
>;

/** Why what the row says is no proof of anything now. */
export type Blindness = 'paused' | 'watcher-away' | 'watcher-gone' | 'watcher-unknown';

/** What a device-down alert means. `until` is epoch ms. */
export type NetworkJudgement =
  | {
      readonly verdict: 'recovered';
      readonly because: 'up' | 'alert-cleared';
      readonly alertGone: boolean;
      readonly contradicted: boolean;
    }
  | {
      readonly verdict: 'wait';
      readonly because: 'vendor-quiet' | 'site-incident' | 'grace' | 'not-observable' | 'down-together';
      readonly until: number;
    }
  | { readonly verdict: 'holds'; readonly because: 'down' | 'alert-only' }
  | { readonly verdict: 'unknown'; readonly because: 'not-observable' };

/**
 * Decides what a device-down alert means. Up is only a state that the row reports while the device
 * is monitored and the agent that watches it is online now; else its alert must have ended by
 * Atera's own reply, which a row that still says down contradicts. Nobody is called for a device
 * within its grace, nor for one that is away together with its site or with all of Atera. A device
 * whose watching agent is away, or that is not watched, is not observable: not down, and not up
 * either; nobody is notified of it for a while, but not indefinitely. One that went down together
 * with others waits while the ticket of one of them reports it.
 */
export function decideNetwork(findings: NetworkFindings, limits: NetworkLimits): NetworkJudgement {
  const { alertOpen, hasTicket, inspectedAt, downSince, reading } = findings;
  const blind = reading && blindness(reading);
  if (reading?.read && reading.up && !blind)
    return { verdict: 'recovered', because: 'up', alertGone: !alertOpen, contradicted: false };
  if (!alertOpen) {
    // A person may have resolved it, and that the device is still down would go unnoticed.
    if (hasTicket && blind) return { verdict: 'unknown', because: 'not-observable' };
    const contradicted = reading?.read === true && reading.up === false && !blind;
    return { verdict: 'recovered', because: 'alert-cleared', alertGone: true, contradicted };
  }
  const again = inspectedAt + limits.awayTogetherMinutes * MINUTE_MS;
  if (findings.vendorQuiet) return { verdict: 'wait', because: 'vendor-quiet', until: again };
  if (findings.siteIncident) return { verdict: 'wait', because: 'site-incident', until: again };
  const graceEnds = downSince + Math.max(limits.graceMinutes, limits.secondInspectionMinutes) * MINUTE_MS;
  if (inspectedAt < graceEnds) return { verdict: 'wait', because: 'grace', until: graceEnds };
  if (blind) {
    const reportedAt = downSince + limits.notObservableAtMostMinutes * MINUTE_MS;
    if (hasTicket || (inspectedAt >= reportedAt && !findings.isReportedElsewhere))
      return { verdict: 'unknown', because: 'not-observable' };
    return {
      verdict: 'wait',
      because: 'not-observable',
      until: inspectedAt < reportedAt ? Math.min(again, reportedAt) : again,
    };
  }
  const { reportedWith } = findings;
  if (reportedWith && !hasTicket) {
    const soon = inspectedAt + limits.secondInspectionMinutes * MINUTE_MS;
    return { verdict: 'wait', because: 'down-together', until: reportedWith.hasTicket ? again : soon };
  }
  return { verdict: 'holds', because: reading?.read && reading.up === false ? 'down' : 'alert-only' };
}

/**
 * Returns why the row proves nothing, if so. A row that says down agrees with the alert, also where
 * its agent is not known.
 */
export function blindness(reading: Reading): Blindness | undefined {
  if (!reading.read) return undefined;
  const { monitored, watcher, up } = reading;
  if (monitored === false) return 'paused';
  if (watcher?.found === false) return 'watcher-gone';
  if (watcher?.online === false) return 'watcher-away';
  return up && (monitored !== true || watcher?.online !== true) ? 'watcher-unknown' : undefined;
}
