import type { Playbook, Policy } from './policy.ts';

/** How a condition is watched while its ticket is open, and how its end is believed; from its playbook's section of the policy. */
export interface WatchRules {
  readonly followUpEveryMinutes: number;
  readonly clearConfirmMinutes: number;
  /** Soonest sensible look after a run was held back. */
  readonly lookAgainMinutes: number;
  /** When it is worth reading the device after its alert is gone: sooner, it may still show the state of before. */
  readonly proofLagMinutes: number;
  /** Absent = the condition does not flap. */
  readonly flapping?: { readonly count: number; readonly hours: number };
  /** Absent = an open ticket is not reminded of. */
  readonly reminderEveryHours?: number;
}

/** The watch rules of one playbook. */
export function watchRules(
  policy: Pick<Policy, 'diskSpace' | 'offlineDevice' | 'pendingReboot'>,
  playbook: Playbook,
): WatchRules {
  switch (playbook) {
    case 'disk-space': {
      const { confirmAfterMinutes, inventoryEveryMinutes, flappingCount, flappingHours, ...rest } = policy.diskSpace;
      return {
        ...waits(rest),
        lookAgainMinutes: confirmAfterMinutes,
        proofLagMinutes: inventoryEveryMinutes,
        flapping: { count: flappingCount, hours: flappingHours },
      };
    }
    case 'pending-reboot': {
      const { clearConfirmMinutes, verifyAfterMinutes } = policy.pendingReboot;
      return {
        ...waits(policy.pendingReboot),
        lookAgainMinutes: clearConfirmMinutes,
        proofLagMinutes: verifyAfterMinutes,
      };
    }
    case 'offline-device':
    case 'site-incident': {
      const { secondLookMinutes, flappingCount, flappingHours, reminderEveryHours } = policy.offlineDevice;
      // Two readings less than a poll apart are one reading.
      const clearConfirmMinutes = Math.max(policy.offlineDevice.clearConfirmMinutes, secondLookMinutes);
      return {
        ...waits({ ...policy.offlineDevice, clearConfirmMinutes }),
        lookAgainMinutes: clearConfirmMinutes,
        proofLagMinutes: clearConfirmMinutes,
        flapping: { count: flappingCount, hours: flappingHours },
        reminderEveryHours,
      };
    }
  }
}

function waits({
  followUpEveryMinutes,
  clearConfirmMinutes,
}: Pick<WatchRules, 'followUpEveryMinutes' | 'clearConfirmMinutes'>) {
  return { followUpEveryMinutes, clearConfirmMinutes };
}
