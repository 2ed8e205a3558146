import type { DiskEvidence } from '../shared/domain/decide.ts';
import type { DiskReading } from '../shared/domain/disk-reading.ts';
import type { OccurrenceKey } from '../shared/domain/keys.ts';
import type { RunResult } from '../shared/domain/occurrence.ts';
import type { OutcomeState } from '../shared/outcomes/outcomes.ts';
import type { DiskRules, Mode, Policy } from '../shared/policy/policy.ts';

/** The playbooks there are. */
export const playbookNames = ['disk-space'] as const;

/** One of `playbookNames`. */
export type PlaybookName = (typeof playbookNames)[number];

/** Which condition of which device a run is about; the same for a remediation and its follow-ups. Times are epoch ms. */
export interface Subject {
  readonly key: OccurrenceKey;
  readonly playbook: PlaybookName;
  readonly agentId: number;
  readonly drive: string;
  readonly customerId?: number;
  readonly deviceName?: string;
  /** Used percentage above which Atera raises the alert; unknown when its message does not say. */
  readonly thresholdPercent?: number;
}

/** How a run waits when something goes wrong, from the policy. */
export type RunWaits = Pick<Policy, 'retryAfterMinutes' | 'brokenRunRetryMinutes'>;

/**
 * Input of `remediateAlert`. Mode and rules are those at the start: a policy changed in between must not change a replay.
 * (The acting activities check the current mode again.)
 */
export interface RemediationRun {
  readonly subject: Subject;
  readonly alertId?: number;
  readonly alertCreatedAt: number;
  readonly mode: Mode;
  readonly flapping: boolean;
  readonly rules: DiskRules;
  readonly waits: RunWaits;
}

/** What one look at a device found: the evidence of a decision. */
export interface DiskLook {
  readonly alertOpen: boolean;
  /** All alerts of the occurrence at the time of the look: one that comes later is not covered by it. */
  readonly alertIds: readonly number[];
  /** Those of them that were open. */
  readonly openAlertIds: readonly number[];
  /** When the newest of the open ones was raised (epoch ms): one that joined during the run is younger than the run's own. */
  readonly newestAlertAt?: number;
  /** False when Atera no longer knows the device. */
  readonly deviceFound: boolean;
  readonly lookedAt: number;
  readonly reading?: DiskReading;
  readonly readingProblem?: string;
}

/** The evidence of a look as `decide` takes it. A run that a person asked for has no alert that could be over. */
export function evidenceOf(run: RemediationRun, look: DiskLook, firstReading?: DiskReading): DiskEvidence {
  const { thresholdPercent } = run.subject;
  return {
    ...look,
    alertOpen: look.alertOpen || look.alertIds.length === 0,
    alertCreatedAt: Math.max(run.alertCreatedAt, look.newestAlertAt ?? 0),
    ...(thresholdPercent !== undefined && { thresholdPercent }),
    ...(firstReading && { firstReading }),
  };
}

/** How a playbook ended; `code` is for programs, `text` for people. */
export interface PlaybookEnd {
  readonly end: 'resolved' | 'escalated' | 'waiting' | 'proposed' | 'skipped' | 'failed';
  readonly code: string;
  readonly text: string;
  readonly ticketId?: number;
}

/** What becomes of the condition after a run: it is over, or it is looked at again. */
export type Afterwards = RunResult;

/** The outcome state that people see for each kind of end. */
export const outcomeOfEnd = {
  resolved: 'acted',
  escalated: 'acted',
  waiting: 'waiting',
  proposed: 'proposed',
  skipped: 'skipped',
  failed: 'failed',
} as const satisfies Record<PlaybookEnd['end'], OutcomeState>;

/** A ticket that carries the occurrence now, and how it came to. */
export interface TicketWritten {
  readonly ticketId: number;
  readonly how: 'opened' | 'adopted' | 'reopened';
}

/** Input of `recordOutcome`. */
export interface OutcomeRecord {
  readonly subject: Subject;
  readonly runId: string;
  readonly end: PlaybookEnd;
  readonly afterwards: Afterwards;
}

/** Input of `followUp`: the watched condition as it was when the follow-up became due. */
export interface FollowUpRun extends RemediationRun {
  readonly ticketId?: number;
  readonly clearSince?: number;
  /** True when a ticket was begun whose number never came to be known: it is looked for before the end. */
  readonly mayHaveLostTicket: boolean;
  /** True when the alert fired again and the last note is old enough for another. */
  readonly commentDue: boolean;
}
