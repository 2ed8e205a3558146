import { describe, expect, it } from 'vitest';
import { MemoryTables } from '../../../dev/tables/memory-tables.ts';
import { type ActResult, throughLedger } from '../../../orchestrations/activities/effects/through-ledger.ts';
import { LeaseSpentError } from '../../../shared/budget/lease.ts';
import { type EffectName, makeEffectStore } from '../../../shared/storage/effects.ts';

const NAME: EffectName = {
  key: { deviceKey: 'a1', conditionKey: 'disk-space.C', occurrence: 1 },
  kind: 'ticket',
  sequence: 0,
};
const MINUTE = 60_000;

/** Executions of one step that opens a ticket, against a vendor that numbers its tickets. */
function desk() {
  const table = new MemoryTables().open('effects');
  const effects = makeEffectStore(table);
  let now = 0;
  let tickets = 0;
  const clock = { now: () => now };
  const run = (leaseId: string, act = async () => ({ ticketId: ++tickets }), isFound = false): Promise<ActResult> =>
    throughLedger(
      { effects, clock: clock as never, policy: { ticketLagMinutes: 1 } },
      {
        name: NAME,
        lease: { id: leaseId, notAfter: now + 10_000 } as never,
        mayAct: async () => {},
        find: async () => (isFound ? { ticketId: tickets } : undefined),
        act,
      },
    );
  const wait = (ms: number) => {
    now += ms;
  };
  return { table, effects, run, wait, opened: () => tickets };
}

describe('an execution that was stalled while another one opened the ticket', () => {
  it.each([
    ['its lease was spent', new LeaseSpentError('lease_expired', 'one')],
    ['what became of it is unknown', new Error('cut off')],
  ])('does not take that back, although %s', async (_why, error) => {
    const { effects, run, wait, opened } = desk();
    const stalled = Promise.withResolvers<{ ticketId: number }>();
    const begun = Promise.withResolvers<void>();
    const act = () => {
      begun.resolve();
      return stalled.promise;
    };
    const first = run('one', act).catch(() => 'failed');
    await begun.promise;
    wait(MINUTE);
    await run('two');
    wait(2 * MINUTE);
    await run('two');
    stalled.reject(error);
    await first;

    const again = await run('three');

    expect(opened()).toBe(1);
    expect(again).toMatchObject({ state: 'done', effect: { ticketId: 1 } });
    expect((await effects.get(NAME))?.effect.state).toBe('done');
  });

  it('lets an effect that came after all stand in place of a void one', async () => {
    const { effects } = desk();
    const intent = { state: 'intended', kind: 'ticket', leaseId: 'one', notAfter: 1, intendedAt: 0 } as const;
    await effects.intend(NAME, intent);
    await effects.settle(NAME, { ...intent, state: 'void' });

    const settled = await effects.settle(NAME, { ...intent, state: 'done', ticketId: 7 });
    const late = await effects.settle(NAME, { ...intent, state: 'void' });

    expect(settled).toMatchObject({ state: 'done', ticketId: 7 });
    expect(late).toMatchObject({ state: 'done', ticketId: 7 });
  });
});

describe('an effect row that cannot be read', () => {
  it('counts as begun: the ticket is searched before another one is opened', async () => {
    const { table, run, wait, opened } = desk();
    await run('one');
    await table.put({ partitionKey: 'a1', rowKey: 'disk-space.C.1.ticket.0', state: 'perhaps' });
    wait(Date.parse('2126-01-01'));

    const found = await run('two', undefined, true);

    expect(found).toMatchObject({ state: 'done', effect: { ticketId: 1 } });
    expect(opened()).toBe(1);
  });

  it('does not hide what the others say', async () => {
    const { table, effects, run } = desk();
    await run('one');
    await table.put({ partitionKey: 'a1', rowKey: 'disk-space.C.1.comment.1', state: 7, text: 'hello' });

    expect(await effects.written('a1', 'disk-space.C')).toEqual({ texts: [], titles: [], unreadable: 1 });
  });
});
