import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { PAGE_STYLE } from '../../../shared/reports/html/html.ts';
import { call } from '../../helpers/app/api.ts';
import { addFullServer, HOUR, MINUTE, startApp } from '../../helpers/app/app.ts';
import { answer, startAsked } from '../../helpers/app/approvals.ts';
import { takenUp } from '../../helpers/reports.ts';

const report = '/api/reports/summary';

describe('GET /api/reports/summary', () => {
  it('counts what the app did, and how long it took', async () => {
    await using asked = await startAsked();
    await answer(asked, 'approve', { evidence: asked.evidence, by: 'Ada', reason: 'fine' });
    await asked.clock.advance(3 * HOUR);
    const requests = asked.simulator.requests.length;

    const { status, body } = await call(asked, 'GET', report);

    expect(status).toBe(200);
    expect(body).toMatchObject({ from: '2026-02-01', to: '2026-03-02', customerId: null, stale: false });
    expect(body.overall).toMatchObject({
      alerts: 1,
      recognised: 1,
      takenUp: 1,
      fixed: 1,
      ticketed: 0,
      minutesSaved: 20,
    });
    expect(body.overall.secondsToEnd).toMatchObject({ count: 1, p50: expect.any(Number) });
    expect(body.overall.secondsToEnd.p50).toBeGreaterThan(20 * 60);
    expect(body.customers).toMatchObject([{ customerId: 11, alerts: 1 }]);
    expect(body.noisyDevices).toMatchObject([{ name: 'NW-SRV-01', alerts: 1 }]);
    expect(body.agents.classes).toMatchObject([{ deviceClass: 'server', online: 1, offline: 0 }, {}, {}]);
    expect(asked.simulator.requests).toHaveLength(requests);
  });

  it('counts a condition that came back, and a ticket that is open', async () => {
    await using app = await startApp();
    const device = addFullServer(app);
    device.raiseDiskAlertNow('C:');
    await app.clock.advance(2 * HOUR);
    device.setDiskUsedPercent('C:', 50);
    await app.clock.advance(4 * HOUR);
    device.setDiskUsedPercent('C:', 96);
    device.raiseDiskAlertNow('C:');
    await app.clock.advance(3 * HOUR);

    const { body } = await call(app, 'GET', report);

    expect(body.overall).toMatchObject({ alerts: 2, takenUp: 2, ticketed: 2, occurrences: 2, tickets: 2 });
    expect(body.overall.back.within24h).toEqual({ conditions: 1, afterFix: 0 });
    expect(body.openTickets.total).toBe(1);
  });

  it('is counted by the night as well, so that a report after a long time has nothing to catch up with', async () => {
    await using app = await startApp({ pollSchedule: '0 */30 * * * *' });
    addFullServer(app).raiseDiskAlertNow('C:');
    await app.clock.advance(24 * HOUR);

    expect(app.log.some((line) => line.includes('"report-days-counted"'))).toBe(true);
  });

  it('counts again at most every five minutes, however many ask', async () => {
    await using app = await startApp();
    await app.deps.outcomes.save([takenUp(1, 0)]);
    const first = await call(app, 'GET', report);
    await app.deps.outcomes.save([takenUp(2, 0)]);
    const second = await call(app, 'GET', report);
    await app.clock.advance(6 * MINUTE);
    const third = await call(app, 'GET', report);

    expect([first, second, third].map(({ body }) => body.overall.alerts)).toEqual([1, 1, 2]);
    expect(second.body.countedAt).toBe(first.body.countedAt);
  });

  it('is a page that can do nothing but show itself, whatever devices are called', async () => {
    await using app = await startApp();
    const hostile = '<img src=x onerror=alert(1)>"\'&</td><script>alert(2)</script>';
    await app.deps.outcomes.save([
      takenUp(1, 0, { customerId: 1, customerName: hostile, deviceName: hostile, playbook: 'none', title: hostile }),
      takenUp(2, 0, { customerId: 2 }),
    ]);

    const { status, type, headers, text } = await call(app, 'GET', `${report}?format=html`);

    expect([status, type]).toEqual([200, 'text/html; charset=utf-8']);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; .*; sandbox$/);
    expect(policy).toContain(createHash('sha256').update(PAGE_STYLE).digest('base64'));
    expect(text).not.toMatch(/<script|<img|<\w[^>]*\son\w+=/i);
    expect(text).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(text).not.toMatch(/https?:\/\/|undefined|NaN|\[object/);
  });

  it('is in the language and the zone of its customer', async () => {
    await using app = await startApp({
      policy: { customers: { 1: { language: 'de', timeZone: 'Europe/Berlin', alwaysOnDevices: [] } } },
    });
    await app.deps.outcomes.save([takenUp(1, 0)]);

    const { text } = await call(app, 'GET', `${report}?customerId=1&format=html`);

    expect(text).toContain('<html lang="de">');
    expect(text).toContain('Was aus den Alarmen wurde');
    expect(text).toContain('Erstellt am 02.03.2026 09:00 MEZ.');
  });

  it('is CSV that no spreadsheet takes for formulas, with the sum apart', async () => {
    await using app = await startApp();
    await app.deps.outcomes.save([takenUp(1, 0, { customerName: '=1+1' }), takenUp(2, 0, { customerId: 2 })]);

    const { type, text } = await call(app, 'GET', `${report}?format=csv`);

    expect(type).toBe('text/csv; charset=utf-8; header=present');
    const lines = text.trim().split('\r\n');
    expect(lines).toHaveLength(4);
    expect(lines[1]).toContain(`1,"'=1+1",1,`);
    expect(lines[3]).toContain(',,"*",2,');
  });

  it('names the mistake in a query', async () => {
    await using app = await startApp();
    const wrong: [string, RegExp][] = [
      ['from=yesterday', /from: is no day/],
      ['from=2026-03-02&to=2026-03-01', /from: is after to/],
      ['from=2024-01-01', /from: 792 days are asked for; 400 are kept/],
      ['to=0000-01-01', /to: is no day of the years/],
      ['format=pdf', /format: must be json, csv or html/],
      ['customer=1', /customer/],
    ];

    const answers = await Promise.all(wrong.map(([query]) => call(app, 'GET', `${report}?${query}`)));

    expect(answers.map(({ status }) => status)).toEqual(wrong.map(() => 400));
    for (const [index, [, detail]] of wrong.entries()) expect(answers[index]?.body.detail).toMatch(detail);
  });
});
