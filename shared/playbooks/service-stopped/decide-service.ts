import { MINUTE_MS } from '../../durations.ts';
import type { ServiceStoppedPolicy } from './policy.ts';

/** What is known of a service's alerts and its device at one moment. Times are epoch ms. */
export interface ServiceFindings {
  /** Alerts that Atera still has open: listed, or read by their ids. */
  readonly open: number;
  /** Those of them that Atera takes away by itself, so that an open one is current. */
  readonly openByAtera: number;
  /**
   * Alerts of the occurrence that our table no longer has: it is unknown whether they have ended.
   */
  readonly lost: number;
  /** When the newest open one was raised for certain. */
  readonly raisedAt: number;
  readonly inspectedAt: number;
  /** As Atera reports it; undefined = not reported, or not asked. */
  readonly online?: boolean | undefined;
  /** Up to about half an hour behind. */
  readonly lastRebootAt?: number | undefined;
  /** A ticket carries the occurrence. */
  readonly hasTicket: boolean;
  /** It is watched already, or something was tried: there is no more waiting. */
  readonly isReported: boolean;
  /** A restart was tried: its result is not known unless the device is online. */
  readonly wasTried?: boolean;
}

/** What they mean; `because` names the rule that decided. */
export type ServiceJudgement =
  | {
      readonly verdict: 'recovered';
      readonly because: 'alert-ended' | 'restart-verified';
      readonly alertGone: true;
      readonly contradicted: false;
    }
  | {
      readonly verdict: 'wait';
      readonly because: 'may-pass' | 'just-booted' | 'device-offline';
      readonly until: number;
    }
  | { readonly verdict: 'holds'; readonly because: 'still-stopped' }
  | {
      readonly verdict: 'unknown';
      readonly because: 'device-offline' | 'alert-gone-offline' | 'not-by-atera' | 'alert-lost';
    };

/** The waits the decision depends on, from the policy. */
export type ServiceLimits = Pick<
  ServiceStoppedPolicy,
  'confirmAfterMinutes' | 'bootGraceMinutes' | 'offlineWaitMinutes' | 'followUpEveryMinutes'
>;

/** A clock of the device, or a time zone, may put its boot a little ahead. */
const CLOCK_MARGIN_MS = 2 * MINUTE_MS;

/**
 * Decides what a service alert means. No reading of the service exists: an open alert of Atera's
 * own monitor is current as long as the device is online, and its end is the end. An offline device
 * raises and clears nothing, so there neither is believed.
 */
export function decideService(findings: ServiceFindings, limits: ServiceLimits): ServiceJudgement {
  if (findings.open === 0) return gone(findings);
  if (!findings.isReported) {
    const early = waitFor(findings, limits);
    if (early) return early;
  }
  if (findings.online === false) return { verdict: 'unknown', because: 'device-offline' };
  if (findings.openByAtera === 0) return { verdict: 'unknown', because: 'not-by-atera' };
  return { verdict: 'holds', because: 'still-stopped' };
}

/**
 * A person may have resolved the alert of a device that is off: what has a ticket keeps it until
 * the device is back.
 */
function gone({ lost, hasTicket, wasTried, online }: ServiceFindings): ServiceJudgement {
  if (lost > 0) return { verdict: 'unknown', because: 'alert-lost' };
  if ((hasTicket && online === false) || (wasTried && online !== true))
    return { verdict: 'unknown', because: 'alert-gone-offline' };
  return { verdict: 'recovered', because: 'alert-ended', alertGone: true, contradicted: false };
}

function waitFor(
  { raisedAt, inspectedAt, online, lastRebootAt }: ServiceFindings,
  limits: ServiceLimits,
): ServiceJudgement | undefined {
  const confirmedAt = raisedAt + limits.confirmAfterMinutes * MINUTE_MS;
  if (inspectedAt < confirmedAt) return { verdict: 'wait', because: 'may-pass', until: confirmedAt };
  if (online === false) {
    const deadline = raisedAt + limits.offlineWaitMinutes * MINUTE_MS;
    if (inspectedAt >= deadline) return undefined;
    const until = Math.min(deadline, inspectedAt + limits.followUpEveryMinutes * MINUTE_MS);
    return { verdict: 'wait', because: 'device-offline', until };
  }
  // A boot that lies ahead of the clock was read in another zone.
  if (lastRebootAt === undefined || lastRebootAt > inspectedAt + CLOCK_MARGIN_MS) return undefined;
  const until = lastRebootAt + limits.bootGraceMinutes * MINUTE_MS;
  return inspectedAt < until ? { verdict: 'wait', because: 'just-booted', until } : undefined;
}
