import type { TableEntity } from '@azure/data-tables';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { MemoryTables } from '../../../dev/tables/memory-tables.ts';
import { isPageToken } from '../../../shared/storage/table/page-token.ts';
import { odata, type StoredRow, type Table } from '../../../shared/storage/table/table.ts';
import { tableServices } from '../../helpers/app/tables.ts';

const row = (rowKey: string, columns: Record<string, unknown> = {}, partitionKey = 'p'): TableEntity => ({
  partitionKey,
  rowKey,
  ...columns,
});

/** The rows without what each service sets as it likes. */
const plain = (rows: Iterable<StoredRow | undefined>) =>
  [...rows].map((one) => {
    const {
      etag: _etag,
      timestamp: _timestamp,
      'odata.metadata': _metadata,
      ...columns
    } = one ?? ({ etag: '' } as StoredRow);
    return columns;
  });
const listed = async (table: Table, filter: string) => plain(await Array.fromAsync(table.query(filter)));
const keys = async (table: Table, filter: string) =>
  (await Array.fromAsync(table.query(filter))).map(({ partitionKey, rowKey }) => `${partitionKey}/${rowKey}`);

describe.each(tableServices)('a table on %s', (_service, makeTables) => {
  let table: Table;
  beforeEach(() => {
    table = makeTables().open('rows');
  });

  it('gives back what was written, of every type, and leaves out what is not there', async () => {
    const at = new Date('2026-03-02T08:00:00.000Z');
    const columns = { text: "O'Hara", whole: 5, half: 2.5, yes: true, no: false, at, big: 12_345_678_901n };
    await table.put(row('1', { ...columns, id: { type: 'Double', value: 5_000_000_000 }, gone: undefined }));

    const stored = await table.get('p', '1');

    expect(plain([stored])).toEqual([{ partitionKey: 'p', rowKey: '1', ...columns, id: 5_000_000_000 }]);
    expect(await table.get('p', '2')).toBeUndefined();
  });

  it('inserts a row once', async () => {
    const both = await Promise.all([table.insert(row('1', { by: 'a' })), table.insert(row('1', { by: 'b' }))]);

    expect(both.toSorted()).toEqual([false, true]);
    expect(await table.insert(row('1', { by: 'c' }))).toBe(false);
  });

  it('replaces a whole row, and only the one that was read', async () => {
    await table.put(row('1', { first: 1, second: 2 }));
    const read = await table.get('p', '1');
    const etag = read?.etag ?? '';

    const done = [await table.replaceIf(row('1', { first: 3 }), etag), await table.replaceIf(row('1', {}), etag)];

    expect(done).toEqual([true, false]);
    expect(plain([await table.get('p', '1')])).toEqual([{ partitionKey: 'p', rowKey: '1', first: 3 }]);
    expect(await table.replaceIf(row('gone'), etag)).toBe(false);
  });

  it('gives a row a new ETag with every write, also with the same values', async () => {
    const etags = new Set<string | undefined>();
    for (let write = 0; write < 3; write++) {
      await table.put(row('1', { same: 1 }));
      etags.add((await table.get('p', '1'))?.etag);
      // Azurite's ETags are made of the time in ms.
      await new Promise((resolve) => setTimeout(resolve, 2));
    }

    expect(etags.size).toBe(3);
  });

  it('lists by partition and row key, as code units sort', async () => {
    const names = ['b', 'B', 'a', '10', '9', 'é', 'a-b', 'aa'];
    for (const name of names) await table.put(row(name, {}, name));
    await table.put(row('0', {}, 'a'));

    const found = await keys(table, '');

    expect(found).toEqual(['10/10', '9/9', 'B/B', 'a/0', 'a/a', 'a-b/a-b', 'aa/aa', 'b/b', 'é/é']);
  });

  it('lets a filter pass only rows that have its column, in its type', async () => {
    await table.put(row('1', { size: 5, name: "O'Hara", on: true }));
    await table.put(row('2', { size: 7.5, name: 'b', on: false }));
    await table.put(row('3', {}));

    const found = (filter: string) => keys(table, filter);

    expect(await found(odata`name eq ${"O'Hara"}`)).toEqual(['p/1']);
    expect(await found(odata`size gt ${5} and PartitionKey eq ${'p'}`)).toEqual(['p/2']);
    expect(await found(odata`size le ${7.5}`)).toEqual(['p/1', 'p/2']);
    expect(await found(odata`on eq ${true} or RowKey eq ${'3'}`)).toEqual(['p/1', 'p/3']);
    expect(await found(odata`(size lt ${6} or size gt ${7}) and not (on eq ${true})`)).toEqual(['p/2']);
    expect(await found(odata`size eq ${'5'}`)).toEqual([]);
  });

  it('gives a long list in pages, each of which says where the next begins', async () => {
    await table.putAll(Array.from({ length: 250 }, (_, index) => row(String(index).padStart(3, '0'))));
    const found: unknown[] = [];
    const tokens: string[] = [];

    let token: string | undefined;
    do {
      const page = await table.page(odata`PartitionKey eq ${'p'}`, { top: 100, token });
      found.push(...page.rows.map(({ rowKey }) => Number(rowKey)));
      token = page.next;
      if (token !== undefined) tokens.push(token);
    } while (token !== undefined);

    expect(found).toEqual(Array.from({ length: 250 }, (_, index) => index));
    expect(tokens.map(isPageToken)).toEqual([true, true]);
  });

  it('goes on behind a row that was removed between two pages', async () => {
    await table.putAll(['1', '2', '3'].map((key) => row(key)));
    const { next } = await table.page('', { top: 1 });
    await table.remove('p', '2');

    const page = await table.page('', { top: 1, token: next });

    expect(plain(page.rows)).toEqual([{ partitionKey: 'p', rowKey: '3' }]);
  });

  it('writes all rows of a transaction or none', async () => {
    const twice = table.putAll([row('1'), row('2'), row('1')]);
    await expect(twice).rejects.toThrow();
    const elsewhere = table.putAll([row('1'), row('2', {}, 'q')]);
    await expect(elsewhere).rejects.toThrow();

    expect(await keys(table, '')).toEqual([]);
  });

  it('removes what there is, in any number', async () => {
    const names = Array.from({ length: 230 }, (_, index) => String(index));
    await table.putAll(names.map((name) => row(name)));

    await table.removeAll('p', [...names.slice(1), 'gone']);
    await table.remove('p', 'gone');

    expect(await keys(table, '')).toEqual(['p/0']);
  });

  it('changes several rows together, or none of them', async () => {
    await table.putAll([row('kept'), row('gone'), row('old', { n: 1 })]);
    const etag = (await table.get('p', 'old'))?.etag ?? '';
    const moved = (name: string) => [{ remove: { partitionKey: 'p', rowKey: 'gone' } }, { insert: row(name) }];

    const done = [
      await table.changeAll([...moved('kept'), { put: row('put') }]),
      await table.changeAll([...moved('new'), { put: row('put') }, { replace: row('old', { n: 2 }), etag }]),
      await table.changeAll(moved('newer')),
      await table.changeAll([{ insert: row('newest') }, { replace: row('old', { n: 3 }), etag }]),
    ];

    expect(done).toEqual([false, true, false, false]);
    expect(await keys(table, "PartitionKey eq 'p'")).toEqual(['p/kept', 'p/new', 'p/old', 'p/put']);
    expect(plain([await table.get('p', 'old')])).toMatchObject([{ n: 2 }]);
  });

  it.each([
    ['an unknown operator', "RowKey is '1'"],
    ['half a comparison', 'RowKey eq'],
  ])('refuses a filter with %s', async (_what, filter) => {
    await table.put(row('1'));

    await expect(keys(table, filter)).rejects.toThrow();
  });

  it('refuses a text over 64 KiB', async () => {
    const tooLong = table.put(row('1', { text: 'x'.repeat(40_000) }));

    await expect(tooLong).rejects.toMatchObject({ statusCode: 400 });
  });
});

const Key = fc.constantFrom('a', 'b', 'a.', 'a-', '10');
const values = {
  n: fc.integer({ min: -3, max: 3 }),
  t: fc.constantFrom('x', 'y', "it's", ''),
  b: fc.boolean(),
} as const;
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const Row = fc.record({
  ...{ partitionKey: Key, rowKey: Key, n: optional(values.n), t: optional(values.t), b: optional(values.b) },
});
// Each column with values of its own type: across types Azurite compares as JavaScript does, and
// Azure does not.
const Comparison = fc.constantFrom('PartitionKey', 'RowKey', 'n', 't', 'b').chain((column) => {
  const value = column === 'n' ? values.n : column === 't' ? values.t : column === 'b' ? values.b : Key;
  const operator = column === 'b' ? fc.constant('eq') : fc.constantFrom('eq', 'gt', 'ge', 'lt', 'le');
  return fc.tuple(operator, value).map((parts) => `${column} ${parts[0]}${odata` ${parts[1]}`}`);
});
const Filter = fc.oneof(
  Comparison,
  fc.tuple(Comparison, fc.constantFrom('and', 'or'), Comparison).map((parts) => parts.join(' ')),
  fc.tuple(Comparison, Comparison, Comparison).map(([a, b, c]) => `(${a} or ${b}) and ${c}`),
);

describe('the two table services', () => {
  it('answer the same, whatever is written and asked', async () => {
    const [azurite] = tableServices[0]?.[1] ? [tableServices[0][1]()] : [];
    const program = fc.tuple(fc.array(Row, { maxLength: 12 }), fc.array(Filter, { minLength: 1, maxLength: 6 }));
    let run = 0;

    const same = fc.asyncProperty(program, async ([rows, filters]) => {
      const name = `random${++run}`;
      const both = [azurite?.open(name), new MemoryTables().open(name)].filter((table) => table !== undefined);
      const answers = await Promise.all(
        both.map(async (table) => {
          const inserted: boolean[] = [];
          for (const one of rows) inserted.push(await table.insert(one));
          const found: unknown[] = [];
          for (const filter of filters) found.push(await listed(table, filter));
          return { inserted, found };
        }),
      );
      expect(answers[1]).toEqual(answers[0]);
    });

    await fc.assert(same, { numRuns: 40, seed: 7 });
  });
});
