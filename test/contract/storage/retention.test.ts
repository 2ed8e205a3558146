import { beforeEach, describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../dev/host/clock.ts';
import { FENCE_TABLE } from '../../../shared/budget/fence.ts';
import type { AlertRow } from '../../../shared/domain/alerts/alert-row.ts';
import type { Outcome } from '../../../shared/domain/occurrences/course/outcome.ts';
import { makeOutcomeStore } from '../../../shared/outcomes/outcomes.ts';
import { makeAlertStore } from '../../../shared/storage/alerts.ts';
import { type Effect, makeEffectStore } from '../../../shared/storage/effects.ts';
import { makeRetention } from '../../../shared/storage/retention.ts';
import type { TableService } from '../../../shared/storage/table/table.ts';
import { conditionsOn, tableServices } from '../../helpers/app/tables.ts';

const NOW = Date.parse('2026-03-02T08:00:00Z');
const DAY = 86_400_000;
const daysAgo = (days: number) => NOW - days * DAY;

/**
 * Empty tables, the stores on them and a retention that removes 1,000 rows a step unless set
 * otherwise.
 */
function world(service: TableService, limit = 1_000) {
  const open = (name: string) => service.open(name);
  const tables = {
    alerts: open('alerts'),
    effects: open('effects'),
    outcomes: open('outcomes'),
    fences: open(FENCE_TABLE),
    outbox: open('outbox'),
    reports: open('reports'),
    mutes: open('mutes'),
  };
  const conditions = conditionsOn(service);
  const clock = new VirtualClock(NOW);
  const budgetIds = ['atera', 'automox'];
  return {
    tables,
    conditions,
    alerts: makeAlertStore(tables.alerts),
    effects: makeEffectStore(tables.effects),
    outcomes: makeOutcomeStore(tables.outcomes),
    retention: makeRetention({ tables, conditions, clock, budgetIds, reopenWithinDays: 7, limit }),
  };
}

const alert = (alertId: number): AlertRow => ({
  alertId,
  state: 'handled',
  playbook: 'disk-space',
  title: 'Disk Usage(C:)',
  createdAt: daysAgo(200),
  firstListedAt: daysAgo(200),
  lastPoll: '2025-08-14T08:00:00.000Z',
});
const outcome = (alertId: number, firstListedAt: number, updatedAt = firstListedAt): Outcome => ({
  subject: String(alertId),
  state: 'acted',
  code: 'ticket-opened',
  text: 'x',
  playbook: 'disk-space',
  firstListedAt,
  updatedAt,
});
const effect = (intendedAt: number): Effect => ({
  state: 'done',
  kind: 'ticket',
  leaseId: 'l',
  notAfter: intendedAt,
  intendedAt,
  ticketId: 1,
});

describe.each(tableServices)('on %s', (_service, makeTables) => {
  let it_: ReturnType<typeof world>;
  beforeEach(() => {
    it_ = world(makeTables());
  });

  describe('the retention', () => {
    it('removes alerts closed over 90 days ago, and never an open one', async () => {
      await it_.alerts.close(alert(1), daysAgo(91), 'atera');
      await it_.alerts.close(alert(2), daysAgo(89), 'app');
      await it_.alerts.save([alert(3)]);
      await it_.alerts.completePoll('2025-01-01T00:00:00.000Z');

      const purged = await it_.retention.purge('alerts');

      expect(purged).toEqual({ removed: 1, more: false });
      const left = await Promise.all([1, 2, 3].map((id) => it_.alerts.get(id)));
      expect(left.map((row) => row?.alertId)).toEqual([undefined, 2, 3]);
      expect(await it_.alerts.lastCompletePoll()).toBe('2025-01-01T00:00:00.000Z');
    });

    it('removes outcomes of alerts first listed over 400 days ago, unless they were written to since', async () => {
      const first = [outcome(1, daysAgo(402)), outcome(2, daysAgo(399)), outcome(3, daysAgo(402), daysAgo(1))];
      await it_.outcomes.save(first);

      const purged = await it_.retention.purge('outcomes');

      expect(purged).toEqual({ removed: 1, more: false });
      const left = await Array.fromAsync(it_.outcomes.between(daysAgo(500), NOW));
      expect(left.map(({ subject }) => subject)).toEqual(['3', '2']);
    });

    it('removes fences of days that ended over a day ago, of every budget', async () => {
      const fence = (budget: string, day: string) => ({ partitionKey: `${budget}.${day}`, rowKey: `${budget}.1` });
      const days = ['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02'];
      await Promise.all(
        ['atera', 'automox'].flatMap((b) => days.map((day) => it_.tables.fences.insert(fence(b, day)))),
      );

      const purged = await it_.retention.purge('fences');

      expect(purged).toEqual({ removed: 4, more: false });
      const left = await Promise.all(days.map((day) => it_.tables.fences.get(`atera.${day}`, 'atera.1')));
      expect(left.map((row) => row !== undefined)).toEqual([false, false, true, true]);
    });

    it('removes effects over 180 days old, but not those of a condition that is open or may be reopened', async () => {
      const facts = (agentId: number) => ({
        conditionKey: 'disk-space.C',
        playbook: 'disk-space',
        agentId,
        drive: 'C',
      });
      const open = async (agentId: number, closedAt?: number) => {
        const at = daysAgo(200);
        const { condition } = await it_.conditions.openOccurrence({ deviceKey: `a${agentId}`, ...facts(agentId) }, at);
        if (closedAt !== undefined)
          await it_.conditions.update(condition, (row) => ({ ...row, state: 'closed', closedAt }));
      };
      const key = (device: number) => ({ deviceKey: `a${device}`, conditionKey: 'disk-space.C', occurrence: 1 });
      const name = (device: number, sequence = 0) => ({ key: key(device), kind: 'ticket', sequence }) as const;
      await open(1);
      await open(2, daysAgo(6));
      await open(3, daysAgo(8));
      for (const device of [1, 2, 3, 4]) await it_.effects.settle(name(device), effect(daysAgo(181)));
      await it_.effects.settle(name(3, 1), effect(daysAgo(179)));

      const purged = await it_.retention.purge('effects');

      expect(purged).toEqual({ removed: 2, more: false });
      const names = [name(1), name(2), name(3), name(4), name(3, 1)];
      const left = await Promise.all(names.map((one) => it_.effects.get(one)));
      expect(left.map((row) => row !== undefined)).toEqual([true, true, false, false, true]);
    });

    it('stops at its limit, says that there is more, and goes on the next time', async () => {
      const { retention, outcomes } = world(makeTables(), 150);
      await outcomes.save(Array.from({ length: 170 }, (_, i) => outcome(i, daysAgo(500))));
      await outcomes.save(Array.from({ length: 30 }, (_, i) => outcome(i, daysAgo(450))));

      const first = await retention.purge('outcomes');
      const second = await retention.purge('outcomes');
      const third = await retention.purge('outcomes');

      expect([first, second, third]).toEqual([
        { removed: 150, more: true },
        { removed: 50, more: false },
        { removed: 0, more: false },
      ]);
    });

    it('is not stopped by a row that somebody else removed in between', async () => {
      await it_.outcomes.save([outcome(1, daysAgo(500)), outcome(2, daysAgo(500))]);
      const day = new Date(daysAgo(500)).toISOString().slice(0, 10);

      await it_.tables.outcomes.removeAll(day, ['1', 'gone', '2']);

      expect(await Array.fromAsync(it_.outcomes.between(daysAgo(501), NOW))).toEqual([]);
    });
  });
});
