import { expect, it } from 'vitest';
import { MemoryTables } from '../../../dev/tables/memory-tables.ts';
import { makePlayBacktest } from '../../../orchestrations/activities/backtest/play-backtest.ts';
import type { PastRow } from '../../../shared/backtest/reading/past-row.ts';
import { type Clock, systemClock } from '../../../shared/clock.ts';
import { policy } from '../../../shared/policy/policy.ts';
import { makeBacktestStore } from '../../../shared/storage/backtests.ts';
import { makeDirectoryStore } from '../../../shared/storage/directory/directory.ts';
import { makeMuteStore } from '../../../shared/storage/mutes.ts';

const HOUR = 3_600_000;
const FROM = Date.UTC(2026, 2, 1);
const ID = '20260318T000000Z';

it('a back-test leaves the process to polls and runs again and again while it plays', async () => {
  const tables = new MemoryTables();
  const backtests = makeBacktestStore(tables.open('backtests'));
  const directory = makeDirectoryStore(tables.open('directory'));
  const rows = Array.from({ length: 400 }, (_, id): PastRow => {
    const raisedAt = FROM + id * HOUR;
    const about = { title: 'Disk Usage(C:)', playbook: 'disk-space', code: 'queued', conditionKey: 'disk-space.C' };
    const ends = { raisedAt, endedAt: raisedAt + HOUR, isByAtera: false, isOpen: false };
    return { id, ...about, deviceKey: `a${id}`, agentId: id, customerId: 1, details: { drive: 'C' }, ...ends };
  });
  const times = { startedAt: FROM + 400 * HOUR, since: FROM, changedAt: FROM };
  await backtests.add({ id: ID, state: 'reading', ...times, maxPages: 400, alerts: 400, progress: 1 });
  await backtests.savePage(ID, 1, rows);
  let rests = 0;
  const sleep: Clock['sleep'] = (ms) => {
    rests++;
    return systemClock.sleep(ms);
  };
  const clock = { ...systemClock, sleep };
  const mutes = makeMuteStore(tables.open('mutes'), clock);

  await makePlayBacktest({ backtests, directory, mutes, clock, policy: policy.parse({}), log: () => {} })({ id: ID });

  expect(await backtests.report(ID)).toMatchObject({ total: { alerts: 400 } });
  expect(rests).toBeGreaterThan(10);
});
