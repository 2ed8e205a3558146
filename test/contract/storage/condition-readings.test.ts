import { describe, expect, it } from 'vitest';
import { MemoryTables } from '../../../dev/tables/memory-tables.ts';
import type { Condition } from '../../../shared/domain/occurrences/condition.ts';
import { conditionsOn, tableServices } from '../../helpers/app/tables.ts';
import { conditionFacts } from '../../helpers/scenarios/condition-facts.ts';

const NOW = Date.parse('2026-03-02T08:00:00Z');
const noted = (row: Condition) => ({ ...row, comments: row.comments + 1 });

describe.each(tableServices)('a row that was read, on %s', (_service, makeTables) => {
  it('is changed as it is by then, where another process has changed it', async () => {
    const tables = makeTables();
    const [one, other] = [conditionsOn(tables), conditionsOn(tables)];
    const { condition } = await one.openOccurrence(conditionFacts(), NOW);
    await one.get(condition.deviceKey, condition.conditionKey);
    await other.update(condition, noted);

    const row = await one.update(condition, noted);

    expect(row?.comments).toBe(2);
    expect(await other.get(condition.deviceKey, condition.conditionKey)).toEqual(row);
  });

  it('is left alone where a newer run has it by then', async () => {
    const tables = makeTables();
    const [one, other] = [conditionsOn(tables), conditionsOn(tables)];
    const { condition } = await one.openOccurrence(conditionFacts(), NOW);
    await one.get(condition.deviceKey, condition.conditionKey);
    await other.update({ ...condition, run: 2 }, noted);

    expect(await one.update({ ...condition, run: 1 }, noted)).toBeUndefined();
    expect((await one.get(condition.deviceKey, condition.conditionKey))?.comments).toBe(1);
  });

  it('is returned as it is by then, where nothing is to be changed in what was read', async () => {
    const tables = makeTables();
    const [one, other] = [conditionsOn(tables), conditionsOn(tables)];
    const { condition } = await one.openOccurrence(conditionFacts(), NOW);
    await one.get(condition.deviceKey, condition.conditionKey);
    await other.update(condition, noted);

    expect((await one.update(condition, (row) => row))?.comments).toBe(1);
  });
});

describe('a row that was read', () => {
  it('is not read again to be changed once, and is after that', async () => {
    const tables = new MemoryTables();
    const conditions = conditionsOn(tables);
    const { condition } = await conditions.openOccurrence(conditionFacts(), NOW);
    await conditions.get(condition.deviceKey, condition.conditionKey);
    const reads = () => tables.transactions.get('get') ?? 0;
    const before = reads();

    await conditions.update(condition, noted);
    const once = reads();
    await conditions.update(condition, noted);

    expect([once - before, reads() - once]).toEqual([0, 1]);
  });
});
