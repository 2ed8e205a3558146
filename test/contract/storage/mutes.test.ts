import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../dev/host/clock.ts';
import type { Mute } from '../../../shared/domain/mutes/mute.ts';
import { makeMuteStore } from '../../../shared/storage/mutes.ts';
import { tableServices } from '../../helpers/app/tables.ts';

const NOW = Date.parse('2026-03-02T08:00:00Z');
const HOUR = 3_600_000;

function mute(id: string): Mute {
  return {
    id,
    deviceKey: 'a1201',
    customerId: 9e12,
    from: NOW,
    until: NOW + HOUR,
    reason: 'x',
    by: 'Ada',
    createdAt: NOW,
  };
}

describe.each(tableServices)('mutes on %s', (_service, makeTables) => {
  const world = () => {
    const service = makeTables();
    const clock = new VirtualClock(NOW);
    const table = service.open('mutes');
    return { clock, table, mutes: makeMuteStore(table, clock) };
  };

  it('keeps a mute until its end was carried out, and then with the past ones', async () => {
    const { mutes } = world();

    const added = [await mutes.add(mute('m1')), await mutes.add(mute('m1'))];
    const current = await mutes.current();
    const ended = await mutes.update('m1', (row) => ({ ...row, ended: { at: NOW + 5, by: 'Bob', reason: 'done' } }));
    if (ended) await mutes.finish(ended);

    expect(added).toEqual([true, false]);
    expect(current).toEqual({ mutes: [mute('m1')], unreadable: 0 });
    expect(await mutes.current()).toEqual({ mutes: [], unreadable: 0 });
    expect(await Array.fromAsync(mutes.past(NOW + 5))).toEqual([ended]);
    expect(await Array.fromAsync(mutes.past(NOW + 6))).toEqual([]);
    expect(await mutes.get('m1')).toEqual(ended);
    expect(await mutes.update('m1', (row) => ({ ...row, reason: 'y' }))).toBeUndefined();
  });

  it('counts a row that cannot be read, and still reads the others', async () => {
    const { mutes, table } = world();
    await mutes.add(mute('m1'));
    await table.put({ partitionKey: 'current', rowKey: 'm2', id: 'm2', from: 'soon' });

    expect(await mutes.current()).toEqual({ mutes: [mute('m1')], unreadable: 1 });
  });

  it('answers from memory only for as long as is asked, and never without what it has just added', async () => {
    const { mutes, table, clock } = world();
    const other = makeMuteStore(table, clock);
    await mutes.current();
    await other.add(mute('m1'));

    const remembered = await mutes.current(2_000);
    const own = (await mutes.add(mute('m2'))) && (await mutes.current(2_000));
    const fresh = await other.current();

    expect(remembered.mutes).toEqual([]);
    expect(own).toMatchObject({ mutes: [{}, {}] });
    expect(fresh.mutes).toHaveLength(2);
  });
});
