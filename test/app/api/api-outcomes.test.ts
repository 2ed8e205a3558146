import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../shared/domain/occurrences/outcome.ts';
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
      ['state=acted', /state/],
    ];

    const answers = await Promise.all(wrong.map(([query]) => call(app, 'GET', `/api/outcomes?${query}`)));

    expect(answers.map(({ status }) => status)).toEqual(wrong.map(() => 400));
    for (const [index, [, detail]] of wrong.entries()) expect(answers[index]?.body.detail).toMatch(detail);
  });
});
