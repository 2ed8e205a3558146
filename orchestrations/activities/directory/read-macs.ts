import type { Lease } from '../../../shared/budget/lease.ts';
import { LeaseSpentError } from '../../../shared/budget/lease.ts';
import type { Leased } from '../../../shared/budget/run-leased.ts';
import type { DirectoryMacs } from '../../../shared/storage/directory/directory-rows.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';

type Deps = Pick<ActivityDeps, 'automox' | 'directory' | 'runLeased' | 'clock'>;

/** A device in Automox whose details are asked for. */
export interface MacsWanted {
  readonly serverId: number;
  readonly organizationId: number;
}

interface Input {
  readonly lease: Lease;
  readonly wanted: readonly MacsWanted[];
}

/**
 * Reads the MAC addresses of single devices, which Automox's lists leave out, while the lease
 * lasts, and keeps them. One request each; those that are left over come with a later refresh.
 * Idempotent: rows are keyed by the server.
 */
export function makeReadMacs({ automox, directory, runLeased, clock }: Deps) {
  return ({ lease, wanted }: Input): Promise<Leased<{ readonly read: number }>> =>
    runLeased(lease, async (session) => {
      const rows: DirectoryMacs[] = [];
      try {
        for (const { serverId, organizationId } of wanted) {
          const server = await automox?.of(organizationId).getServer(session, serverId, { withDetails: true });
          // A device that reports none, or is gone, is not read again before its time.
          rows.push({ serverId, macAddresses: server?.macAddresses ?? [], readAt: clock.now() });
        }
      } catch (error) {
        if (!(error instanceof LeaseSpentError)) throw error;
      } finally {
        await directory.saveMacs(rows);
      }
      return { read: rows.length };
    });
}
