import { describe, expect, it } from 'vitest';
import { MemoryTables } from '../../../dev/tables/memory-tables.ts';
import { odata } from '../../../shared/storage/table/table.ts';

const keys = { partitionKey: 'p', rowKey: '1' };
const many = (count: number, text = 'x') =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`c${i}`, text]));

// What Azure refuses and Azurite takes; the rest is in test/contract/storage/storage-table.test.ts,
// for both.
describe('a table in memory', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['a row over 1 MiB', many(20, 'x'.repeat(30_000)), 'EntityTooLarge'],
    ['over 252 columns', many(253), 'TooManyProperties'],
    ['a large number without a type', { id: 5_000_000_000 }, 'InvalidInput'],
    ['a name with a hyphen', { 'next-at': 1 }, 'PropertyNameInvalid'],
    ['a key with a slash', { rowKey: 'a/b' }, 'OutOfRangeInput'],
    ['a key with a line break', { rowKey: 'a\nb' }, 'OutOfRangeInput'],
    ['a key over 1,024 characters', { rowKey: 'k'.repeat(1_025) }, 'KeyValueTooLarge'],
  ])('refuses %s', async (_what, columns, code) => {
    const table = new MemoryTables().open('rows');

    await expect(table.put({ ...keys, ...columns })).rejects.toMatchObject({ statusCode: 400, code });
    await expect(table.insert({ ...keys, ...columns })).rejects.toMatchObject({ code });
    await expect(table.putAll([{ ...keys, ...columns }])).rejects.toMatchObject({ code });
    await expect(table.get('p', '1')).resolves.toBeUndefined();
  });

  it.each([
    ['an open text', "RowKey eq 'a"],
    ['over 15 comparisons', Array.from({ length: 16 }, () => "RowKey eq 'a'").join(' or ')],
    ['a parenthesis too many', "(RowKey eq 'a'))"],
    ['two columns compared', 'RowKey eq PartitionKey'],
  ])('refuses a filter with %s', async (_what, filter) => {
    const table = new MemoryTables().open('rows');

    await expect(table.page(filter, { top: 10 })).rejects.toMatchObject({ statusCode: 400 });
  });

  it('lets no comparison match a column that is missing, not even an unequal one', async () => {
    const table = new MemoryTables().open('rows');
    await table.put({ ...keys, state: 'open' });
    await table.put({ ...keys, rowKey: '2' });

    const { rows } = await table.page(odata`state ne ${'closed'}`, { top: 10 });

    expect(rows.map(({ rowKey }) => rowKey)).toEqual(['1']);
  });

  it('shares no value with who writes and who reads', async () => {
    const table = new MemoryTables().open('rows');
    const row = { ...keys, text: 'as written', at: new Date(1) };
    const written = table.put(row);
    row.text = 'changed';
    row.at.setTime(2);
    await written;
    const read = await table.get('p', '1');
    Object.assign(read ?? {}, { text: 'changed' });
    if (read?.at instanceof Date) read.at.setTime(3);

    expect(await table.get('p', '1')).toMatchObject({ text: 'as written', at: new Date(1) });
  });

  it('counts its storage transactions as Azure does', async () => {
    const tables = new MemoryTables();
    const table = tables.open('rows');
    await table.putAll(Array.from({ length: 150 }, (_, index) => ({ ...keys, rowKey: String(index) })));

    await table.removeAll('p', ['0', '1']);
    await table.removeAll('p', ['2', 'gone']);
    await Array.fromAsync(table.query(''));
    await tables.probe();

    expect(Object.fromEntries(tables.transactions)).toEqual({
      create: 1,
      transaction: 4,
      delete: 2,
      query: 1,
      list: 1,
    });
  });
});
