import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../dev/host/clock.ts';
import type { Policy } from '../../../shared/policy/policy.ts';
import { policy } from '../../../shared/policy/policy.ts';
import { call } from '../../helpers/app/api.ts';
import { startApp } from '../../helpers/app/app.ts';
import { startSlack } from '../../helpers/receivers/slack.ts';

const channels: Policy['notify']['channels'] = policy.parse({
  notify: {
    channels: [
      {
        name: 'ops',
        type: 'slack',
        secret: 'notify-ops',
        events: ['approval-needed'],
        minPriority: 'High',
        language: 'de',
      },
      { name: 'boss', type: 'teams', secret: 'notify-boss', customers: [11] },
    ],
  },
}).notify.channels;

/** An app whose channel `ops` leads to a Slack of ours. */
async function started() {
  const clock = new VirtualClock('2026-03-02T08:00:00Z');
  const slack = await startSlack(clock);
  const app = await startApp({
    clock,
    receivers: [slack],
    secrets: { 'notify-ops': slack.url },
    policy: { notify: { channels, dailySummaryAt: '06:30' }, timeZone: 'Europe/Berlin' },
  });
  return { app, slack };
}

describe('GET /api/channels', () => {
  it('names channels, what they are notified of and that nothing was sent yet, and no secret', async () => {
    const { app, slack } = await started();
    await using _ = slack;
    await using _app = app;

    const { status, body } = await call(app, 'GET', '/api/channels');

    expect(status).toBe(200);
    expect(body).toMatchObject({ dailySummaryAt: '06:30', timeZone: 'Europe/Berlin' });
    expect(body.channels).toMatchObject([
      {
        name: 'ops',
        type: 'slack',
        secret: 'notify-ops',
        minPriority: 'High',
        language: 'de',
        health: { state: 'unused' },
      },
      { name: 'boss', customers: [11], minPriority: null, language: 'en', health: { waiting: 0, lastOkAt: null } },
    ]);
    expect(JSON.stringify(body)).not.toContain(slack.url);
  });

  it('says why one fails', async () => {
    const { app, slack } = await started();
    await using _ = slack;
    await using _app = app;
    const at = Date.parse('2026-03-02T07:00:00Z');
    const state = { name: 'ops', setUp: 'x', tries: 2, refusals: 2, dropped: 1 };
    const failed = { failingSince: at, lastFailedAt: at, code: 'channel_refused', reason: 'gone (404)' };
    await app.deps.outboxStore.saveChannel({ ...state, ...failed }, undefined);
    await app.deps.outboxStore.saveChannel({ ...state, ...failed, name: 'boss', deadSince: at }, undefined);

    const { body } = await call(app, 'GET', '/api/channels');

    const shown = {
      lastFailedAt: '2026-03-02T07:00:00.000Z',
      code: 'channel_refused',
      reason: 'gone (404)',
      dropped: 1,
    };
    expect(body.channels).toMatchObject([
      { name: 'ops', health: { state: 'failing', ...shown } },
      { name: 'boss', health: { state: 'dead', ...shown } },
    ]);
  });
});

describe('POST /api/channels/{name}/test', () => {
  it('sends one message in the language of the channel, and says that accepted is not read', async () => {
    const { app, slack } = await started();
    await using _ = slack;
    await using _app = app;

    const { status, body } = await call(app, 'POST', '/api/channels/ops/test');

    expect(status).toBe(200);
    expect(body).toEqual({ accepted: true, code: null, reason: null, next: 'Slack took it. Check the channel.' });
    expect(slack.shown).toMatchObject([{ text: expect.stringContaining('Testnachricht von RMM Remediation') }]);
    expect(JSON.stringify(slack.shown)).toContain('02.03.2026 09:00 MEZ');
  });

  it('says why it was not accepted, and shows nothing of the answer', async () => {
    const { app, slack } = await started();
    await using _ = slack;
    await using _app = app;
    slack.behave({ status: 404, answer: 'no_service hunter2' });

    const { status, body } = await call(app, 'POST', '/api/channels/ops/test');

    expect(status).toBe(200);
    expect(body).toMatchObject({ accepted: false, code: 'channel_refused', reason: expect.stringContaining('(404)') });
    expect(JSON.stringify([body, app.log])).not.toMatch(/hunter2|services\/T0/);
    expect(app.log.filter((line) => line.includes('channel-tested'))).toHaveLength(1);
  });

  it('names the secret that is missing', async () => {
    const { app, slack } = await started();
    await using _ = slack;
    await using _app = app;

    const { body } = await call(app, 'POST', '/api/channels/boss/test');

    expect(body).toMatchObject({
      accepted: false,
      code: 'secret_unavailable',
      reason: 'NOTIFY_SECRETS holds no notify-boss',
    });
  });

  it('is refused within ten seconds of the last one, and for a name that is none', async () => {
    const { app, slack } = await started();
    await using _ = slack;
    await using _app = app;

    await call(app, 'POST', '/api/channels/ops/test');
    const again = await call(app, 'POST', '/api/channels/ops/test');
    await app.clock.advance(10_000);
    const later = await call(app, 'POST', '/api/channels/ops/test');
    const unknown = await call(app, 'POST', '/api/channels/constructor/test');

    expect([again.status, again.headers.get('retry-after'), later.status]).toEqual([429, '10', 200]);
    expect(slack.shown).toHaveLength(2);
    expect(unknown).toMatchObject({ status: 404, body: { detail: 'The channels are: ops, boss.' } });
  });
});
