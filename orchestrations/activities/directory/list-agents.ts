import type { Agent } from '../../../shared/atera/agent-schema.ts';
import { deviceClass } from '../../../shared/domain/devices/device-class.ts';
import type { DirectoryAgent } from '../../../shared/domain/devices/directory-agent.ts';
import { isUnreadable } from '../../../shared/http/rows.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import { type ListInput, listPages } from './list-pages.ts';

type Deps = Pick<ActivityDeps, 'atera' | 'directory' | 'runLeased' | 'log'>;

/** A device with more drives is a storage array, whose list would not fit a column. */
const MOST_DISKS = 100;

/**
 * Reads pages of Atera's agents while the lease lasts and stores each before the next one.
 * Idempotent: rows are keyed by the agent's id.
 */
export function makeListAgents({ atera, directory, runLeased, log }: Deps) {
  return (input: ListInput) =>
    listPages(runLeased, input, async (session, number) => {
      // Atera counts pages from 1.
      const page = await atera.listAgents(session, number + 1);
      const agents = page.rows.flatMap((row) => (isUnreadable(row) ? [] : [row]));
      await directory.saveAgents(agents.map((agent) => directoryRow(agent, input.startedAt)));
      for (const row of page.rows) if (isUnreadable(row)) log('agent-unreadable', { id: row.id, reason: row.reason });
      const { itemsInPage, totalItemCount: total, rawCount } = page;
      const isLast = (number + 1) * itemsInPage >= total;
      return { rowsInPage: itemsInPage, isLast, total, unusable: rawCount - agents.length };
    });
}

function directoryRow(agent: Agent, listedAt: number): DirectoryAgent {
  const { id, deviceGuid, machineName, serialNumber, customerId, customerName, online } = agent;
  const { lastSeenAt, createdAt, lastRebootAt, macAddresses } = agent;
  const disks = agent.disks.slice(0, MOST_DISKS).map(({ drive, totalMb, freeMb }) => ({ drive, totalMb, freeMb }));
  return {
    ...{ id, deviceGuid, machineName, serialNumber, customerId, customerName, online, disks, listedAt },
    ...{ lastSeenAt, createdAt, lastRebootAt },
    ...(macAddresses.length > 0 && { macAddresses }),
    deviceClass: deviceClass(agent),
    ...(agent.osType !== 'unknown' && { isClassSaid: true }),
  };
}
