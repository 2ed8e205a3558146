import { DAY_MS, HOUR_MS, MINUTE_MS } from '../durations.ts';
import type { Policy } from '../policy/policy.ts';
import { nextWindow, type WeeklySpan } from './business-hours.ts';
import type { DeviceClass } from './device-class.ts';
import type { SiteQuiet } from './site-rule.ts';

/**
 * What Automox says of a device's connection when asked. `at` (epoch ms) is shown to people and decides nothing: the last scan of
 * a connected device, the moment a disconnected one was lost.
 */
export type Witness =
  | { readonly says: 'connected' | 'disconnected'; readonly at?: number | undefined }
  | { readonly says: 'nothing'; readonly reason: string };

/** What is known about an offline device at one moment. Times are epoch ms. */
export interface OfflineEvidence {
  /** False only when Atera confirms that the alert is over. Without an alert (a person asked) it means nothing. */
  readonly alertOpen: boolean;
  readonly hasAlert: boolean;
  readonly lookedAt: number;
  /** The agent's LastSeen where it is readable and before the alert, else when the alert was raised. */
  readonly quietSince: number;
  /** Looks in a row that found it offline, this one included. */
  readonly looks: number;
  /** Atera's word; undefined = not told. */
  readonly online?: boolean | undefined;
  readonly deviceClass: DeviceClass;
  readonly witness: Witness;
  /** Given while the device's customer has a site incident. */
  readonly siteIncident?: SiteQuiet | undefined;
  /** True while Atera itself is suspected. */
  readonly vendorQuiet: boolean;
}

/** The playbook's section of the policy, and when the customer's people are at work. */
export type OfflineLimits = Pick<
  Policy['offlineDevice'],
  'graceMinutes' | 'secondLookMinutes' | 'awayTogetherMinutes'
> & {
  /** IANA. */
  readonly timeZone: string;
  readonly businessHours: readonly WeeklySpan[];
};

/** What an absence means. `until` is epoch ms. */
export type OfflineJudgement =
  | {
      readonly verdict: 'recovered';
      readonly because: 'back-online' | 'alert-cleared';
      readonly alertGone: boolean;
      readonly contradicted: boolean;
    }
  | {
      readonly verdict: 'wait';
      readonly because: 'vendor-quiet' | 'site-incident' | 'grace' | 'out-of-hours' | 'seen-once';
      readonly until: number;
    }
  | { readonly verdict: 'holds'; readonly because: 'agent-dead' | 'device-off' | 'no-witness' }
  | { readonly verdict: 'unknown'; readonly because: 'online-not-told' };

/** The looks that must agree before anybody is called: Atera shows a passing gap as offline for up to five minutes. */
const LOOKS_NEEDED = 2;

/** What a device is given at most when people come to work, however long its grace is: half a working day. */
const MORNING_GRACE_AT_MOST_MS = 4 * HOUR_MS;

/**
 * Decides what an offline alert means. The device's own return ends it whatever the alert says. Nobody is called for a device that
 * is away together with its site or with all of Atera, within the grace of its class, after one look, or because its people went home:
 * a workstation or laptop that is off counts in business hours only, and gets its grace anew when they begin. Where there are no
 * business hours at all nobody expects it to be on: it is looked at once a day and never called for. A dead agent on a running
 * device is work at any hour.
 */
export function decideOffline(evidence: OfflineEvidence, limits: OfflineLimits): OfflineJudgement {
  const { online, lookedAt, looks } = evidence;
  if (online) return { verdict: 'recovered', because: 'back-online', alertGone: false, contradicted: false };
  if (evidence.hasAlert && !evidence.alertOpen) {
    return { verdict: 'recovered', because: 'alert-cleared', alertGone: true, contradicted: online === false };
  }
  const again = lookedAt + limits.awayTogetherMinutes * MINUTE_MS;
  if (evidence.vendorQuiet) return { verdict: 'wait', because: 'vendor-quiet', until: again };
  if (evidence.siteIncident) return { verdict: 'wait', because: 'site-incident', until: again };
  const excused = excuse(evidence, limits);
  if (excused) return { verdict: 'wait', ...excused };
  if (online === undefined) return { verdict: 'unknown', because: 'online-not-told' };
  if (looks < LOOKS_NEEDED) {
    return { verdict: 'wait', because: 'seen-once', until: lookedAt + limits.secondLookMinutes * MINUTE_MS };
  }
  return { verdict: 'holds', because: reasons[evidence.witness.says] };
}

const reasons = { connected: 'agent-dead', disconnected: 'device-off', nothing: 'no-witness' } as const;

/** Why a device may be away for now, and until when; undefined once somebody should know. */
function excuse(evidence: OfflineEvidence, limits: OfflineLimits) {
  const { deviceClass, quietSince, lookedAt } = evidence;
  const grace = limits.graceMinutes[deviceClass] * MINUTE_MS;
  const graceEnds = quietSince + grace;
  const because = 'grace' as const;
  if (!countsInBusinessHours(evidence)) return lookedAt < graceEnds ? { because, until: graceEnds } : undefined;
  const hours = nextWindow(limits.businessHours, limits.timeZone, lookedAt);
  if (!hours) return { because: 'out-of-hours' as const, until: lookedAt + DAY_MS };
  // A day shorter than the grace would otherwise end before anybody is called, every day.
  const morningGrace = Math.min(grace, MORNING_GRACE_AT_MOST_MS, (hours.end - hours.start) / 2);
  const until = Math.max(graceEnds, hours.start + morningGrace);
  if (lookedAt < hours.start) return { because: 'out-of-hours' as const, until };
  return lookedAt < until ? { because, until } : undefined;
}

/** A device that people switch off; when Automox reaches it, it is on, and only its agent is away. */
function countsInBusinessHours({ deviceClass, online, witness }: OfflineEvidence): boolean {
  const isAgentDead = online === false && witness.says === 'connected';
  return deviceClass !== 'server' && !isAgentDead;
}
