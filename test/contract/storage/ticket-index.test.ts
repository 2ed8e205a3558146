import { describe, expect, it } from 'vitest';
import { MemoryTables } from '../../../dev/tables/memory-tables.ts';
import type { Condition } from '../../../shared/domain/occurrences/condition.ts';
import { conditionsOn, tableServices } from '../../helpers/app/tables.ts';
import { conditionFacts } from '../../helpers/scenarios/condition-facts.ts';

const NOW = Date.parse('2026-03-02T08:00:00Z');
const carriedBy = (ticketId: number) => (row: Condition) => ({ ...row, ticketId });
const first = { deviceKey: 'a1', conditionKey: 'disk-space.C' };
const second = { deviceKey: 'a2', conditionKey: 'offline' };

describe.each(tableServices)('the conditions of a ticket, on %s', (_service, makeTables) => {
  it('are found by its number, however many, and no others', async () => {
    const conditions = conditionsOn(makeTables());
    const one = await conditions.openOccurrence(conditionFacts(), NOW);
    const other = await conditions.openOccurrence(conditionFacts({ ...second, ticketId: 70 }), NOW);
    await conditions.update(one.condition, carriedBy(7));

    expect(await conditions.carriedBy(7)).toEqual([first]);
    expect(await conditions.carriedBy(70)).toEqual([second]);
    expect(await conditions.carriedBy(700)).toEqual([]);

    await conditions.update(other.condition, carriedBy(7));

    expect(await conditions.carriedBy(7)).toEqual([first, second]);
  });

  it('are found again at night where the index was lost, and what is over is forgotten a day later', async () => {
    const tables = makeTables();
    const conditions = conditionsOn(tables);
    const { condition } = await conditions.openOccurrence(conditionFacts({ ticketId: 7 }), NOW);
    await tables.open('due').remove('ticket', '0000000000000007.a1.disk-space.C');
    expect(await conditions.carriedBy(7)).toEqual([]);

    await conditions.mendDue();
    expect(await conditions.carriedBy(7)).toEqual([first]);

    await conditions.update(condition, ({ nextAt: _nextAt, ...row }) => ({ ...row, state: 'closed', closedAt: NOW }));
    const inTwoDays = conditionsOn(tables, { now: () => Date.now() + 2 * 24 * 3_600_000 });
    await inTwoDays.mendDue();
    expect(await conditions.carriedBy(7)).toEqual([]);
  });
});

describe('the index of tickets', () => {
  it('costs one operation for a ticket, and none for the writes after it', async () => {
    const tables = new MemoryTables();
    const conditions = conditionsOn(tables);
    const { condition } = await conditions.openOccurrence(conditionFacts(), NOW);
    const count = () => [...tables.transactions.values()].reduce((sum, one) => sum + one, 0);
    const costOf = async (change: (row: Condition) => Condition) => {
      await conditions.get('a1', 'disk-space.C');
      const before = count();
      await conditions.update(condition, change);
      return count() - before;
    };

    const plain = await costOf((row) => ({ ...row, comments: 1 }));
    const withTicket = await costOf(carriedBy(7));
    const after = await costOf((row) => ({ ...row, comments: 2 }));

    expect([withTicket - plain, after - plain]).toEqual([1, 0]);
  });
});
