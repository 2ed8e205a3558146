import type { DiskDecision } from '../shared/domain/decide.ts';
import type { DiskReading } from '../shared/domain/disk-reading.ts';
import type { OccurrenceKey } from '../shared/domain/keys.ts';
import type { OutcomeState } from '../shared/outcomes/outcomes.ts';
import type { DiskRules, Mode } from '../shared/policy/policy.ts';

/** The playbooks there are. */
export type PlaybookName = 'disk-space';

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
}

/** What one look at a device found: the evidence of a decision. */
export interface DiskLook {
  readonly alertOpen: boolean;
  /** False when Atera no longer knows the device. */
  readonly deviceFound: boolean;
  readonly lookedAt: number;
  readonly reading?: DiskReading;
  readonly readingProblem?: string;
}

/** How a playbook ended; `code` is for programs, `text` for people. */
export interface PlaybookEnd {
  readonly end: 'resolved' | 'escalated' | 'proposed' | 'skipped' | 'failed';
  readonly code: string;
  readonly text: string;
  readonly ticketId?: number;
}

/** What becomes of the condition after a run: it is over, or it is looked at again. */
export type Afterwards =
  | { readonly then: 'close' }
  | { readonly then: 'watch'; readonly nextAt: number; readonly clearSince?: number };

/** The outcome state that people see for each kind of end. */
export const outcomeOfEnd = {
  resolved: 'acted',
  escalated: 'acted',
  proposed: 'proposed',
  skipped: 'skipped',
  failed: 'failed',
} as const satisfies Record<PlaybookEnd['end'], OutcomeState>;

/** A decision, and the look it rests on. */
export interface Judged {
  readonly look: DiskLook;
  readonly decision: DiskDecision;
}
