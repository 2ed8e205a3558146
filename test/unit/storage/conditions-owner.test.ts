import { describe, expect, it } from 'vitest';
import { MemoryTables } from '../../../dev/tables/memory-tables.ts';
import { conditionsOn } from '../../helpers/app/tables.ts';
import { conditionFacts } from '../../helpers/scenarios/condition-facts.ts';

async function openRow() {
  const store = conditionsOn(new MemoryTables());
  const { condition } = await store.openOccurrence(conditionFacts(), 0);
  const { deviceKey, conditionKey, occurrence } = condition;
  const key = { deviceKey, conditionKey, occurrence };
  const write = (run: number | undefined, nextAt: number) =>
    store.update({ ...key, ...(run !== undefined && { run }) }, (row) => ({ ...row, nextAt }));
  return { store, key, write, read: () => store.get(deviceKey, conditionKey) };
}

describe('who owns a condition row', () => {
  it('is the newest run that has written, also before the poll has said that it started', async () => {
    const { write, read } = await openRow();

    await write(1, 10);

    expect(await read()).toMatchObject({ run: 1, runEnded: 0, nextAt: 10 });
  });

  it('refuses what an older run writes, and takes what belongs to no run', async () => {
    const { write, read } = await openRow();
    await write(2, 10);

    const older = await write(1, 20);
    const nobodys = await write(undefined, 30);

    expect(older).toBeUndefined();
    expect(nobodys).toMatchObject({ run: 2, nextAt: 30 });
    expect(await read()).toMatchObject({ run: 2, nextAt: 30 });
  });

  it('writes nothing, and takes no ownership away, for a change that changes nothing', async () => {
    const { store, key, write, read } = await openRow();
    await write(2, 10);

    const unchanged = await store.update({ ...key, run: 2 }, (row) => row);

    expect(unchanged).toMatchObject({ run: 2 });
    expect(await store.update({ ...key, run: 1 }, (row) => row)).toBeUndefined();
    expect(await read()).toMatchObject({ run: 2 });
  });

  it('keeps counting over occurrences, so that a run of an earlier one is never the newest', async () => {
    const { store, write } = await openRow();
    await write(3, 10);
    const { deviceKey, conditionKey } = conditionFacts();
    await store.update({ deviceKey, conditionKey, occurrence: 1 }, (row) => ({ ...row, state: 'closed' }));

    const next = await store.openOccurrence(conditionFacts({ alertId: 7 }), 50);

    expect(next.condition).toMatchObject({ occurrence: 2, run: 3, runEnded: 0 });
  });
});

describe('a condition row with columns of a newer version', () => {
  it('keeps them through an update, and begins the next occurrence without them', async () => {
    const tables = new MemoryTables();
    const store = conditionsOn(tables);
    const { condition } = await store.openOccurrence(conditionFacts(), 0);
    const { deviceKey, conditionKey } = condition;
    const table = tables.open('conditions');
    const stored = async () => (await table.get(deviceKey, conditionKey)) ?? { etag: '' };
    const { etag, ...row } = await stored();
    await table.replaceIf({ ...row, partitionKey: deviceKey, rowKey: conditionKey, ofTomorrow: 'kept' }, etag);

    await store.update(condition, (before) => ({ ...before, nextAt: 10 }));
    const updated = await stored();
    await store.update(condition, (before) => ({ ...before, state: 'closed' }));
    await store.openOccurrence(conditionFacts({ alertId: 7 }), 50);

    expect(updated).toMatchObject({ ofTomorrow: 'kept' });
    expect(await stored()).not.toHaveProperty('ofTomorrow');
  });
});
