import { describe, expect, it } from 'vitest';
import { call } from '../../../helpers/app/api.ts';
import { addFullServer, MINUTE, startApp } from '../../../helpers/app/app.ts';

/** Names that every object of JavaScript answers to. */
const INHERITED = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf'];

const token = (content: unknown) => encodeURIComponent(Buffer.from(JSON.stringify(content)).toString('base64'));

describe('an odd request', () => {
  it.each(INHERITED)('to reset the budget %s is answered 404', async (name) => {
    await using app = await startApp();

    const answer = await call(app, 'POST', `/api/budgets/${name}/reset`);

    expect(answer).toMatchObject({ status: 404, body: { detail: expect.stringContaining('atera') } });
  });

  it.each([
    ['numbers', { nextPartitionKey: 1, nextRowKey: 2 }],
    ['no partition', { nextRowKey: 'a' }],
    ['objects', { nextPartitionKey: {}, nextRowKey: [] }],
    ['nothing', null],
    ['a text', 'abc'],
  ])('with a continuationToken that holds %s is answered 400 by every list', async (_what, content) => {
    await using app = await startApp();
    const lists = ['/api/remediations?', '/api/outcomes?from=2026-03-01&to=2026-03-02&'];

    for (const list of lists) {
      const answer = await call(app, 'GET', `${list}continuationToken=${token(content)}`);
      expect(answer).toMatchObject({ status: 400, body: { detail: expect.stringContaining('continuationToken') } });
    }
  });

  it.each(INHERITED)('with the query parameter %s is answered 400, which names it', async (name) => {
    await using app = await startApp();

    const answer = await call(app, 'GET', `/api/remediations?${name}=x`);

    expect(answer).toMatchObject({ status: 400, body: { detail: expect.stringContaining(name) } });
  });

  it('with the key of an earlier one and another body is answered 422, and neither is lost', async () => {
    await using app = await startApp();
    const alertId = addFullServer(app).raiseDiskAlertNow('C:');
    const headers = { 'idempotency-key': 'ticket-4711' };

    const first = await call(app, 'POST', '/api/remediations', { alertId }, headers);
    const at = await call(app, 'POST', '/api/remediations', { alertId: alertId + 1 }, headers);
    await app.clock.advance(MINUTE);
    const later = await call(app, 'POST', '/api/remediations', { agentId: 1, playbook: 'offline-device' }, headers);
    const same = await call(app, 'POST', '/api/remediations', { alertId }, headers);

    expect([first.status, at.status, later.status, same.status]).toEqual([202, 422, 422, 202]);
    expect(at.body.detail).toContain('another body');
    expect(same.location).toBe(first.location);
    expect((await call(app, 'GET', first.location)).body.result).toMatchObject({ accepted: true });
  });

  it('with the key of another one at the same moment loses neither', async () => {
    await using app = await startApp();
    const alertId = addFullServer(app).raiseDiskAlertNow('C:');
    const headers = { 'idempotency-key': 'at-once' };
    const bodies = [{ alertId }, { alertId: alertId + 1 }, { alertId: alertId + 2 }];

    const answers = await Promise.all(bodies.map((body) => call(app, 'POST', '/api/remediations', body, headers)));

    expect(answers.map(({ status }) => status).sort()).toEqual([202, 422, 422]);
  });
});
