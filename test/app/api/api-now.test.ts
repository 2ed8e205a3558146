import { describe, expect, it } from 'vitest';
import { MemoryTables } from '../../../dev/tables/memory-tables.ts';
import { call } from '../../helpers/app/api.ts';
import { MINUTE, startApp, type TestApp } from '../../helpers/app/app.ts';
import { ASKED_ID, answer, startAsked } from '../../helpers/app/approvals.ts';

const SECOND = 1_000;

/** As a page that stays open asks. */
const again = (app: Parameters<typeof call>[0], etag: string) =>
  call(app, 'GET', '/api/now', undefined, { 'if-none-match': etag });

const reads = (tables: MemoryTables) => [...tables.transactions.values()].reduce((sum, count) => sum + count, 0);

/** Remediations that wait to begin, of devices that come before that of the question in the table. */
async function begin({ deps, clock }: TestApp, count: number): Promise<void> {
  const about = { conditionKey: 'offline', playbook: 'offline-device' };
  for (let index = 0; index < count; index++)
    await deps.conditions.openOccurrence({ ...about, deviceKey: `a0${index}` }, clock.now());
}

describe('GET /api/now', () => {
  it('shows a question with its evidence, whose device it is, and what else a page needs', async () => {
    await using asked = await startAsked();

    const { status, body, headers } = await call(asked, 'GET', '/api/now');

    expect(status).toBe(200);
    expect(body.questions).toMatchObject([
      {
        id: ASKED_ID,
        deviceName: 'NW-SRV-01',
        customerName: 'North Wind Ltd',
        approval: { state: 'pending', evidence: asked.evidence, facts: { drive: 'C' } },
      },
    ]);
    expect(body).toMatchObject({
      ...{ runs: [], moreRuns: false, siteIncidents: [], ateraSuspected: null, brakes: [], unread: [] },
      killSwitch: { on: false },
      health: { status: 'ready' },
    });
    expect(body.budgets).toMatchObject([{ budget: 'atera' }, { budget: 'automox' }, { budget: 'automox-servers' }]);
    expect(headers.get('x-last-complete-poll')).toMatch(/^2026-03-02T08:/);
  });

  it('shows a question among the many remediations of a storm, and two hundred of those', async () => {
    await using asked = await startAsked();
    await begin(asked, 300);

    const { body } = await call(asked, 'GET', '/api/now');

    expect(body.questions).toMatchObject([{ id: ASKED_ID }]);
    expect(body.runs).toHaveLength(200);
    expect(body.moreRuns).toBe(true);
  });

  it.each([
    ['among 3,000 others', 3_000, 0],
    ['among 6,000 others, after half a minute', 6_000, 35],
  ])('shows a question %s, however far back it stands in the list', async (_, others, seconds) => {
    await using asked = await startAsked();
    await begin(asked, others);

    const first = await call(asked, 'GET', '/api/now');
    for (let waited = 0; waited < seconds; waited += 5) {
      await asked.clock.advance(5 * SECOND);
      await call(asked, 'GET', '/api/now');
    }
    const last = await call(asked, 'GET', '/api/now');

    expect([first.body.questions.length, first.body.moreQuestions]).toEqual(seconds === 0 ? [1, false] : [0, true]);
    expect(last.body).toMatchObject({ questions: [{ id: ASKED_ID }], moreQuestions: false });
  });

  it('costs no more in a storm, where it shows an answer at once as well', async () => {
    const tables = new MemoryTables();
    await using asked = await startAsked({ tables });
    await begin(asked, 3_000);
    await call(asked, 'GET', '/api/now');
    await answer(asked, 'reject', { evidence: asked.evidence, by: 'Ada', reason: 'the logs are needed' });
    const answered = await call(asked, 'GET', '/api/now');
    const counts: number[] = [];
    for (let second = 0; second < 90; second += 5) {
      await asked.clock.advance(5 * SECOND);
      const before = reads(tables);
      await call(asked, 'GET', '/api/now');
      counts.push(reads(tables) - before);
    }
    const later = await call(asked, 'GET', '/api/now');

    expect(later.body.questions).toEqual([]);
    expect(answered.body.questions).toEqual([]);
    const in30 = counts.map((_, index) => counts.slice(index, index + 6).reduce((sum, one) => sum + one, 0));
    expect(Math.max(...in30)).toBeLessThanOrEqual(4);
  });

  it('sends nothing again while nothing changes, although polls go on', async () => {
    await using app = await startApp();
    await app.clock.advance(10 * MINUTE);
    const first = await call(app, 'GET', '/api/now');
    const later: { status: number; text: string }[] = [];
    let etag = first.headers.get('etag') ?? '';
    for (let round = 0; round < 20; round++) {
      await app.clock.advance(30 * SECOND);
      const next = await again(app, etag);
      etag = next.headers.get('etag') ?? '';
      later.push(next);
    }

    expect(later.map(({ status }) => status)).toEqual(later.map(() => 304));
    expect(later.every(({ text }) => text === '')).toBe(true);
    const last = await again(app, etag);
    expect(Date.parse(last.headers.get('x-last-complete-poll') ?? '')).toBeGreaterThan(
      Date.parse(first.headers.get('x-last-complete-poll') ?? ''),
    );
  });

  it('costs at most four storage transactions in any 30 seconds, however many clients ask', async () => {
    const tables = new MemoryTables();
    // No poll comes in this time: what is counted is the snapshot's own.
    await using app = await startApp({ tables, pollSchedule: '0 0 0 1 1 *' });
    await call(app, 'GET', '/api/now');
    const counts: number[] = [];
    for (let second = 0; second < 180; second += 5) {
      await app.clock.advance(5 * SECOND);
      const before = reads(tables);
      await Promise.all(Array.from({ length: 20 }, () => call(app, 'GET', '/api/now')));
      counts.push(reads(tables) - before);
    }

    const in30 = counts.map((_, index) => counts.slice(index, index + 6).reduce((sum, one) => sum + one, 0));
    expect(Math.max(...in30)).toBeLessThanOrEqual(4);
    expect(counts.reduce((sum, one) => sum + one, 0)).toBeGreaterThan(10);
  });

  it('costs no more while strangers send forms that are none', async () => {
    const tables = new MemoryTables();
    await using app = await startApp({ tables, pollSchedule: '0 0 0 1 1 *' });
    await call(app, 'GET', '/api/now');
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const before = reads(tables);

    for (let count = 0; count < 20; count++) {
      await call(app, 'POST', '/api/answer', 't=1&form=&answer=approve&name=x&reason=', form);
      await call(app, 'GET', '/api/now');
    }

    expect(reads(tables) - before).toBe(0);
  });

  it('shows an answer at once to the person who gave it', async () => {
    await using asked = await startAsked();
    const before = await call(asked, 'GET', '/api/now');

    await answer(asked, 'reject', { evidence: asked.evidence, by: 'Ada', reason: 'the logs are needed' });
    const after = await again(asked, before.headers.get('etag') ?? '');

    expect(before.body.questions).toHaveLength(1);
    expect(after.status).toBe(200);
    expect(after.body.questions).toEqual([]);
  });

  it('shows within half a minute a kill switch that another instance has set', async () => {
    await using app = await startApp();
    await call(app, 'GET', '/api/now');
    await app.deps.killSwitch.set({ on: true, reason: 'restore' }, app.clock.now());

    await app.clock.advance(31 * SECOND);
    await call(app, 'GET', '/api/now');
    await app.clock.advance(16 * SECOND);
    const { body } = await call(app, 'GET', '/api/now');

    expect(body.killSwitch).toMatchObject({ on: true, reason: 'restore' });
    expect(body.health.checks).toContainEqual(expect.objectContaining({ name: 'kill-switch', status: 'warning' }));
  });

  it('says what it could not read, and shows the rest', async () => {
    const tables = new MemoryTables();
    await using app = await startApp({ tables });
    await call(app, 'GET', '/api/now');
    const sites = await tables.open('directory').get('state', 'sites');
    await tables.open('directory').put({ ...sites, partitionKey: 'state', rowKey: 'sites', incidents: 'spoilt' });

    await app.clock.advance(10 * MINUTE);
    const { status, body } = await call(app, 'GET', '/api/now');

    expect(status).toBe(200);
    expect(body.unread).toEqual(['sites']);
    expect(body.killSwitch.on).toBe(false);
  });
});
