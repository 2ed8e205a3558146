import type { AutomoxEvent } from '../../../shared/automox/event-schema.ts';
import type { Lease } from '../../../shared/budget/lease.ts';
import type { Leased } from '../../../shared/budget/run-leased.ts';
import type { DeviceAction } from '../../../shared/domain/approvals/proposal.ts';
import { isUnreadable, type Unreadable } from '../../../shared/http/rows.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import { isSameCommand } from './command-preflight.ts';

type Deps = Pick<ActivityDeps, 'automox' | 'killSwitch' | 'runLeased'>;

interface Input {
  readonly lease: Lease;
  readonly action: DeviceAction;
  /** When it was sent, epoch ms. */
  readonly since: number;
}

/**
 * Whether a command still waits for its device, and what a worklet ended with there (0 is success)
 * when Automox says so.
 */
export interface CommandChecked {
  readonly queued: boolean;
  readonly exitCode?: number;
  /**
   * Automox reports several runs of the worklet since, which ended otherwise: which one is this is
   * not known.
   */
  readonly endsDiffer?: true;
}

/**
 * Checks whether a command has left its device's queue, and how a worklet ended; then has the
 * device scanned, so that Automox can report the state of its drives. At most three requests;
 * idempotent.
 */
export function makeCheckCommand({ automox, killSwitch, runLeased }: Deps) {
  return ({ lease, action, since }: Input): Promise<Leased<CommandChecked>> =>
    runLeased(lease, async (session) => {
      const client = automox?.of(action.organizationId);
      if (!client) return { queued: false };
      const queue = await client.getQueue(session, action.serverId);
      // What cannot be read may be it.
      if (queue.rows.some((row) => isUnreadable(row) || isSameCommand(row, action))) return { queued: true };
      if (action.kind === 'reboot') return { queued: false };
      if (!(await killSwitch.get()).on) await client.queueCommand(session, action.serverId, 'GetOS');
      const events = await client.listEvents(session, { serverId: action.serverId, since });
      const [exitCode, ...others] = exitCodes(events.rows, action.workletId);
      if (others.length > 0) return { queued: false, endsDiffer: true };
      return { queued: false, ...(exitCode !== undefined && { exitCode }) };
    });
}

/** What runs of the worklet ended with, each once: a technician may have run it as well. */
function exitCodes(rows: readonly (AutomoxEvent | Unreadable)[], workletId: number): number[] {
  const own = rows.filter((row): row is AutomoxEvent => !isUnreadable(row) && row.policyId === workletId);
  return [...new Set(own.flatMap(({ exitCode }) => exitCode ?? []))];
}
