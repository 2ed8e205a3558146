import type { DeviceClass } from '../../domain/devices/device-class.ts';
import { MINUTE_MS } from '../../durations.ts';
import { CLOCK_MARGIN_MS, hasBootedSince, isSameBoot } from './boot.ts';
import type { PendingRebootPolicy } from './policy.ts';
import { bootByScan } from './reboot-proof.ts';
import type { SignedIn } from './signed-in.ts';

/**
 * What Automox says of a device, or why it says nothing. Times are epoch ms; undefined = not
 * reported.
 */
export type RebootWitness =
  /** `passing` = it has a reading, which cannot be had now. */
  | { readonly has: false; readonly reason: string; readonly passing?: boolean | undefined }
  | {
      readonly has: true;
      readonly serverId: number;
      readonly connected?: boolean | undefined;
      /** As of the last scan, like the uptime. */
      readonly needsReboot?: boolean | undefined;
      readonly scannedAt?: number | undefined;
      /** The last scan failed: it says nothing. */
      readonly scanFailed?: boolean | undefined;
      readonly uptimeMinutes?: number | undefined;
    };

/**
 * What is known about a pending reboot at one moment. Times are epoch ms; undefined = not reported.
 */
export interface RebootFindings {
  /**
   * False only when Atera confirms that the alert has ended. Without an alert (a person asked) it
   * means nothing.
   */
  readonly alertOpen: boolean;
  readonly hasAlert: boolean;
  /** A ticket is open: that its alert is gone alone does not end it. */
  readonly hasTicket: boolean;
  /** When the alert was raised; without one, when the person asked. */
  readonly alertCreatedAt: number;
  /** When it was raised for certain: later, where its date may have been read in a wrong zone. */
  readonly surelyRaisedAt: number;
  readonly inspectedAt: number;
  readonly online?: boolean | undefined;
  /** Atera's `LastRebootTime`, up to about half an hour behind. */
  readonly lastRebootAt?: number | undefined;
  /** The last boot that was known from before the alert. */
  readonly bootBefore?: number | undefined;
  readonly deviceClass: DeviceClass;
  readonly signedInUsers: SignedIn;
  readonly automoxMatch: RebootWitness;
  /** When this run asked Automox for a scan; undefined = it has not. */
  readonly scanAskedAt?: number | undefined;
}

/** The part of the playbook's section of the policy that the decision depends on. */
export type RebootLimits = Pick<PendingRebootPolicy, 'scanWaitMinutes'>;

/** The verdict on a pending reboot. `until` is epoch ms. */
export type RebootJudgement =
  | {
      readonly verdict: 'recovered';
      readonly because: 'rebooted' | 'rebooted-unwitnessed' | 'alert-cleared' | 'not-needed';
      readonly alertGone: boolean;
      readonly contradicted: boolean;
    }
  | { readonly verdict: 'holds'; readonly because: 'two-witnesses' }
  /** The caller asks Automox for a scan, once, and checks again. */
  | { readonly verdict: 'wait'; readonly because: 'scan-is-old'; readonly until: number }
  | { readonly verdict: 'unknown'; readonly because: RebootDoubt };

/** Why nothing is known for certain. */
export type RebootDoubt =
  | 'reboot-not-enough'
  | 'reboot-unconfirmed'
  | 'alert-gone'
  | 'device-offline'
  | 'online-not-reported'
  | 'no-automox-match'
  | 'scan-not-reported'
  | 'scan-overdue'
  | 'scan-failed'
  | 'witness-disagrees'
  | 'boot-time-not-reported';

/**
 * Decides whether a reboot is still needed; never from the alert alone. It has recovered when a
 * boot after the alert is proven and an Automox scan from after that boot finds none pending; where
 * there is no Automox, by the boot alone, and then whether Windows still wants one is not known.
 * That the alert is gone ends it only where there is no ticket, or where a scan says so too. It
 * holds only when an Automox scan newer than the alert (and than the last boot) says so while the
 * alert is open, the agent online and its last boot before the alert. When a person asked, the
 * request stands for the alert. Going offline and coming back proves nothing, and who is signed in
 * decides when to act, not whether it is needed.
 */
export function decideReboot(findings: RebootFindings, limits: RebootLimits): RebootJudgement {
  const { automoxMatch, online } = findings;
  const needed = neededByScan(findings);
  const hasBooted = hasBootedSince(findings, findings.surelyRaisedAt);
  if (needed === false && (hasBooted || bootedByOtherWords(findings))) return over('rebooted');
  if (hasBooted && !automoxMatch.has)
    return automoxMatch.passing ? doubt('reboot-unconfirmed') : over('rebooted-unwitnessed');
  if (findings.hasAlert && !findings.alertOpen) return alertGone(findings, needed);
  if (hasBooted && needed) return doubt('reboot-not-enough');
  if (online === undefined) return doubt('online-not-reported');
  if (!online) return doubt('device-offline');
  if (!automoxMatch.has) return doubt('no-automox-match');
  if (needed === undefined) return withoutScan(findings, automoxMatch, { ...limits, hasBooted });
  if (!needed) return findings.hasAlert ? doubt('witness-disagrees') : over('not-needed');
  return findings.lastRebootAt === undefined
    ? doubt('boot-time-not-reported')
    : { verdict: 'holds', because: 'two-witnesses' };
}

/**
 * What Automox says from a scan newer than the alert and than the last boot; undefined when there
 * is no such reading.
 */
function neededByScan({ automoxMatch, surelyRaisedAt, lastRebootAt }: RebootFindings): boolean | undefined {
  if (!automoxMatch.has || automoxMatch.scanFailed || automoxMatch.scannedAt === undefined) return undefined;
  const isFresh = automoxMatch.scannedAt > Math.max(surelyRaisedAt, lastRebootAt ?? 0) + CLOCK_MARGIN_MS;
  return isFresh ? automoxMatch.needsReboot : undefined;
}

/**
 * What is a boot only together with a scan that finds nothing pending: an uptime, or a boot time
 * between the alert's own date and the moment it was surely raised.
 */
function bootedByOtherWords({ alertCreatedAt, lastRebootAt, bootBefore, automoxMatch }: RebootFindings): boolean {
  const provenFrom = alertCreatedAt + CLOCK_MARGIN_MS;
  const scanned = automoxMatch.has ? bootByScan(automoxMatch) : undefined;
  return [lastRebootAt, scanned].some((boot) => {
    if (boot === undefined || boot <= provenFrom) return false;
    return bootBefore === undefined || !isSameBoot(boot, bootBefore);
  });
}

/**
 * A person resolved it: nothing else takes a reboot alert away. What a ticket says has ended only
 * when a scan says so too.
 */
function alertGone({ hasTicket }: RebootFindings, needed: boolean | undefined): RebootJudgement {
  if (hasTicket && needed === undefined) return doubt('alert-gone');
  return { verdict: 'recovered', because: 'alert-cleared', alertGone: true, contradicted: needed === true };
}

function withoutScan(
  { scanAskedAt, inspectedAt, surelyRaisedAt, lastRebootAt }: RebootFindings,
  { scannedAt, needsReboot, scanFailed }: Extract<RebootWitness, { has: true }>,
  { scanWaitMinutes, hasBooted }: RebootLimits & { readonly hasBooted: boolean },
): RebootJudgement {
  const newest = Math.max(surelyRaisedAt, lastRebootAt ?? 0) + CLOCK_MARGIN_MS;
  const isUnreported = scannedAt === undefined || (scannedAt > newest && needsReboot === undefined);
  if (isUnreported && !scanFailed) return doubt(hasBooted ? 'reboot-unconfirmed' : 'scan-not-reported');
  const until = (scanAskedAt ?? inspectedAt) + scanWaitMinutes * MINUTE_MS;
  if (inspectedAt < until) return { verdict: 'wait', because: 'scan-is-old', until };
  if (hasBooted) return doubt('reboot-unconfirmed');
  return doubt(scanFailed ? 'scan-failed' : 'scan-overdue');
}

function over(because: 'rebooted' | 'rebooted-unwitnessed' | 'not-needed'): RebootJudgement {
  return { verdict: 'recovered', because, alertGone: false, contradicted: false };
}

function doubt(because: RebootDoubt): RebootJudgement {
  return { verdict: 'unknown', because };
}
