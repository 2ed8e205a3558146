import type { Range } from '../random.ts';

/**
 * Where the vendor varies or its behaviour is unknown. All of it may be changed while the simulator
 * runs.
 */
export interface AutomoxBehaviour {
  /**
   * A call without `o`: refused, or taken for the key's own organisation (observed in recorded
   * traffic).
   */
  missingOrg: 'bad-request' | 'assumed';
  /** A call for an organisation that is not the key's. */
  wrongOrg: 400 | 403;
  /**
   * Which form of the policy action is read; in the form not read the action is missing and
   * refused.
   */
  policyAction: 'both' | 'body' | 'query';
  /** `uptime` is an integer in the specification and a text in practice. */
  uptimeAs: 'text' | 'number';
  /** Whether a 429 carries Retry-After; the vendor documents none. */
  retryAfter: 'none' | 'seconds';
  /**
   * From queueing (or from contact, for a device that was offline) to the device taking the
   * command.
   */
  drainMs: Range;
  /** From the device taking `GetOS` to what it found being known. */
  scanMs: Range;
  /** From the device taking a policy run to its end. */
  runMs: Range;
  /** From the end of a run to its output being reported. */
  historyLagMs: Range;
  /** Whether a run that no device has reported from yet is listed, as pending. */
  historyPending: 'shown' | 'hidden';
  /**
   * Added to `run_time`: the vendor's clock is not ours, and the moment it means is not documented.
   */
  historySkewMs: number;
  /** Whether the runs of a policy come under `data.runs` or as `data`. */
  historyRuns: 'nested' | 'flat';
  /** What of an output is lost over the length asked for; `nothing` = the length is ignored. */
  outputLost: 'end' | 'start' | 'nothing';
}

/** The lags are guesses: the vendor gives none. A scan of a quiet device takes a minute or two. */
export const DEFAULT_AUTOMOX_BEHAVIOUR: Readonly<AutomoxBehaviour> = {
  missingOrg: 'bad-request',
  wrongOrg: 403,
  policyAction: 'both',
  uptimeAs: 'text',
  retryAfter: 'none',
  drainMs: [5_000, 60_000],
  scanMs: [30_000, 120_000],
  runMs: [30_000, 180_000],
  historyLagMs: [20_000, 240_000],
  historyPending: 'shown',
  historySkewMs: -4_000,
  historyRuns: 'nested',
  outputLost: 'end',
};
