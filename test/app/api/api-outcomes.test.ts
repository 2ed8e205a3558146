import { describe, expect, it } from 'vitest';
import { MemoryTables } from '../../../dev/tables/memory-tables.ts';
import type { Outcome } from '../../../shared/domain/occurrences/course/outcome.ts';
import { call } from '../../helpers/app/api.ts';
import { startApp, type TestApp } from '../../helpers/app/app.ts';

const outcome = (alertId: number, day: string, over: Partial<Outcome> = {}): Outcome => ({
  subject: String(alertId),
  alertId,
  state: 'skipped',
  code: 'no-playbook',
  text: 'Left alone.',
  playbook: 'none',
  customerId: 1,
  firstListedAt: Date.parse(`${day}T10:00:00Z`),
  updatedAt: Date.parse(`${day}T10:00:00Z`),
  ...over,
});

/** Five outcomes from 1 February to 2 March 2026, the day it is in the test. */
async function startWithFive(): Promise<TestApp> {
  const app = await startApp();
  await app.deps.outcomes.save([
    outcome(1, '2026-02-01'),
    outcome(2, '2026-02-26', { customerId: 2 }),
    outcome(3, '2026-02-26', { title: '=HYPERLINK("http://evil.example","open")', deviceName: 'a;@SUM(1)' }),
    outcome(4, '2026-02-28'),
    outcome(5, '2026-03-02'),
  ]);
  return app;
}

const idsOf = ({ body }: { body: { outcomes: { alertId: number }[] } }) => body.outcomes.map(({ alertId }) => alertId);

describe('GET /api/outcomes', () => {
  it('answers the last seven days, oldest first', async () => {
    await using app = await startWithFive();

    const answer = await call(app, 'GET', '/api/outcomes');

    expect(answer.status).toBe(200);
    expect(idsOf(answer)).toEqual([2, 3, 4, 5]);
    expect(answer.body.outcomes[0]).toMatchObject({ firstListedAt: '2026-02-26T10:00:00.000Z', code: 'no-playbook' });
    expect(answer.body.continuationToken).toBeNull();
  });

  it('answers whole days and one customer when asked', async () => {
    await using app = await startWithFive();

    expect(idsOf(await call(app, 'GET', '/api/outcomes?from=2026-02-01&to=2026-02-26'))).toEqual([1, 2, 3]);
    expect(idsOf(await call(app, 'GET', '/api/outcomes?from=2026-02-01&customerId=2'))).toEqual([2]);
    expect(idsOf(await call(app, 'GET', '/api/outcomes?from=2027-01-01'))).toEqual([]);
  });

  it('pages in both formats', async () => {
    await using app = await startWithFive();
    const next = (token: string) => `&continuationToken=${encodeURIComponent(token)}`;

    const json = await call(app, 'GET', '/api/outcomes?top=3');
    const csv = await call(app, 'GET', '/api/outcomes?top=3&format=csv');
    const rest = await call(app, 'GET', `/api/outcomes?top=3${next(json.body.continuationToken)}`);
    const lines = await call(
      app,
      'GET',
      `/api/outcomes?top=3&format=csv${next(csv.headers.get('x-continuation-token') ?? '')}`,
    );

    expect([idsOf(json), idsOf(rest)]).toEqual([[2, 3, 4], [5]]);
    expect(lines.text.trim().split('\r\n')).toHaveLength(2);
    expect(lines.headers.get('x-continuation-token')).toBeNull();
  });

  it('writes CSV that no spreadsheet takes for formulas', async () => {
    await using app = await startWithFive();

    const csv = await call(app, 'GET', '/api/outcomes?format=csv');

    expect(csv.type).toBe('text/csv; charset=utf-8; header=present');
    expect(csv.headers.get('content-disposition')).toContain('outcomes.csv');
    expect(csv.text.split('\r\n')).toHaveLength(6);
    expect(csv.text).toContain(`"'=HYPERLINK(""http://evil.example"",""open"")"`);
    expect(csv.text).toContain(`"a;'@SUM(1)"`);
  });

  it('names the mistake in a query', async () => {
    await using app = await startApp();
    const wrong: [string, RegExp][] = [
      ['from=yesterday', /from: is no day/],
      ['to=2026-02-30', /to: is no day/],
      ['from=2026-03-02&to=2026-03-01', /from: is after to/],
      ['from=2025-01-01&to=2026-01-01', /from: 366 days are asked for; at most 92/],
      ['from=9999-12-31', /from: is no day of the years/],
      ['customerId=-1', /customerId/],
      ['format=xlsx', /format: must be json or csv/],
      ['top=1001', /top: must be from 1 to 1000/],
      ['continuationToken=e30%3D', /continuationToken/],
      ['state=x', /state: must be acted/],
      ['playbook=x', /playbook: is no playbook/],
      ['since=yesterday', /since: is no date or time/],
      ['since=2026-03-02&until=2026-03-01', /from: is after to|since: is after until/],
      ['text=', /text: is empty/],
      ['device=x', /device/],
    ];

    const answers = await Promise.all(wrong.map(([query]) => call(app, 'GET', `/api/outcomes?${query}`)));

    expect(answers.map(({ status }) => status)).toEqual(wrong.map(() => 400));
    for (const [index, [, detail]] of wrong.entries()) expect(answers[index]?.body.detail).toMatch(detail);
  });

  it.each([
    ['playbook', 'playbook=disk-space', [11]],
    ['no playbook', 'playbook=none', [10, 12]],
    ['state', 'state=acted', [11, 12]],
    ['a word of the device, whatever its case', 'text=srv0', [10, 11]],
    ['a word of the title', 'text=backup+17', [12]],
    ['the id of an alert', 'text=11', [11]],
    ['moments, which name their day', 'since=2026-02-10T09:30:00Z&until=2026-02-10T10:30:00Z', [11]],
    ['several at once', 'playbook=none&state=acted&customerId=2&from=2026-02-10&to=2026-02-10', [12]],
  ])('lists those that fit %s, as JSON and as CSV', async (_, query, ids) => {
    await using app = await startApp();
    const at = (time: string) => ({ firstListedAt: Date.parse(`2026-02-10T${time}Z`) });
    await app.deps.outcomes.save([
      outcome(10, '2026-02-10', { ...at('09:00:00'), deviceName: 'NW-SRV01' }),
      outcome(11, '2026-02-10', { ...at('10:00:00'), deviceName: 'nw-srv02', playbook: 'disk-space', state: 'acted' }),
      outcome(12, '2026-02-10', { ...at('11:00:00'), title: 'Backup 17 failed', state: 'acted', customerId: 2 }),
    ]);
    const days = query.includes('since') ? '' : '&from=2026-02-09&to=2026-02-11';
    const path = `/api/outcomes?${query}${query.includes('from') ? '' : days}`;

    const json = await call(app, 'GET', path);
    const csv = await call(app, 'GET', `${path}&format=csv`);

    expect(idsOf(json)).toEqual(ids);
    expect(csv.text.trim().split('\r\n').slice(1)).toHaveLength(ids.length);
  });

  it('searches thousands for a text with at most five transactions an answer, and goes on with the next', async () => {
    const tables = new MemoryTables();
    await using app = await startApp({ tables });
    const rows = Array.from({ length: 7_000 }, (_, index) =>
      outcome(100_000 + index, '2026-02-10', { deviceName: index === 6_900 ? 'NEEDLE' : `PC-${index}` }),
    );
    await app.deps.outcomes.save(rows);
    const path = '/api/outcomes?from=2026-02-10&to=2026-02-10&text=needle';
    const before = tables.transactions.get('query') ?? 0;

    const first = await call(app, 'GET', path);
    const cost = (tables.transactions.get('query') ?? 0) - before;
    const token = encodeURIComponent(first.body.continuationToken);
    const second = await call(app, 'GET', `${path}&continuationToken=${token}`);

    expect([idsOf(first), idsOf(second)]).toEqual([[], [106_900]]);
    expect(second.body.continuationToken).toBeNull();
    expect(cost).toBeGreaterThan(0);
    expect(cost).toBeLessThanOrEqual(5);
  });
});
