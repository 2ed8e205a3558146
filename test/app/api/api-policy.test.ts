import { describe, expect, it } from 'vitest';
import { MINUTE, startApp, type TestApp } from '../../helpers/app/app.ts';
import { announcePolicy, policyCall, policyNow, putPolicy } from '../../helpers/app/policies.ts';

/** As the tests' file. */
const file = { technicianEmail: 'robot@msp.example', directoryRefreshMinutes: 525_600 };
const wide = { ...file, attemptsPerDay: 2 };
const narrow = { ...file, attemptsPerWeek: 2 };

const inForce = async ({ deps }: Pick<TestApp, 'deps'>) => (await deps.inForce()).policy;

describe('GET /api/policy', () => {
  it("shows the file's policy until one is stored", async () => {
    await using app = await startApp();

    const { status, headers, body } = await policyCall(app, 'GET');

    expect(status).toBe(200);
    expect(body).toMatchObject({ source: 'file', inForce: null, pending: null, problem: null });
    expect(body.document.technicianEmail).toBe('robot@msp.example');
    expect(headers.get('etag')).toBe(body.etag);
  });
});

describe('PUT /api/policy', () => {
  it('stores at once what allows no more, and says who did', async () => {
    await using app = await startApp();

    const stored = await putPolicy(app, { document: narrow });

    expect(stored.status).toBe(200);
    expect(stored.body).toMatchObject({
      ...{ source: 'stored', document: narrow, pending: null },
      inForce: { version: 2, state: 'in-force', by: 'Ada (typed, not verified)', widens: false },
    });
    expect(await inForce(app)).toMatchObject({ attemptsPerWeek: 2 });
    expect(stored.headers.get('etag')).not.toBe(null);
  });

  it('keeps what the file said as the first version, which can be brought back', async () => {
    await using app = await startApp({ policy: { attemptsPerWeek: 2 } });
    await putPolicy(app, { document: { ...narrow, attemptsPerWeek: 1 } });

    const history = await policyCall(app, 'GET', '/history');
    const first = await policyCall(app, 'GET', '/history/1');

    expect(history.body.versions).toMatchObject([
      { version: 2, state: 'in-force', from: 'person' },
      { version: 1, state: 'past', from: 'file', by: null },
    ]);
    expect(first.body).toMatchObject({ document: { attemptsPerWeek: 2 } });
    expect(first.body.changes).toMatchObject([{ text: 'attemptsPerWeek goes from 1 to 2.', widens: true }]);
    expect((await policyCall(app, 'GET', '/history/9')).status).toBe(404);
  });

  it('refuses a policy that is not valid with the path of each mistake, and the last good one stays', async () => {
    await using app = await startApp();

    const refused = await putPolicy(app, {
      document: { attemptsPerDay: 0, siteRule: { minDevices: 'many' }, colour: 1 },
    });

    expect(refused).toMatchObject({ status: 422, type: expect.stringContaining('application/problem+json') });
    const paths = refused.body.errors.map(({ path }: { path: string }) => path);
    expect(paths).toEqual(expect.arrayContaining(['attemptsPerDay', 'siteRule.minDevices', '(whole policy)']));
    expect(await policyNow(app)).toMatchObject({ source: 'file' });
  });

  it('needs the ETag of the policy that its author has read', async () => {
    await using app = await startApp();
    const { etag } = await policyNow(app);
    await putPolicy(app, { document: narrow });

    const without = await policyCall(app, 'PUT', '', { document: narrow });
    const late = await policyCall(app, 'PUT', '', { document: narrow }, { 'if-match': etag });

    expect([without.status, late.status]).toEqual([428, 412]);
  });

  it('lets only one of two people win who write at the same moment', async () => {
    await using app = await startApp();
    const { etag } = await policyNow(app);
    const put = (attemptsPerWeek: number) =>
      policyCall(app, 'PUT', '', { document: { ...narrow, attemptsPerWeek } }, { 'if-match': etag });

    const answers = await Promise.all([put(1), put(2)]);

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    const winner = answers.find(({ status }) => status === 200);
    expect((await policyNow(app)).document).toEqual(winner?.body.document);
  });

  it.each<[string, unknown, number]>([
    ['no JSON', '{', 400],
    ['neither document nor version', { by: 'Ada' }, 400],
    ['both', { document: {}, version: 1 }, 400],
    ['a list', { document: [] }, 400],
    ['an unknown member', { document: {}, force: true }, 400],
    ['a version that is not kept', { version: 7 }, 404],
    ['more than a row holds', { document: { $schema: 'x'.repeat(400_001) } }, 413],
  ])('refuses %s', async (_what, body, status) => {
    await using app = await startApp();
    const { etag } = await policyNow(app);

    const answer = await policyCall(app, 'PUT', '', body, { 'if-match': etag });

    expect(answer.status).toBe(status);
    expect(await policyNow(app)).toMatchObject({ source: 'file' });
  });

  it('keeps a policy that is longer than one column, with letters of every kind', async () => {
    await using app = await startApp();
    const services = Array.from({ length: 400 }, (_, index) => ({ name: `Dienst 🧰 ${'ü'.repeat(200)} ${index}` }));
    const document = { ...file, serviceStopped: { services } };

    expect(await announcePolicy(app, { document })).toMatchObject({ status: 202 });
    await app.clock.advance(20 * MINUTE);

    expect((await policyNow(app)).document).toEqual(document);
  });
});

describe('a policy that widens what the app may do', () => {
  it('is refused with a function key alone, and without a check of exactly this change', async () => {
    await using app = await startApp();
    const { etag } = await policyNow(app);
    const { body: checked } = await policyCall(app, 'POST', '/check', { document: narrow });
    const pending = (body: object) => policyCall(app, 'PUT', '/pending', body, { 'if-match': etag });

    const withKey = await putPolicy(app, { document: wide });
    const unchecked = await pending({ document: wide });
    const ofAnother = await pending({ document: wide, check: checked.check });

    expect([withKey.status, unchecked.status, ofAnother.status]).toEqual([403, 428, 412]);
    expect(withKey.body.detail).toContain('PUT /api/policy/pending');
    expect(await policyNow(app)).toMatchObject({ source: 'file' });
  });

  it('is announced, and in force after a quarter of an hour', async () => {
    await using app = await startApp();

    const announced = await announcePolicy(app, { document: wide });
    await app.clock.advance(14 * MINUTE);
    const before = await inForce(app);
    await app.clock.advance(2 * MINUTE);
    const after = await inForce(app);

    expect(announced).toMatchObject({
      status: 202,
      body: {
        document: { technicianEmail: 'robot@msp.example' },
        pending: {
          ...{ version: 2, state: 'pending', effectiveAt: '2026-03-02T08:15:00.000Z' },
          changes: [{ text: 'attemptsPerDay goes from 1 to 2.', widens: true, customers: [] }],
        },
      },
    });
    expect([before.attemptsPerDay, after.attemptsPerDay]).toEqual([1, 2]);
    expect(await policyNow(app)).toMatchObject({ inForce: { version: 2 }, pending: null });
  });

  it('has another ETag once it is in force, so that nobody overwrites it unseen', async () => {
    await using app = await startApp();
    const announced = await announcePolicy(app, { document: wide });

    await app.clock.advance(16 * MINUTE);
    const late = await policyCall(app, 'PUT', '', { document: narrow }, { 'if-match': announced.body.etag });

    expect(late.status).toBe(412);
  });

  it('can be withdrawn until then, and never comes into force', async () => {
    await using app = await startApp();
    await announcePolicy(app, { document: wide });

    const withdrawn = await policyCall(app, 'DELETE', '/pending', { by: 'Kim' });
    await app.clock.advance(30 * MINUTE);

    expect(withdrawn).toMatchObject({ status: 200, body: { pending: null, inForce: { version: 1 } } });
    expect(await inForce(app)).toMatchObject({ attemptsPerDay: 1 });
    expect((await policyCall(app, 'GET', '/history')).body.versions[0]).toMatchObject({
      ...{ version: 2, state: 'withdrawn', withdrawn: { by: 'Kim (typed, not verified)' } },
    });
    expect((await policyCall(app, 'DELETE', '/pending', {})).status).toBe(404);
  });

  it('can be withdrawn without a body, which may get lost on its way', async () => {
    await using app = await startApp();
    await announcePolicy(app, { document: wide });

    const withdrawn = await policyCall(app, 'DELETE', '/pending');

    expect(withdrawn).toMatchObject({ status: 200, body: { pending: null } });
  });

  it('gives way to one that narrows meanwhile, and cannot undo it', async () => {
    await using app = await startApp();
    await announcePolicy(app, { document: wide });

    const narrowed = await putPolicy(app, { document: narrow });
    await app.clock.advance(30 * MINUTE);

    expect(narrowed).toMatchObject({ status: 200, body: { pending: null } });
    expect(await inForce(app)).toMatchObject({ attemptsPerDay: 1, attemptsPerWeek: 2 });
  });

  it('waits as a whole where it narrows as well', async () => {
    await using app = await startApp();

    const announced = await announcePolicy(app, { document: { ...narrow, attemptsPerDay: 2 } });

    expect(announced.body.pending.changes).toMatchObject([{ widens: true }, { widens: false }]);
    expect(await inForce(app)).toMatchObject({ attemptsPerDay: 1, attemptsPerWeek: 3 });
  });
});
