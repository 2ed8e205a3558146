import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { DayFigures, Figures } from '../../../shared/reports/day-figures.ts';
import { NOW, reportWorld, takenUp } from '../../helpers/reports.ts';

const DAY_KEY = '2026-03-02';

/** Busy customers whose names no packing makes shorter. */
function busyDay(count: number, nameLength: number): DayFigures {
  const customers = Array.from({ length: count }, (_, index): Figures => {
    const noise = createHash('sha512').update(`${index}`).digest('hex').repeat(4);
    const histogram = { 3: 1 + (index % 7), 11: 2, 19: 1 + (index % 90) };
    return {
      ...{ customerId: index + 1, name: noise.slice(0, nameLength) },
      counts: {
        alerts: 5,
        recognised: 4,
        takenUp: 3,
        ticketed: 2,
        inHand: 1,
        occurrences: 3,
        tickets: 2,
        openTickets: 1,
      },
      durations: { toDetect: histogram, toDecide: histogram, toEnd: histogram },
      notTakenUp: { 'no-playbook': 1, 'too-old-at-first-poll': 1 },
    };
  });
  return { customers, devices: [], moreDevices: 0, classes: [], moreClasses: 0 };
}

const rowsOf = (world: ReturnType<typeof reportWorld>) =>
  Array.fromAsync(world.tables.open('reports').query("PartitionKey eq 'days'"));

describe('the row of a day', () => {
  it('holds 5,000 customers with alerts', async () => {
    const world = reportWorld();
    await world.outcomes.save(
      Array.from({ length: 5_000 }, (_, index) =>
        takenUp(index + 1, 0, { customerId: index + 1, customerName: `Customer ${index}` }),
      ),
    );
    await world.count();

    const { customers, overall, noisyDevices } = await world.report();

    expect(customers).toHaveLength(5_000);
    expect(overall.alerts).toBe(5_000);
    expect(noisyDevices).toHaveLength(20);
    expect(await rowsOf(world)).toHaveLength(1);
  });

  it.each([
    ['5,000 busy ones', 5_000, 40],
    ['20,000 of long names, in several rows', 20_000, 120],
  ])('holds %s, whatever they are called', async (_, count, nameLength) => {
    const world = reportWorld();
    await world.days.mark([DAY_KEY]);
    const [mark] = await world.days.changed();
    const figures = busyDay(count, nameLength);
    if (mark) await world.days.save({ day: DAY_KEY, countedAt: NOW, figures }, mark);

    const [day, ...others] = await Array.fromAsync(world.days.between(DAY_KEY, DAY_KEY));

    expect(others).toEqual([]);
    expect(day).toEqual({ day: DAY_KEY, countedAt: NOW, figures });
  });

  it('is read as last counted when fewer rows are needed than before', async () => {
    const world = reportWorld();
    await world.days.mark([DAY_KEY]);
    const [mark] = await world.days.changed();
    if (!mark) throw new Error('not marked');
    await world.days.save({ day: DAY_KEY, countedAt: NOW, figures: busyDay(20_000, 120) }, mark);
    const before = await rowsOf(world);
    await world.days.save({ day: DAY_KEY, countedAt: NOW + 1, figures: busyDay(3, 10) }, mark);

    const days = await Array.fromAsync(world.days.between('2026-03-01', '2026-03-03'));

    expect(before.length).toBeGreaterThan(1);
    expect(days).toEqual([{ day: DAY_KEY, countedAt: NOW + 1, figures: busyDay(3, 10) }]);
  });

  it('is left out, not shown in part, when one of several rows cannot be read', async () => {
    const world = reportWorld();
    await world.days.mark([DAY_KEY]);
    const [mark] = await world.days.changed();
    if (mark) await world.days.save({ day: DAY_KEY, countedAt: NOW, figures: busyDay(20_000, 120) }, mark);
    const whole = await Array.fromAsync(world.days.between(DAY_KEY, DAY_KEY));
    const last = (await rowsOf(world)).at(-1);
    await world.tables.open('reports').put({ ...last, partitionKey: 'days', rowKey: String(last?.rowKey), part0: 'x' });

    expect(whole).toHaveLength(1);
    expect(await Array.fromAsync(world.days.between(DAY_KEY, DAY_KEY))).toEqual([]);
  });
});
