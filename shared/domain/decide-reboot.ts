import { MINUTE_MS } from '../durations.ts';
import type { Policy } from '../policy/policy.ts';
import type { DeviceClass } from './device-class.ts';
import { bootByScan, CLOCK_MARGIN_MS } from './reboot-proof.ts';
import type { SignedIn } from './reboot-window.ts';

/** What Automox says of a device, or why it says nothing. Times are epoch ms; undefined = not told. */
export type RebootHands =
  | { readonly has: false; readonly reason: string }
  | {
      readonly has: true;
      readonly serverId: number;
      readonly connected?: boolean | undefined;
      /** As of the last scan, like the uptime. */
      readonly needsReboot?: boolean | undefined;
      readonly scannedAt?: number | undefined;
      readonly uptimeMinutes?: number | undefined;
    };

/** What is known about a pending reboot at one moment. Times are epoch ms; undefined = not told. */
export interface RebootEvidence {
  /** False only when Atera confirms that the alert is over. Without an alert (a person asked) it means nothing. */
  readonly alertOpen: boolean;
  readonly hasAlert: boolean;
  /** When the alert was raised; without one, when the person asked. */
  readonly alertCreatedAt: number;
  readonly lookedAt: number;
  readonly online?: boolean | undefined;
  /** Atera's `LastRebootTime`, up to about half an hour behind. */
  readonly lastRebootAt?: number | undefined;
  readonly deviceClass: DeviceClass;
  readonly signedInUsers: SignedIn;
  readonly hands: RebootHands;
  /** When this run asked Automox for a scan; undefined = it has not. */
  readonly scanAskedAt?: number | undefined;
}

/** The part of the playbook's section of the policy that the decision depends on. */
export type RebootLimits = Pick<Policy['pendingReboot'], 'scanWaitMinutes'>;

/** What a pending reboot comes to. `until` is epoch ms. */
export type RebootJudgement =
  | {
      readonly verdict: 'recovered';
      readonly because: 'rebooted' | 'alert-cleared' | 'not-needed';
      readonly alertGone: boolean;
      readonly contradicted: boolean;
    }
  | { readonly verdict: 'holds'; readonly because: 'two-witnesses' }
  /** The caller asks Automox for a scan, once, and looks again. */
  | { readonly verdict: 'wait'; readonly because: 'scan-is-old'; readonly until: number }
  | { readonly verdict: 'unknown'; readonly because: RebootDoubt };

/** Why nothing is known for certain. */
export type RebootDoubt =
  | 'reboot-not-enough'
  | 'device-offline'
  | 'online-not-told'
  | 'no-hands'
  | 'scan-not-told'
  | 'scan-overdue'
  | 'witness-disagrees'
  | 'boot-time-not-told';

/**
 * Decides whether a reboot is still needed; never from the alert alone. It is over when a boot after the alert is proven, or as far as
 * Atera knows when the alert is gone. It holds only when an Automox scan newer than the alert (and than the last boot) says so while the
 * alert is open, the agent online and its last boot before the alert. When a person asked, the request stands for the alert.
 * Going offline and coming back proves nothing, and who is signed in decides when to act, not whether it is needed.
 */
export function decideReboot(evidence: RebootEvidence, limits: RebootLimits): RebootJudgement {
  const needed = neededByScan(evidence);
  const hasRebooted = hasRebootedSince(evidence, needed);
  if (hasRebooted && !needed) return over('rebooted');
  if (evidence.hasAlert && !evidence.alertOpen) {
    return { verdict: 'recovered', because: 'alert-cleared', alertGone: true, contradicted: needed === true };
  }
  if (hasRebooted) return doubt('reboot-not-enough');
  if (evidence.online === undefined) return doubt('online-not-told');
  if (!evidence.online) return doubt('device-offline');
  if (!evidence.hands.has) return doubt('no-hands');
  if (needed === undefined) return withoutScan(evidence, evidence.hands, limits);
  if (!needed) return evidence.hasAlert ? doubt('witness-disagrees') : over('not-needed');
  return evidence.lastRebootAt === undefined
    ? doubt('boot-time-not-told')
    : { verdict: 'holds', because: 'two-witnesses' };
}

/** What Automox says from a scan newer than the alert and than the last boot; undefined when there is no such word. */
function neededByScan({ hands, alertCreatedAt, lastRebootAt }: RebootEvidence): boolean | undefined {
  if (!hands.has || hands.scannedAt === undefined) return undefined;
  const isFresh = hands.scannedAt > Math.max(alertCreatedAt, lastRebootAt ?? 0) + CLOCK_MARGIN_MS;
  return isFresh ? hands.needsReboot : undefined;
}

function hasRebootedSince({ alertCreatedAt, lastRebootAt, hands }: RebootEvidence, needed: boolean | undefined) {
  const provenFrom = alertCreatedAt + CLOCK_MARGIN_MS;
  if (lastRebootAt !== undefined && lastRebootAt > provenFrom) return true;
  const scanned = hands.has ? bootByScan(hands) : undefined;
  // An uptime counts only together with the scan's word that nothing is pending.
  return needed === false && scanned !== undefined && scanned > provenFrom;
}

function withoutScan(
  { scanAskedAt, lookedAt, alertCreatedAt, lastRebootAt }: RebootEvidence,
  { scannedAt, needsReboot }: { readonly scannedAt?: number | undefined; readonly needsReboot?: boolean | undefined },
  { scanWaitMinutes }: RebootLimits,
): RebootJudgement {
  const newest = Math.max(alertCreatedAt, lastRebootAt ?? 0) + CLOCK_MARGIN_MS;
  if (scannedAt === undefined || (scannedAt > newest && needsReboot === undefined)) return doubt('scan-not-told');
  const until = (scanAskedAt ?? lookedAt) + scanWaitMinutes * MINUTE_MS;
  return lookedAt < until ? { verdict: 'wait', because: 'scan-is-old', until } : doubt('scan-overdue');
}

function over(because: 'rebooted' | 'not-needed'): RebootJudgement {
  return { verdict: 'recovered', because, alertGone: false, contradicted: false };
}

function doubt(because: RebootDoubt): RebootJudgement {
  return { verdict: 'unknown', because };
}
