/**
 * How a condition is watched while its ticket is open, and how its end is believed; from its
 * playbook's section of the policy.
 */
export interface WatchRules {
  readonly followUpEveryMinutes: number;
  readonly clearConfirmMinutes: number;
  /** Soonest sensible inspection after a run was stopped by the kill switch. */
  readonly recheckMinutes: number;
  /**
   * When it is worth reading the device after its alert is gone: sooner, it may still show the
   * state of before.
   */
  readonly proofLagMinutes: number;
  /** Absent = the condition does not flap. */
  readonly flapping?: { readonly count: number; readonly hours: number };
  /** Absent = an open ticket is not reminded of. */
  readonly reminderEveryHours?: number;
}
