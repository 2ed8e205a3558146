import { describe, expect, it } from 'vitest';
import {
  ANYONE,
  answerBy,
  formIn,
  linkPath,
  open,
  send,
  signedIn,
  startLinked,
} from '../../../helpers/app/answer-links.ts';
import { call } from '../../../helpers/app/api.ts';
import { HOUR, MINUTE } from '../../../helpers/app/app.ts';
import { ASKED_ID, answer, worklets } from '../../../helpers/app/approvals.ts';

const stateOf = async (app: Parameters<typeof call>[0]) =>
  (await call(app, 'GET', `/api/remediations/${ASKED_ID}`)).body.approval;

describe('an answer by link', () => {
  it('is taken once, and the command is sent after the device was checked again', async () => {
    await using app = await startLinked();

    const taken = await answerBy(app, app.path, { name: 'Ada <b>' });
    const before = worklets(app);
    await app.clock.advance(20 * MINUTE);

    expect([taken.status, taken.text]).toEqual([200, expect.stringContaining('<h1>Approved</h1>')]);
    expect(taken.text).toMatch(/Approved by Ada b \(typed, not verified\), 2026-03-02 09:\d\d CET\./);
    expect([before, worklets(app)]).toEqual([0, 1]);
    expect((await stateOf(app)).answer).toMatchObject({
      approved: true,
      by: 'Ada b (typed, not verified)',
      who: { name: 'Ada b', how: 'typed' },
      via: 'link',
    });
  });

  it('that is a no reaches the ticket with its reason, and nothing is sent', async () => {
    await using app = await startLinked();

    const taken = await answerBy(app, app.path, { answer: 'reject', reason: 'the logs are needed' });
    await app.clock.advance(HOUR);

    expect([taken.status, taken.text]).toEqual([200, expect.stringContaining('Reason: the logs are needed')]);
    expect(worklets(app)).toBe(0);
    const tickets = JSON.stringify(app.simulator.world.tickets.all());
    expect(tickets).toContain('Ada (typed, not verified) said no: the logs are needed.');
  });

  it('that is sent again changes nothing; another one comes too late', async () => {
    await using app = await startLinked();
    const form = formIn((await open(app, app.path)).text);
    const given = { t: app.token, form };

    const first = await send(app, given);
    const row = (await stateOf(app)).answer;
    const [again, bob, no, opened] = [
      await send(app, given),
      await send(app, { ...given, name: 'Bob' }),
      await send(app, { ...given, answer: 'reject', reason: 'no' }),
      await open(app, app.path),
    ];

    expect([first.status, again.status, bob.status, no.status, opened.status]).toEqual([200, 200, 200, 409, 410]);
    expect(bob.text).toContain('Approved by Ada (typed, not verified)');
    expect(opened.text).toContain('Answered already');
    expect((await stateOf(app)).answer).toEqual(row);
  });

  it('of two people at once counts once', async () => {
    await using app = await startLinked();
    const form = formIn((await open(app, app.path)).text);

    const both = await Promise.all([
      send(app, { t: app.token, form }),
      send(app, { t: app.token, form, name: 'Bob', answer: 'reject', reason: 'no' }),
    ]);

    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('comes too late after one by the API, and says whose that was', async () => {
    await using app = await startLinked();
    const form = formIn((await open(app, app.path)).text);
    await answer(app.app, 'reject', { evidence: app.evidence, by: 'Bob', reason: 'not today' });

    const late = await send(app, { t: app.token, form });

    expect([late.status, late.text]).toEqual([409, expect.stringContaining('Rejected by Bob (typed, not verified)')]);
  });

  it.each([
    ['another site', {}, { origin: '', 'sec-fetch-site': 'cross-site' }, 403, 'came from another website'],
    ['a site beside ours', {}, { origin: '', 'sec-fetch-site': 'same-site' }, 403, 'came from another website'],
    ['no form of ours', { form: '' }, {}, 403, 'open for too long'],
    ['a form that was changed', { form: `${Date.UTC(2026, 2, 2, 8, 30)}~${'A'.repeat(43)}` }, {}, 403, 'too long'],
    ['nobody', { name: ' ' }, {}, 400, 'please give your name'],
    ['who says no without a reason', { answer: 'reject', reason: '\u202e ' }, {}, 400, 'please say why not'],
    ['a name of 101 characters', { name: 'x'.repeat(101) }, {}, 400, 'a name may have 100'],
    ['what is no answer', { answer: 'maybe' }, {}, 400, 'Not understood'],
    ['JSON', {}, { 'content-type': 'application/json' }, 400, 'Not understood'],
    ['far more than a form', { reason: 'x'.repeat(20_000) }, {}, 413, 'Too much'],
  ])('from %s is not taken', async (_whom, fields, headers, status, says) => {
    await using app = await startLinked();

    const sent = await answerBy(app, app.path, fields, headers);

    expect([sent.status, sent.text]).toEqual([status, expect.stringContaining(says)]);
    expect((await stateOf(app)).state).toBe('pending');
  });

  it.each([
    ['a browser that says neither', { 'sec-fetch-site': '', origin: '' }],
    ['a page that was loaded again', { origin: '', 'sec-fetch-site': 'none' }],
  ])('from %s is taken', async (_whom, headers) => {
    await using app = await startLinked();

    const sent = await answerBy(app, app.path, {}, headers);

    expect(sent.status).toBe(200);
  });

  it('keeps what was typed where the page had been open for too long, with a form that works', async () => {
    await using app = await startLinked();
    const form = formIn((await open(app, app.path)).text);

    await app.clock.advance(15 * MINUTE);
    const late = await send(app, { t: app.token, form, name: 'Ada', reason: 'only <temp> files' });
    const then = await send(app, { t: app.token, form: formIn(late.text) });

    expect([late.status, then.status]).toEqual([403, 200]);
    expect(late.text).toContain('value="only &lt;temp&gt; files"');
  });

  it('reaches its run at the next poll where the run could not be woken', async () => {
    await using app = await startLinked();

    await app.deps.conditions.update(KEY, (row) => row);
    await answerBy(app, app.path);
    await app.clock.advance(20 * MINUTE);

    expect((await stateOf(app)).state).toBe('sent');
  });
});

describe('who may answer by link', () => {
  it('is whoever has signed in and is an operator, where the policy says nothing', async () => {
    await using app = await startLinked({ policy: {}, signInOn: true, kind: 'server' });

    const nobody = await open(app, app.path);
    const none = await open(app, app.path, signedIn([]));
    const reader = await open(app, app.path, signedIn(['reader']));
    const taken = await answerBy(app, app.path, { name: 'Ada' }, signedIn(['operator']));

    expect([nobody.status, none.status, reader.status, taken.status]).toEqual([401, 403, 200, 200]);
    expect(`${nobody.text}${none.text}`).not.toMatch(/NW-SRV-01|North Wind|worklet/);
    expect(nobody.text).toContain(`href="/.auth/login/aad?post_login_redirect_uri=${encodeURIComponent(app.path)}"`);
    expect(reader.text).toContain('takes the role operator');
    expect(reader.text).not.toContain('<form');
    expect((await stateOf(app)).answer).toMatchObject({
      by: 'Kim Beck (signed in; typed: Ada)',
      who: { name: 'Kim Beck', how: 'signed-in', account: 'kim@msp.example', typed: 'Ada' },
    });
  });

  it('needs no name from who has signed in', async () => {
    await using app = await startLinked({ policy: {}, signInOn: true });
    const kim = signedIn(['operator']);

    const { text } = await open(app, app.path, kim);
    const taken = await answerBy(app, app.path, { name: '' }, kim);

    expect(text).toContain('You are signed in as Kim Beck.');
    expect(text).not.toContain('name="name"');
    expect([taken.status, taken.text]).toEqual([200, expect.stringContaining('Approved by Kim Beck (signed in),')]);
  });

  it('is not a reader, nor another person than the one whose page it was', async () => {
    await using app = await startLinked({ policy: {}, signInOn: true });
    const form = formIn((await open(app, app.path, signedIn(['operator']))).text);
    const given = { t: app.token, form };

    const reader = await send(app, given, signedIn(['reader'], 'Rob', 'rob@msp.example'));
    const ada = await send(app, given, signedIn(['operator'], 'Ada', 'ada@msp.example'));
    const nobody = await send(app, given);

    expect([reader.status, ada.status, nobody.status]).toEqual([403, 403, 401]);
    expect((await stateOf(app)).state).toBe('pending');
  });

  it('is nobody who forges a sign-in where the platform checks none', async () => {
    await using app = await startLinked();

    const forged = await answerBy(app, app.path, { name: 'Ada' }, signedIn(['admin'], 'The Boss'));

    expect(forged.status).toBe(200);
    expect((await stateOf(app)).answer.who).toEqual({ name: 'Ada', how: 'typed' });
  });

  it('is nobody about a server without a sign-in, whatever the policy says of its playbook', async () => {
    await using app = await startLinked({ kind: 'server' });
    await using beside = await startLinked();

    expect(app.path).toBe('');
    // The link to another installation's workstation, with the ids of this one's server.
    const opened = await open(app, beside.path);
    expect([opened.status, opened.text]).toEqual([403, expect.stringContaining('Not by link')]);
  });

  it('is nobody any more once the policy says so', async () => {
    await using app = await startLinked();
    const form = formIn((await open(app, app.path)).text);
    await app.host.stop();
    await using now = await startLinked({ policy: { answerByLink: { default: 'off', playbooks: {} } } });

    const [opened, sent] = [await open(now, app.path), await send(now, { t: app.token, form })];

    expect([opened.status, sent.status, await linkPath(now.app, now.evidence)]).toEqual([403, 403, '']);
    expect(worklets(now)).toBe(0);
  });

  it('is nobody where there is no key: then no link is made, and health says so', async () => {
    await using app = await startLinked({ links: undefined, policy: { ...ANYONE } });

    const opened = await open(app, '/api/answer?t=1~x');
    const { body } = await call(app, 'GET', '/api/health/ready');

    expect([app.path, opened.status]).toEqual(['', 503]);
    expect(body.checks).toContainEqual(expect.objectContaining({ name: 'answer-links', status: 'warning' }));
  });
});

const KEY = { deviceKey: 'a1001', conditionKey: 'disk-space.C', occurrence: 1, run: 1 };
