import { describe, expect, it } from 'vitest';
import { MemoryTables } from '../../../dev/tables/memory-tables.ts';
import { countDay } from '../../../shared/reports/count-day.ts';
import { DAY, MINUTE, NOW, outcomeOf, reportWorld, takenUp } from '../../helpers/reports.ts';
import { FailingTables } from '../../interruptions/failing-tables.ts';

const ended = (over: object) => ({ endedAt: NOW, decidedAt: NOW, ...over });

describe('a report', () => {
  it('counts each alert once at every step, so that the steps add up', async () => {
    const world = reportWorld();
    await world.outcomes.save([
      outcomeOf(1, 1),
      outcomeOf(2, 1, { subject: 'raw-x', alertId: undefined, state: 'unreadable', code: 'unreadable' }),
      outcomeOf(3, 1, { playbook: 'disk-space', code: 'snoozed' }),
      takenUp(4, 1, ended({ ending: 'fixed', ticketId: 7001, ticketOpen: false })),
      takenUp(5, 1, ended({ ending: 'recovered', ticketId: 7002, ticketOpen: false })),
      takenUp(6, 1, ended({ ending: 'recovered' })),
      takenUp(7, 1, ended({ ending: 'left' })),
      takenUp(8, 1, { ticketId: 7003, ticketOpen: true }),
      takenUp(9, 1, { state: 'proposed' }),
      takenUp(10, 1, { subject: 'rem.a9.disk-space.C.1', alertId: undefined }),
    ]);
    await world.count();

    const { overall, formula } = await world.report();

    expect(overall).toMatchObject({
      ...{ alerts: 9, unreadable: 1, recognised: 7, takenUp: 6 },
      ...{ fixed: 1, ticketed: 2, recovered: 1, left: 1, inHand: 1, requests: 1 },
      notTakenUp: { 'no-playbook': 1, snoozed: 1 },
      ...{ occurrences: 7, tickets: 3 },
    });
    const { alerts, unreadable, takenUp: taken, notTakenUp, fixed, ticketed, recovered, left, inHand } = overall;
    expect(taken + unreadable + Object.values(notTakenUp).reduce((sum, one) => sum + one, 0)).toBe(alerts);
    expect(fixed + ticketed + recovered + left + inHand).toBe(taken);
    expect(formula).toContain(
      '1 fixed × 20 min + 1 recovered by themselves × 3 min + 2 with a ticket × 5 min = 33 min.',
    );
  });

  it('says what came back, how soon, and after a fix', async () => {
    const world = reportWorld();
    const back = (minutes: number, backAfterFix: boolean) => ({ backAfterMinutes: minutes, backAfterFix });
    await world.outcomes.save([
      takenUp(1, 1, back(60, true)),
      takenUp(2, 1, back(3 * 24 * 60, false)),
      takenUp(3, 1, back(20 * 24 * 60, true)),
      takenUp(4, 1, back(60 * 24 * 60, true)),
      takenUp(5, 1),
    ]);
    await world.count();

    const { overall } = await world.report();

    expect(overall.back).toEqual({
      within24h: { conditions: 1, afterFix: 1 },
      within7d: { conditions: 2, afterFix: 1 },
      within30d: { conditions: 3, afterFix: 2 },
    });
    expect(overall.occurrences).toBe(5);
  });

  it('is of one customer when asked, and of the days asked for', async () => {
    const world = reportWorld();
    await world.outcomes.save([
      outcomeOf(1, 1),
      outcomeOf(2, 2, { customerId: 2, customerName: 'South', deviceName: 'S-1' }),
      outcomeOf(3, 40),
    ]);
    await world.count();

    const all = await world.report();
    const one = await world.report({ customerId: 2 });
    const old = await world.report({ from: NOW - 40 * DAY, to: NOW - 40 * DAY });

    expect(all.customers.map(({ customerName, alerts }) => [customerName, alerts])).toEqual([
      ['North Wind', 1],
      ['South', 1],
    ]);
    expect(one).toMatchObject({ customerId: 2, customerName: 'South', overall: { alerts: 1 } });
    expect(one.noisyDevices).toEqual([{ customerId: 2, customerName: 'South', name: 'S-1', alerts: 1 }]);
    expect(old.overall.alerts).toBe(1);
  });

  it('lists the open tickets by the age of their condition, whatever the time of the report', async () => {
    const world = reportWorld();
    const open = { ticketId: 7001, ticketOpen: true };
    await world.outcomes.save([
      takenUp(1, 0.1, open),
      takenUp(2, 5, open),
      takenUp(3, 200, open),
      takenUp(4, 200, { ...open, ticketOpen: false }),
      takenUp(5, 6, { ...open, isFirst: undefined }),
    ]);
    await world.count();

    const { openTickets } = await world.report({ from: NOW - DAY });

    expect(openTickets).toEqual({
      total: 3,
      byAge: [
        { fromDays: 0, toDays: 1, tickets: 1 },
        { fromDays: 1, toDays: 3, tickets: 0 },
        { fromDays: 3, toDays: 7, tickets: 1 },
        { fromDays: 7, toDays: 30, tickets: 0 },
        { fromDays: 30, toDays: null, tickets: 1 },
      ],
    });
  });

  it('names kinds of alerts by their playbook, or by their title without its digits', async () => {
    const world = reportWorld();
    await world.outcomes.save([
      outcomeOf(1, 1, { title: 'CPU 93' }),
      outcomeOf(2, 2, { title: 'CPU 97' }),
      takenUp(3, 1),
    ]);
    await world.count();

    const { alertClasses } = await world.report();

    expect(alertClasses).toEqual([
      { name: 'CPU #', isPlaybook: false, alerts: 2 },
      { name: 'disk-space', isPlaybook: true, alerts: 1 },
    ]);
  });
});

describe('the days of a report', () => {
  it('are counted again when an outcome of them changes, however old they are', async () => {
    const world = reportWorld();
    await world.outcomes.save([takenUp(1, 300, { ticketId: 7001, ticketOpen: true })]);
    await world.clock.advance(20 * MINUTE);
    await world.count();
    await world.outcomes.save([takenUp(1, 300, ended({ ending: 'recovered', ticketId: 7001, ticketOpen: false }))]);

    const before = await world.report();
    await world.count();
    const after = await world.report();

    expect([before.openTickets.total, after.openTickets.total]).toEqual([1, 0]);
  });

  it.each([
    ['before its figures are written', false],
    ['between the figures and the end of the mark', true],
  ])('lose and double nothing when a count ends %s, or is done twice', async (_when, isWritten) => {
    const tables = new FailingTables(new MemoryTables());
    const world = reportWorld(tables as unknown as MemoryTables);
    await world.outcomes.save([takenUp(1, 1), takenUp(2, 1)]);
    await world.clock.advance(20 * MINUTE);
    tables.fail('reports', 1, isWritten);

    await expect(world.count()).rejects.toThrow();
    await world.count();
    await world.count();
    const { overall } = await world.report();

    expect(overall.alerts).toBe(2);
    expect(await world.days.changed()).toEqual([]);
  });

  it('stay to be counted while an outcome may still be written under the same mark', async () => {
    const world = reportWorld();
    await world.outcomes.save([takenUp(1, 0.1)]);
    await world.count();
    await world.outcomes.save([takenUp(2, 0.1)]);

    await world.count();

    expect((await world.report()).overall.alerts).toBe(2);
    expect(await world.days.changed()).toHaveLength(1);
    await world.clock.advance(20 * MINUTE);
    await world.count();
    expect(await world.days.changed()).toEqual([]);
  });

  it('cost no storage for outcomes of the same day within a quarter of an hour, but the first mark', async () => {
    const tables = new MemoryTables();
    const world = reportWorld(tables);
    await world.outcomes.save([takenUp(1, 0.1)]);
    const before = tables.transactions.get('upsert') ?? 0;

    for (let alertId = 2; alertId < 30; alertId++) await world.outcomes.save([takenUp(alertId, 0.1)]);

    expect(tables.transactions.get('upsert') ?? 0).toBe(before);
  });

  it('are the same whatever the order of the outcomes', async () => {
    const rows = Array.from({ length: 500 }, (_, index) =>
      takenUp(index, 1, { customerId: index % 7, customerName: `C${index % 7}`, deviceName: `D${index % 130}` }),
    );

    expect(await countDay(rows.toReversed())).toEqual(await countDay(rows));
  });
});

describe('a report of a year of 10,000 devices', () => {
  it('reads fewer than 500 rows', async () => {
    const world = reportWorld();
    const perDay = 30;
    const rows = Array.from({ length: 365 * perDay }, (_, index) =>
      takenUp(index + 1, Math.floor(index / perDay), {
        customerId: 1 + (index % 60),
        customerName: `Customer ${index % 60}`,
        deviceName: `DEV-${(index * 7_919) % 10_000}`,
        ...ended({ ending: 'recovered' }),
      }),
    );
    await world.outcomes.save(rows);
    await world.clock.advance(20 * MINUTE);
    await world.count();
    let read = 0;
    const counting = {
      ...world.days,
      async *between(from: string, to: string) {
        for await (const one of world.days.between(from, to)) {
          read++;
          yield one;
        }
      },
    };

    const { overall, customers } = await world.reportFrom(counting, { from: NOW - 364 * DAY });

    expect(overall.alerts).toBe(rows.length);
    expect(customers).toHaveLength(60);
    expect(read).toBeLessThan(500);
    expect(read).toBeGreaterThanOrEqual(365);
  });
});
