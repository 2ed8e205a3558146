import type { DeviceClass } from '../../domain/devices/device-class.ts';
import type { Successor } from '../../domain/devices/reinstalled.ts';
import type { SiteQuiet } from '../../domain/sites/site-watch.ts';
import { nextWindow, type Period, type WeeklySpan } from '../../domain/time/business-hours.ts';
import { afterBusinessTime, businessTimeBetween } from '../../domain/time/business-time.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../durations.ts';
import type { OfflineDevicePolicy } from './policy.ts';

/**
 * What Automox says of a device's connection when asked. `at` (epoch ms) is shown to people and
 * decides nothing: the last scan of a connected device, the moment a disconnected one was lost.
 */
export type Witness =
  | { readonly says: 'connected' | 'disconnected'; readonly at?: number | undefined }
  | {
      readonly says: 'nothing';
      /** In the language of the device's customer. */
      readonly reason: string;
      /** The reason alone, where `reason` also says what is to be done about it. */
      readonly cause?: string;
      /** True when it could be asked and was not. */
      readonly isUnasked?: true;
    };

/** What is known about an offline device at one moment. Times are epoch ms. */
export interface OfflineFindings {
  /**
   * False only when Atera confirms that the alert has ended. Without an alert (a person asked) it
   * means nothing.
   */
  readonly alertOpen: boolean;
  readonly hasAlert: boolean;
  /** A ticket is open: that its alert is gone alone does not end it. */
  readonly hasTicket: boolean;
  readonly inspectedAt: number;
  /**
   * Since when the device is away for certain: when its newest alert was surely raised. Never
   * LastSeen, which trails by up to 40 minutes and may be days old.
   */
  readonly awaySince: number;
  /** Inspections in a row that found it offline, this one included. */
  readonly inspections: number;
  /** As Atera reports it; undefined = not reported. */
  readonly online?: boolean | undefined;
  /** The agent under which the same device is online, where its agent was reinstalled. */
  readonly successor?: Successor | undefined;
  readonly deviceClass: DeviceClass;
  readonly witness: Witness;
  /** Given while the device's customer has a site incident. */
  readonly siteIncident?: SiteQuiet | undefined;
  /** True while Atera itself is suspected. */
  readonly vendorQuiet: boolean;
}

/** The playbook's section of the policy, and when the customer's people are at work. */
export type OfflineLimits = Pick<
  OfflineDevicePolicy,
  'graceMinutes' | 'secondInspectionMinutes' | 'awayTogetherMinutes' | 'awayBusinessHours'
> & {
  /** IANA. */
  readonly timeZone: string;
  readonly businessHours: readonly WeeklySpan[];
};

/** What an absence means. `until` is epoch ms. */
export type OfflineJudgement =
  | {
      readonly verdict: 'recovered';
      readonly because: 'back-online' | 'reinstalled' | 'alert-cleared';
      readonly alertGone: boolean;
      readonly contradicted: boolean;
    }
  | {
      readonly verdict: 'wait';
      readonly because: 'vendor-quiet' | 'site-incident' | 'grace' | 'out-of-hours' | 'observed-once';
      readonly until: number;
    }
  /**
   * Its people may have switched it off; in business hours (`away` so far, `wanted` for a ticket).
   */
  | {
      readonly verdict: 'wait';
      readonly because: 'may-be-off';
      readonly until: number;
      readonly away: number;
      readonly wanted: number;
    }
  | { readonly verdict: 'holds'; readonly because: 'agent-dead' | 'device-off' | 'no-witness' }
  | { readonly verdict: 'unknown'; readonly because: 'online-not-reported' };

/**
 * The inspections that must agree before a person is called: Atera shows a passing gap as offline
 * for up to five minutes.
 */
const INSPECTIONS_NEEDED = 2;

/**
 * What a device is given at most when people come to work, however long its grace is: half a
 * working day.
 */
const MORNING_GRACE_AT_MOST_MS = 4 * HOUR_MS;

/**
 * Decides what an offline alert means. The device's own return ends it whatever the alert says,
 * under its old agent or a new one. Nobody is called for a device that is away together with its
 * site or with all of Atera, within the grace of its class, after one inspection, or because its
 * people went home: a workstation or laptop that is off counts in business hours only, gets its
 * grace again when they begin, and where it is switched off at will (`awayBusinessHours`) is missed
 * only after as many of them without a return. Where there are no business hours at all nobody
 * expects it to be on: it is inspected once a day and never called for. A dead agent on a running
 * device is work at any hour. A request for a device without an alert need not wait.
 */
export function decideOffline(findings: OfflineFindings, limits: OfflineLimits): OfflineJudgement {
  const { online, inspectedAt, inspections, hasAlert } = findings;
  if (online) return { verdict: 'recovered', because: 'back-online', alertGone: false, contradicted: false };
  if (findings.successor)
    return { verdict: 'recovered', because: 'reinstalled', alertGone: false, contradicted: false };
  if (hasAlert && !findings.alertOpen) {
    // Not reported is not back.
    if (findings.hasTicket && online === undefined) return { verdict: 'unknown', because: 'online-not-reported' };
    return { verdict: 'recovered', because: 'alert-cleared', alertGone: true, contradicted: online === false };
  }
  const again = inspectedAt + limits.awayTogetherMinutes * MINUTE_MS;
  if (findings.vendorQuiet) return { verdict: 'wait', because: 'vendor-quiet', until: again };
  if (findings.siteIncident) return { verdict: 'wait', because: 'site-incident', until: again };
  const excused = hasAlert ? excuse(findings, limits) : undefined;
  if (excused) return { verdict: 'wait', ...excused };
  if (online === undefined) return { verdict: 'unknown', because: 'online-not-reported' };
  if (inspections < INSPECTIONS_NEEDED) {
    return {
      verdict: 'wait',
      because: 'observed-once',
      until: inspectedAt + limits.secondInspectionMinutes * MINUTE_MS,
    };
  }
  return { verdict: 'holds', because: reasons[findings.witness.says] };
}

const reasons = { connected: 'agent-dead', disconnected: 'device-off', nothing: 'no-witness' } as const;

/**
 * Business hours for which a device of this class must be away before a person is called, where its
 * people switch it off at will; else 0.
 */
export function awayHoursWanted(
  deviceClass: DeviceClass,
  { awayBusinessHours }: Pick<OfflineLimits, 'awayBusinessHours'>,
): number {
  return deviceClass === 'server' ? 0 : awayBusinessHours[deviceClass];
}

/** Why a device may be away for now, and until when; undefined once a person should know. */
function excuse(findings: OfflineFindings, limits: OfflineLimits) {
  const { deviceClass, awaySince, inspectedAt } = findings;
  const grace = limits.graceMinutes[deviceClass] * MINUTE_MS;
  const graceEnds = awaySince + grace;
  const because = 'grace' as const;
  if (!countsInBusinessHours(findings)) return inspectedAt < graceEnds ? { because, until: graceEnds } : undefined;
  const hours = nextWindow(limits.businessHours, limits.timeZone, inspectedAt);
  if (!hours) return { because: 'out-of-hours' as const, until: inspectedAt + DAY_MS };
  const until = Math.max(graceEnds, hours.start + morningGrace(hours, grace));
  if (inspectedAt < hours.start) return { because: 'out-of-hours' as const, until };
  return inspectedAt < until ? { because, until } : mayBeOff(findings, limits, hours);
}

/** A day shorter than the grace would otherwise end before a person is called, every day. */
function morningGrace(hours: Period, grace: number): number {
  return Math.min(grace, MORNING_GRACE_AT_MOST_MS, (hours.end - hours.start) / 2);
}

/**
 * Switched off every evening, for a holiday, by somebody who works three days a week: inspected
 * again each morning, until it is missed.
 */
function mayBeOff({ deviceClass, awaySince, inspectedAt }: OfflineFindings, limits: OfflineLimits, today: Period) {
  const wanted = awayHoursWanted(deviceClass, limits);
  const missedAt = afterBusinessTime(limits, awaySince, wanted * HOUR_MS);
  if (missedAt !== undefined && inspectedAt >= missedAt) return undefined;
  const next = nextWindow(limits.businessHours, limits.timeZone, today.end);
  const tomorrow = next
    ? next.start + morningGrace(next, limits.graceMinutes[deviceClass] * MINUTE_MS)
    : inspectedAt + DAY_MS;
  const away = businessTimeBetween(limits, awaySince, inspectedAt) / HOUR_MS;
  return { because: 'may-be-off' as const, until: Math.min(missedAt ?? tomorrow, tomorrow), away, wanted };
}

/**
 * A device that people switch off; when Automox reaches it, it is on, and only its agent is away.
 */
function countsInBusinessHours({ deviceClass, online, witness }: OfflineFindings): boolean {
  const isAgentDead = online === false && witness.says === 'connected';
  return deviceClass !== 'server' && !isAgentDead;
}
