import { describe, expect, it } from 'vitest';
import {
  ANYONE,
  answerBy,
  formIn,
  linkPath,
  open,
  PUBLIC_URL,
  startLinked,
} from '../../../helpers/app/answer-links.ts';
import { call } from '../../../helpers/app/api.ts';
import { HOUR, MINUTE, writes } from '../../../helpers/app/app.ts';
import { ASKED_ID, worklets } from '../../../helpers/app/approvals.ts';

describe('the page behind a link', () => {
  it('shows device, customer, what is asked, what it rests on with its age, and until when', async () => {
    await using app = await startLinked({ policy: { ...anyone, timeZone: 'Europe/Berlin' } });

    const { status, text } = await open(app, app.path);

    expect(status).toBe(200);
    expect(text).toContain('Run Automox worklet 40001 (disk cleanup) on NW-SRV-01');
    expect(text).toMatch(/<dd>NW-SRV-01<\/dd>[\s\S]*<dd>North Wind Ltd<\/dd>/);
    expect(text).toMatch(/<dt>Limit in percent<\/dt><dd>90<\/dd>/);
    expect(text).toMatch(/Read 2026-03-02 09:\d\d CET, \d+ minutes? ago\./);
    expect(text).toMatch(/Please answer by 2026-03-03 09:\d\d CET \(in 23 hours\)/);
    expect(text.match(/<form method="post" action="\/api\/answer"/g)).toHaveLength(2);
  });

  it('is made from our tables alone, and changes nothing, however often it is opened', async () => {
    await using app = await startLinked();
    const [requests, row, rows] = [app.simulator.requests.length, await rowOf(app), await app.outcomes()];

    const opened = await Promise.all(Array.from({ length: 20 }, () => open(app, app.path)));

    expect(opened.map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect(app.simulator.requests.length).toBe(requests);
    expect([await rowOf(app), await app.outcomes()]).toEqual([row, rows]);
  });

  it('lets nothing be loaded, framed, kept, indexed, or learnt by another site', async () => {
    await using app = await startLinked();

    const { headers, text } = await open(app, app.path);

    const of = (name: string) => headers.get(name);
    expect(of('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='; form-action 'self'; frame-ancestors 'none'; base-uri 'none'$/,
    );
    expect([of('referrer-policy'), of('cache-control'), of('x-robots-tag')]).toEqual([
      'no-referrer',
      'no-store',
      'noindex, nofollow',
    ]);
    expect([of('x-content-type-options'), of('cross-origin-opener-policy')]).toEqual(['nosniff', 'same-origin']);
    expect(text).not.toMatch(/<script|\son\w+=|\sstyle=|https?:\/\//);
  });

  it('is in the language of the customer, with the times of its zone', async () => {
    await using app = await startLinked({
      policy: { ...anyone, customers: { 11: { language: 'de', timeZone: 'Europe/Berlin', alwaysOnDevices: [] } } },
    });

    const { text } = await open(app, app.path);

    expect(text).toContain('<html lang="de">');
    expect(text).toContain('Darf die App das tun?');
    expect(text).toMatch(/Gelesen am 02\.03\.2026 09:\d\d MEZ, vor \d+ Minuten?\./);
    expect(text).not.toMatch(/\bUTC\b/);
  });

  it('shows texts of vendors as texts', async () => {
    await using app = await startLinked();
    const hostile = `"><img src=x onerror=alert(1)></dd><script>alert(1)</script>&amp;\`'`;
    await app.deps.conditions.update(KEY, (row) => ({ ...row, deviceName: hostile }));

    const { text } = await open(app, app.path);

    expect(text).not.toMatch(/<img|<script/);
    expect(text).toContain('&quot;&gt;&lt;img src=x onerror=alert(1)&gt;&lt;/dd&gt;&lt;script&gt;');
  });

  it('says that nothing is sent while the kill switch is on, and takes the answer all the same', async () => {
    await using app = await startLinked();
    await call(app, 'PUT', '/api/kill-switch', { on: true, reason: 'test', by: 'Kim' });

    const opened = await open(app, app.path);
    const answered = await answerBy(app, app.path);
    await app.clock.advance(20 * MINUTE);

    expect(opened.text).toContain('The kill switch is on.');
    expect([answered.status, answered.text]).toEqual([
      200,
      expect.stringContaining('nothing is sent before it is off'),
    ]);
    expect(worklets(app)).toBe(0);
  });

  it.each([
    ['HEAD', 200],
    ['OPTIONS', 204],
  ])('does no work for %s', async (method, status) => {
    await using app = await startLinked();
    const before = app.log.length;

    const answer = await call(app, method, app.path);

    expect([answer.status, answer.text]).toEqual([status, '']);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(app.log.slice(before).join()).not.toContain('answer-page-opened');
  });

  it('is no consent: a view is logged as one, without the link', async () => {
    await using app = await startLinked();

    await open(app, app.path);

    const line = app.log.find((one) => one.includes('answer-page-opened')) ?? '';
    expect(JSON.parse(line)).toEqual({ event: 'answer-page-opened', runId: ASKED_ID, question: 1, standing: 'open' });
  });

  it('is served thirty times a minute for one question, and again a minute later', async () => {
    await using app = await startLinked();

    const opened: number[] = [];
    for (let times = 0; times < 31; times++) opened.push((await open(app, app.path)).status);
    const other = await open(app, `${app.path.slice(0, -1)}x`);
    await app.clock.advance(MINUTE);
    const later = await open(app, app.path);

    expect(opened).toEqual([...Array(30).fill(200), 429]);
    expect([other.status, later.status]).toEqual([403, 200]);
  });
});

describe('a link that cannot be used', () => {
  it.each([
    ['nothing', '', 400, 'Incomplete link'],
    ['half a link', '1~abc', 400, 'Incomplete link'],
  ])('is refused: %s', async (_what, token, status, title) => {
    await using app = await startLinked();

    const answer = await open(app, `/api/answer?t=${token}`);

    expect([answer.status, answer.text]).toEqual([status, expect.stringContaining(`<h1>${title}</h1>`)]);
  });

  it('is refused when it was changed, or comes from another installation, without a storage read', async () => {
    await using app = await startLinked();
    await using other = await startLinked({ links: { publicUrl: PUBLIC_URL, key: otherKey } });

    const changed = await open(app, app.path.replace('a1001', 'a1002'));
    const foreign = await open(app, other.path);

    expect([changed.status, changed.text]).toEqual([403, expect.stringContaining('Invalid link')]);
    expect([foreign.status, foreign.text]).toEqual([403, expect.stringContaining('Not a link of this app')]);
    expect(`${changed.text}${foreign.text}`).not.toMatch(/NW-SRV-01|North Wind/);
  });

  it('says that nobody is asked any more, once it has expired', async () => {
    await using app = await startLinked({ policy: { ...anyone, approvalExpiresHours: 1 } });
    const { text } = await open(app, app.path);

    await app.clock.advance(HOUR);
    const opened = await open(app, app.path);
    const answered = await answerBy(app, app.path, { form: formIn(text) });

    expect([opened.status, opened.text]).toEqual([410, expect.stringContaining('Expired')]);
    expect(answered.status).toBe(410);
  });

  it('says so when the app has asked something else since', async () => {
    await using app = await startLinked();
    await app.deps.conditions.update(KEY, (row) => ({
      ...row,
      ...(row.approval && { approval: { ...row.approval, number: 3 } }),
    }));

    const opened = await open(app, app.path);
    const newer = await open(app, await linkPath(app.app, app.evidence, 3));

    expect([opened.status, opened.text]).toEqual([410, expect.stringContaining('Something has changed')]);
    expect(newer.status).toBe(200);
  });

  it('says that it was withdrawn while its device is muted, and leads to the new question afterwards', async () => {
    await using app = await startLinked();
    const { text } = await open(app, app.path);
    const until = new Date(app.clock.now() + 30 * HOUR).toISOString();
    await call(app, 'POST', '/api/mutes', { agentId: 1001, until, reason: 'Patch day', by: 'Ada' });
    await app.clock.advance(4 * MINUTE);

    const held = await open(app, app.path);
    const late = await answerBy(app, app.path, { form: formIn(text) });
    await app.clock.advance(26 * HOUR);
    const stillHeld = await open(app, app.path);
    await app.clock.advance(5 * HOUR);
    const old = await open(app, app.path);
    const row = await rowOf(app);
    const asked = await open(app, await linkPath(app.app, app.evidence, 2));

    for (const one of [held, late, stillHeld])
      expect([one.status, one.text]).toEqual([410, expect.stringContaining('<h1>Withdrawn</h1>')]);
    expect(row?.approval).toMatchObject({ number: 2, withdrawn: 1 });
    expect([old.status, old.text]).toEqual([410, expect.stringContaining('or the app has asked again')]);
    expect(asked.status).toBe(200);
  });

  it('says so when the remediation was cancelled', async () => {
    await using app = await startLinked();

    await call(app, 'POST', `/api/remediations/${ASKED_ID}/cancel`, { reason: 'swapped', by: 'Ada' });
    const opened = await open(app, app.path);

    expect([opened.status, opened.text]).toEqual([410, expect.stringContaining('Ended already')]);
  });

  it('says so when the app knows nothing of it any more', async () => {
    await using app = await startLinked();
    await app.tables.open('conditions').remove(KEY.deviceKey, KEY.conditionKey);

    expect((await open(app, app.path)).status).toBe(404);
  });

  it('is not made for a question that is not open, nor for other evidence', async () => {
    await using app = await startLinked();

    const [wrong, second] = [await linkPath(app.app, 'f'.repeat(32)), await linkPath(app.app, app.evidence, 2)];
    await answerBy(app, app.path);
    const answered = await linkPath(app.app, app.evidence);

    expect([wrong, second, answered]).toEqual(['', '', '']);
    expect(writes(app.app)).toEqual([]);
  });
});

const anyone = ANYONE;
const otherKey = Buffer.alloc(32, 9).toString('base64url');
const KEY = { deviceKey: 'a1001', conditionKey: 'disk-space.C', occurrence: 1, run: 1 };
const rowOf = ({ deps }: Awaited<ReturnType<typeof startLinked>>) =>
  deps.conditions.get(KEY.deviceKey, KEY.conditionKey);
