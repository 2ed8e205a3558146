import type { Server } from '../../../shared/automox/server-schema.ts';
import type { Leased } from '../../../shared/budget/run-leased.ts';
import { isUnreadable } from '../../../shared/http/rows.ts';
import type { DirectoryServer } from '../../../shared/storage/directory/directory-rows.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import { type ListInput, listPages, type PagesListed } from './list-pages.ts';

type Deps = Pick<ActivityDeps, 'automox' | 'directory' | 'runLeased' | 'log'>;

interface Input extends ListInput {
  readonly organizationId: number;
}

/**
 * Reads pages of one Automox organisation's devices while the lease lasts and stores each before
 * the next one. Idempotent: rows are keyed by the server's id. An app that was started without
 * Automox since lists nothing.
 */
export function makeListServers({ automox, directory, runLeased, log }: Deps) {
  return (input: Input): Promise<Leased<PagesListed>> =>
    listPages(runLeased, input, async (session, number) => {
      const page = await automox?.of(input.organizationId).listServers(session, number);
      if (!page) return { rowsInPage: 1, isLast: true, unusable: 0 };
      const servers = page.rows.flatMap((row) => (isUnreadable(row) ? [] : [row]));
      await directory.saveServers(servers.map((server) => directoryRow(server, input.startedAt)));
      for (const row of page.rows) if (isUnreadable(row)) log('server-unreadable', { id: row.id, reason: row.reason });
      const { isLast, totalCount: total, rawCount } = page;
      // A last page is shorter than the ones before; as a first one it is the whole list.
      const rowsInPage = isLast ? Math.max(1, input.cursor.rowsInPage, rawCount) : rawCount;
      return { rowsInPage, isLast, total, unusable: rawCount - servers.length };
    });
}

function directoryRow(server: Server, listedAt: number): DirectoryServer {
  const { id, name, serialNumber, organizationId, serverGroupId } = server;
  return { id, name, serialNumber, organizationId, serverGroupId, listedAt };
}
