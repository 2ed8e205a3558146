import { describe, expect, it } from 'vitest';
import { reportHtml } from '../../../shared/reports/html/report-html.ts';
import { NOW, outcomeOf, reportWorld, takenUp } from '../../helpers/reports.ts';

/** Two days with alerts, and none between them. */
async function counted() {
  const world = reportWorld();
  await world.outcomes.save([
    outcomeOf(1, 2),
    takenUp(2, 2, { ticketId: 7001 }),
    takenUp(3, 2, { ending: 'fixed', customerId: 2, customerName: 'South' }),
    takenUp(4, 0, { ending: 'recovered' }),
  ]);
  await world.count();
  return world;
}

describe('the trend of a report', () => {
  it('says of each day how many alerts were listed, taken up, and have a ticket', async () => {
    const world = await counted();

    const { trend, overall } = await world.report();

    expect(trend).toEqual([
      { day: '2026-02-28', alerts: 3, takenUp: 2, ticketed: 1, fixed: 1, recovered: 0 },
      { day: '2026-03-02', alerts: 1, takenUp: 1, ticketed: 0, fixed: 0, recovered: 1 },
    ]);
    expect(trend.reduce((sum, { alerts }) => sum + alerts, 0)).toBe(overall.alerts);
  });

  it('is of the customer and the days of the report', async () => {
    const world = await counted();

    const ofSouth = await world.report({ customerId: 2 });
    const ofToday = await world.report({ from: NOW });

    expect(ofSouth.trend.map(({ alerts }) => alerts)).toEqual([1, 0]);
    expect(ofToday.trend.map(({ day }) => day)).toEqual(['2026-03-02']);
  });

  it('is drawn on the page to print, each day with its numbers as text', async () => {
    const world = await counted();

    const page = reportHtml(await world.report(), { language: 'de', timeZone: 'Europe/Berlin' });

    expect(page).toContain('<h2>Tag für Tag</h2>');
    expect(page).toContain('<title>28. Feb.: 3 gesehen, davon 2 übernommen, von diesen 1 mit Ticket</title>');
    expect(page.match(/<rect class="b-ticketed"/g)).toHaveLength(1);
    expect(page.match(/<rect class="b-alerts"/g)).toHaveLength(2);
  });

  it('reads no row that the report does not read anyway', async () => {
    const world = await counted();
    const before = new Map(world.tables.transactions);

    await world.report();

    const cost = [...world.tables.transactions].map(([name, count]) => count - (before.get(name) ?? 0));
    expect(cost.reduce((sum, one) => sum + one, 0)).toBe(1);
  });
});
