import { describe, expect, it } from 'vitest';
import { MemoryTables } from '../../../dev/tables/memory-tables.ts';
import type { TableService } from '../../../shared/storage/table/table.ts';
import { HOUR } from '../../helpers/app/app.ts';
import { answer, startAsked, worklets } from '../../helpers/app/approvals.ts';

/** Tables that say when the intent of a command has just been written. */
function tellingOfCommands(tell: () => Promise<unknown>): TableService {
  const tables = new MemoryTables();
  return {
    probe: () => tables.probe(),
    open(name) {
      const table = tables.open(name);
      if (name !== 'effects') return table;
      return {
        ...table,
        async insert(row) {
          const isFirst = await table.insert(row);
          if (String(row.rowKey).includes('.worklet.')) await tell();
          return isFirst;
        },
      };
    },
  };
}

describe('a command whose run loses the occurrence right before it is sent', () => {
  it('is not sent by it, but by the run that has the occurrence now, once', async () => {
    let takeFromRun = async (): Promise<unknown> => undefined;
    const asked = await startAsked({ tables: tellingOfCommands(() => takeFromRun()) });
    await using app = asked.app;
    let isTaken = false;
    takeFromRun = async () => {
      const row = await app.deps.conditions.get('a1001', 'disk-space.C');
      if (!row) return;
      isTaken = true;
      await app.deps.conditions.update({ ...row, run: row.run + 1 }, (before) => ({ ...before, restarts: 1 }));
    };

    await answer(app, 'approve', { evidence: asked.evidence, by: 'Ada' });
    const isRefused = () => app.log.some((line) => line.includes('run-end-refused'));
    for (let seconds = 0; !isRefused() && seconds < 7_200; seconds++) await app.clock.advance(1_000);
    const sentByThen = worklets(app);
    await app.clock.advance(HOUR);

    expect([isTaken, sentByThen, worklets(app)]).toEqual([true, 0, 1]);
    expect(await app.outcomeOf(asked.alertId)).toMatchObject({ code: 'cleanup-verified' });
  });
});
