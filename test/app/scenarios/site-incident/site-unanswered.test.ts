import { expect, it } from 'vitest';
import { MemoryTables } from '../../../../dev/tables/memory-tables.ts';
import { storageError } from '../../../../dev/tables/storage-error.ts';
import type { TableService } from '../../../../shared/storage/table/table.ts';
import { startApp } from '../../../helpers/app/app.ts';
import { stageOf } from '../../../helpers/app/stage.ts';
import { untilKnown } from '../../../helpers/scenarios/offline-scenarios.ts';

/** Tables that write the first condition of a customer's site, and lose the answer. */
function losingTheSite(inner: TableService): TableService {
  let lost = false;
  return {
    probe: () => inner.probe(),
    open(name) {
      const table = inner.open(name);
      const insert: typeof table.insert = async (entity) => {
        const written = await table.insert(entity);
        if (lost || name !== 'conditions' || entity.partitionKey !== 'c11') return written;
        lost = true;
        throw storageError(500, 'InternalError', 'The storage failed.');
      };
      return { ...table, insert };
    },
  };
}

it('a site whose occurrence is written without an answer is not taken for back', async () => {
  await using app = await startApp({ directory: 'none', tables: losingTheSite(new MemoryTables()) });
  const stage = stageOf(app);
  const servers = Array.from({ length: 4 }, () => stage.add());
  const other = app.simulator.world.addCustomer('SOUTH');
  for (let i = 0; i < 6; i++) app.simulator.world.addDevice(other, { name: `SOUTH-SRV-${i}`, kind: 'server' });
  await untilKnown(stage);

  for (const server of servers) server.goOffline();
  await stage.minutes(40);

  expect(stage.ticket().title).toContain('[rmm c11.site-incident.1]');
  expect(app.log.filter((line) => line.includes('"site-not-judged"'))).toEqual([]);
});
