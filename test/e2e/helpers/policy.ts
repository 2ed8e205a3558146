const SECOND = 1 / 60;

/** The technician who writes the app's comments. */
export const TECHNICIAN = 'robot@msp.example';

/** What the policy of a test may say otherwise. */
export interface PolicyOptions {
  /** Over the waits of seconds that the playbook has. */
  readonly diskSpace?: { readonly followUpEveryMinutes?: number };
  /**
   * The worklet that cleans up disks, for a policy that gives every customer an Automox
   * organisation.
   */
  readonly worklet?: number | undefined;
}

/**
 * Every wait of the disk playbook in seconds; an inventory reading of the simulated Atera is at
 * most 1.5 s old.
 */
const DISK_SPACE = {
  publishLagMinutes: 4 * SECOND,
  inventoryEveryMinutes: 3 * SECOND,
  unprovenAfterMinutes: { urgent: 60 * SECOND, other: 60 * SECOND },
  confirmAfterMinutes: 3 * SECOND,
  followUpEveryMinutes: 6 * SECOND,
  clearConfirmMinutes: 3 * SECOND,
  settleMinutes: 3 * SECOND,
  workletTimeoutMinutes: 60 * SECOND,
};

const OFFLINE_DEVICE = {
  graceMinutes: { server: 5 * SECOND },
  secondInspectionMinutes: 3 * SECOND,
  awayTogetherMinutes: 5 * SECOND,
  followUpEveryMinutes: 6 * SECOND,
  clearConfirmMinutes: 3 * SECOND,
};

const PENDING_REBOOT = {
  scanWaitMinutes: 5 * SECOND,
  verifyAfterMinutes: 5 * SECOND,
  // A scan proves something only from two minutes after the boot: clocks differ.
  rebootTimeoutMinutes: 240 * SECOND,
  followUpEveryMinutes: 6 * SECOND,
  clearConfirmMinutes: 3 * SECOND,
};

/** Open at any time of the week. */
const ALWAYS = [{ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '00:00', to: '24:00' }];

/**
 * Ids of customers that a test may add, all of them: the host reads the policy before there are
 * any.
 */
const CUSTOMER_IDS = Array.from({ length: 100 }, (_, index) => index + 1);

/** A policy whose waits are seconds. With a worklet, every customer is assigned to Automox. */
export function quickPolicy({ diskSpace, worklet }: PolicyOptions = {}): object {
  const quick = {
    technicianEmail: TECHNICIAN,
    ticketLagMinutes: 5 * SECOND,
    diskSpace: { ...DISK_SPACE, ...diskSpace },
    offlineDevice: OFFLINE_DEVICE,
    pendingReboot: PENDING_REBOOT,
    maintenanceWindows: ALWAYS,
  };
  if (worklet === undefined) return quick;
  const customers = Object.fromEntries(CUSTOMER_IDS.map((id) => [id, { automox: {} }]));
  // Each time that somebody asks for it, see `untilKnown`.
  return { ...quick, directoryRefreshMinutes: SECOND, worklets: { diskCleanup: worklet }, customers };
}
