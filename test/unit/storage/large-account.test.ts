import { expect, it } from 'vitest';
import { MemoryTables } from '../../../dev/tables/memory-tables.ts';
import type { DirectoryAgent } from '../../../shared/domain/devices/directory-agent.ts';
import { makeDirectoryStore } from '../../../shared/storage/directory/directory.ts';

it('a refresh is recorded whatever its customers are called: what does not fit in a column is left out', async () => {
  const directory = makeDirectoryStore(new MemoryTables().open('directory'));
  const startedAt = Date.parse('2026-03-02T08:00:00Z');
  const agents = Array.from({ length: 800 }, (_, index): DirectoryAgent => {
    const customerId = 1_000_000_000 + index;
    const customerName = `Customer "${index}" of the long name Ltd & Co. KG`;
    const about = { machineName: `PC-${index}`, serialNumber: '', deviceClass: 'laptop', listedAt: startedAt } as const;
    return { id: index + 1, customerId, customerName, ...about };
  });
  await directory.saveAgents(agents);

  await directory.finishRefresh(startedAt, startedAt);

  const { customerNames = {}, fleet } = (await directory.lastRefresh()) ?? {};
  expect(Object.keys(customerNames).length).toBeGreaterThan(400);
  expect((fleet?.customers.length ?? 0) + (fleet?.moreAgents ?? 0)).toBe(800);
});
