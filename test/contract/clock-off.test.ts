import { describe, expect, it } from 'vitest';
import { makeFence } from '../../shared/budget/fence.ts';
import { makeRunLeased } from '../../shared/budget/run-leased.ts';
import { type DatedAnswer, makeClockWatch } from '../../shared/clock-watch.ts';
import { azureTables } from '../../shared/storage/table/table.ts';
import { ownTables } from '../helpers/app/tables.ts';

/** A machine whose clock is ahead of that of the storage, as far as it knows from its answers. */
function machineAhead(aheadMs: number) {
  const clock = {
    now: () => Date.now() + aheadMs,
    setTimer: () => () => {},
    sleep: async () => {},
  };
  const reports: string[] = [];
  const clockWatch = makeClockWatch(clock, (text) => reports.push(text));
  const hear = (answer: Omit<DatedAnswer, 'source'>) => clockWatch.observe({ source: 'storage', ...answer });
  const table = azureTables({ ...ownTables(), dated: { clock, hear } }).open('fences');
  return { runLeased: makeRunLeased({ fence: makeFence({ table, clock }), clock, clockWatch }), clockWatch, reports };
}

/** A lease as another machine, whose clock is right, has just granted it. */
const lease = () => ({
  ...{ id: crypto.randomUUID(), budget: 'atera', n: 1 },
  ...{ notBefore: Date.now() - 1_000, notAfter: Date.now() + 20_000 },
});

describe('a machine whose clock is a minute ahead', () => {
  it('finds every lease expired, and its reason says why', async () => {
    const { runLeased } = machineAhead(60_000);

    const leased = await runLeased(lease(), async (session) => session.begin(2_000));

    expect(leased).toMatchObject({ status: 'unfinished', failure: { code: 'lease_expired' }, usage: [] });
    expect(JSON.stringify(leased)).toMatch(/this machine's clock is at least 5[89](\.\d)? s ahead of storage/);
  });

  it('reports it to the log once', async () => {
    const { runLeased, reports, clockWatch } = machineAhead(60_000);

    await runLeased(lease(), async (session) => session.begin(2_000));
    await runLeased(lease(), async (session) => session.begin(2_000));

    expect(reports).toHaveLength(1);
    expect(clockWatch.state()).toMatchObject({ state: 'off', agreeing: ['storage'] });
  });

  it('has nothing to say where the clock is right', async () => {
    const { runLeased, reports } = machineAhead(0);

    const leased = await runLeased(lease(), async () => 'done');

    expect([leased.status, reports]).toEqual(['done', []]);
  });
});
