import type { DeviceClass } from '../../domain/devices/device-class.ts';
import type { Judgement } from '../../domain/occurrences/judgement.ts';
import type { DiskReading } from '../../domain/volumes/disk-reading.ts';
import { MINUTE_MS } from '../../durations.ts';
import { type DiskBand, diskBand, lowestLimit } from './disk-band.ts';
import { baselineFrom, type DiskMemory, hasStayedCalm, isProvenNewer } from './disk-memory.ts';

/** One alert of the occurrence that is still open. */
export interface DiskAlert {
  /** Used percentage above which Atera raises it; unknown when its message does not say. */
  readonly thresholdPercent?: number | undefined;
  /**
   * When a poll first listed it (epoch ms): the one time of an alert that no time zone can shift.
   */
  readonly firstListedAt: number;
  readonly severity?: 'Information' | 'Warning' | 'Critical' | 'unknown' | undefined;
}

/** What is known about a drive's alerts at one moment. Times are epoch ms. */
export interface DiskFindings {
  /**
   * The alerts that Atera still has open. A run that a person asked for has one stand-in with the
   * policy's limit.
   */
  readonly open: readonly DiskAlert[];
  /** The limits of all alerts of the occurrence, also of those that are gone. */
  readonly limits: readonly (number | undefined)[];
  /**
   * All of them are of Atera's own monitors, which raise them again within minutes while the
   * condition holds.
   */
  readonly selfResolve: boolean;
  /** A person asked, and Atera has raised no alert. */
  readonly asked?: boolean;
  /** A ticket carries the occurrence: only a proven recovery may close it. */
  readonly hasTicket: boolean;
  /** When this findings was fetched. */
  readonly inspectedAt: number;
  readonly online?: boolean | undefined;
  readonly deviceClass?: DeviceClass | undefined;
  readonly reading?: DiskReading | undefined;
  /** What earlier inspections have shown, this one included. */
  readonly memory: DiskMemory;
}

/** Limits the decision depends on, from the policy. */
export interface DiskLimits {
  /** How far below the limit a disk must be to count as recovered, in percentage points. */
  readonly clearMarginPercent: number;
  /** How long a full or unreadable disk must stay so before a person is called. */
  readonly confirmAfterMinutes: number;
  /** How far apart the two inspections must be that both show a new reading. */
  readonly clearConfirmMinutes: number;
  /** How late an inventory may still be published after it was taken. */
  readonly publishLagMinutes: number;
  /** How often it is worth checking for a new inventory. */
  readonly inventoryEveryMinutes: number;
  /** How long nothing may be proven before a person is notified. */
  readonly unprovenAfterMinutes: { readonly urgent: number; readonly other: number };
}

/** Why a drive is neither full nor recovered for certain. */
export type DiskDoubt =
  | 'device-offline'
  | 'no-reading'
  | 'threshold-unknown'
  | 'reading-between'
  | 'reading-may-be-old';

/** What to make of the findings; `because` names the rule that decided. */
export type DiskDecision =
  | (Extract<Judgement, { verdict: 'recovered' }> & {
      readonly because: 'alert-cleared' | 'alert-stayed-away' | 'reading-changed' | 'cleanup-verified' | 'not-full';
    })
  | { readonly verdict: 'holds'; readonly because: 'reading-full' | 'reading-full-alert-gone' }
  | {
      readonly verdict: 'wait';
      readonly because: 'reading-full' | 'reading-changed-once' | 'alert-gone-once' | DiskDoubt;
      readonly until: number;
    }
  | { readonly verdict: 'unknown'; readonly because: DiskDoubt | 'alert-gone-unproven' | 'alert-gone-limit-unknown' };

/**
 * Decides what a drive's alerts and its reading mean. Each alert has its own limit, and recovery is
 * believed only by a reading that is provably newer than the alert: elapsed time proves nothing,
 * and an alert that is gone ends only what has no ticket. Doubt delays the end, never the report:
 * after `unprovenAfterMinutes` the verdict is `unknown`, which is a ticket.
 */
export function decideDisk(findings: DiskFindings, limits: DiskLimits): DiskDecision {
  if (findings.open.length === 0) return alertGone(findings, limits);
  const bands = findings.open.map((alert) => bandOf(findings, alert.thresholdPercent, limits));
  if (bands.includes('full')) return full(findings, limits);
  if (bands.every((band) => band === 'recovered')) {
    const recovered = notFull(findings) ?? provenRecovery(findings, limits);
    if (recovered) return recovered;
  }
  return doubt(findings, doubtOf(findings, bands), limits);
}

/**
 * Whoever asked gets what the last inventory says: no alert is resolved by it, and no ticket
 * closed.
 */
function notFull({ asked, hasTicket, online }: DiskFindings): DiskDecision | undefined {
  if (!asked || hasTicket || online !== true) return undefined;
  return { verdict: 'recovered', because: 'not-full', alertGone: false, contradicted: false };
}

/**
 * The band of the reading for the whole occurrence, by its lowest limit: an alert that does not say
 * its limit never recovers.
 */
function bandOfOccurrence(findings: DiskFindings, limits: DiskLimits): DiskBand {
  const band = bandOf(findings, lowestLimit(findings.limits), limits);
  return band === 'recovered' && findings.limits.includes(undefined) ? 'unknown' : band;
}

function bandOf(
  { reading }: Pick<DiskFindings, 'reading'>,
  thresholdPercent: number | undefined,
  { clearMarginPercent }: Pick<DiskLimits, 'clearMarginPercent'>,
): DiskBand {
  return diskBand(reading, thresholdPercent, clearMarginPercent);
}

/**
 * Over the limit in two inspections, `confirmAfterMinutes` apart: Atera clears passing alerts by
 * itself.
 */
function full({ memory, inspectedAt }: DiskFindings, limits: DiskLimits): DiskDecision {
  const confirmedAt = (memory.fullSince ?? inspectedAt) + limits.confirmAfterMinutes * MINUTE_MS;
  if (inspectedAt >= confirmedAt) return { verdict: 'holds', because: 'reading-full' };
  // The reading that a recovery will be compared with is best fetched by the same inspection.
  const baselineAt = memory.baseline ? 0 : baselineFrom(memory, limits);
  return { verdict: 'wait', because: 'reading-full', until: Math.max(confirmedAt, baselineAt) };
}

/**
 * Returns what follows for a reading below every limit: `recovered` when it is proven newer than
 * the alerts, `wait` when that was observed once, else undefined.
 */
export function provenRecovery(
  { memory, inspectedAt, online }: DiskFindings,
  { clearConfirmMinutes }: DiskLimits,
): DiskDecision | undefined {
  if (online !== true || !memory.changed) return undefined;
  if (isProvenNewer(memory, inspectedAt, clearConfirmMinutes)) {
    return { verdict: 'recovered', because: 'reading-changed', alertGone: false, contradicted: false, confirmed: true };
  }
  const until = memory.changed.at + clearConfirmMinutes * MINUTE_MS;
  return { verdict: 'wait', because: 'reading-changed-once', until };
}

function doubtOf({ online, reading, open }: DiskFindings, bands: readonly DiskBand[]): DiskDoubt {
  if (online !== true) return 'device-offline';
  if (!reading) return 'no-reading';
  if (open.some(({ thresholdPercent }) => thresholdPercent === undefined)) return 'threshold-unknown';
  return bands.includes('between') ? 'reading-between' : 'reading-may-be-old';
}

/** Waits for something better, and at its end leaves it to a person. */
function doubt(findings: DiskFindings, because: DiskDoubt, limits: DiskLimits): DiskDecision {
  const { inspectedAt } = findings;
  const deadline = deadlineOf(findings, because, limits);
  if (inspectedAt >= deadline) return { verdict: 'unknown', because };
  const next = nextInspection(findings, limits);
  // An inspection shortly before the deadline would only be repeated at it.
  const isLast = next > deadline - limits.clearConfirmMinutes * MINUTE_MS;
  return { verdict: 'wait', because, until: isLast ? deadline : next };
}

/**
 * Where no later reading can say more (a drive that is not listed, a limit that is not said), a
 * person is notified soon.
 */
function deadlineOf(findings: DiskFindings, because: DiskDoubt, limits: DiskLimits): number {
  const { memory, inspectedAt } = findings;
  const soon = limits.confirmAfterMinutes * MINUTE_MS;
  if (because === 'no-reading') return (memory.unreadSince ?? inspectedAt) + soon;
  return because === 'threshold-unknown' ? firstObserved(findings) + soon : unprovenDeadline(findings, limits);
}

function unprovenDeadline(findings: DiskFindings, { unprovenAfterMinutes }: DiskLimits): number {
  const isUrgent = findings.deviceClass === 'server' || findings.open.some(({ severity }) => severity === 'Critical');
  return firstObserved(findings) + (isUrgent ? unprovenAfterMinutes.urgent : unprovenAfterMinutes.other) * MINUTE_MS;
}

/** The oldest open alert counts: one that joins later delays no ticket. */
function firstObserved({ open }: DiskFindings): number {
  return Math.min(...open.map((alert) => alert.firstListedAt));
}

function nextInspection({ memory, inspectedAt }: DiskFindings, limits: DiskLimits): number {
  const next = baselineFrom(memory, limits);
  if (!memory.baseline && inspectedAt < next) return next;
  return inspectedAt + limits.inventoryEveryMinutes * MINUTE_MS;
}

/**
 * Atera no longer lists the alert, which a person may have resolved: that ends an occurrence
 * without a ticket, and says nothing about the drive. A ticket waits for a reading below the
 * occurrence's lowest limit that is provably newer, or for Atera's own monitors to keep quiet while
 * the device is online.
 */
function alertGone(findings: DiskFindings, limits: DiskLimits): DiskDecision {
  const band = bandOfOccurrence(findings, limits);
  const isFull = band === 'full' || band === 'between';
  if (!findings.hasTicket)
    return { verdict: 'recovered', because: 'alert-cleared', alertGone: true, contradicted: isFull };
  if (isFull) return { verdict: 'holds', because: 'reading-full-alert-gone' };
  if (findings.reading && findings.limits.includes(undefined))
    return { verdict: 'unknown', because: 'alert-gone-limit-unknown' };
  if (band === 'unknown') return UNPROVEN;
  return provenRecovery(findings, limits) ?? stayedAway(findings, limits) ?? UNPROVEN;
}

const UNPROVEN = { verdict: 'unknown', because: 'alert-gone-unproven' } as const;

/**
 * Atera's own monitors have not raised the alert again, though the device is online: their findings
 * that the condition has recovered.
 */
function stayedAway(
  { memory, inspectedAt, selfResolve }: DiskFindings,
  { clearConfirmMinutes }: DiskLimits,
): DiskDecision | undefined {
  if (!selfResolve || memory.calmSince === undefined) return undefined;
  if (!hasStayedCalm(memory, inspectedAt, clearConfirmMinutes)) {
    return { verdict: 'wait', because: 'alert-gone-once', until: memory.calmSince + clearConfirmMinutes * MINUTE_MS };
  }
  return { verdict: 'recovered', because: 'alert-stayed-away', alertGone: true, contradicted: false, confirmed: true };
}
