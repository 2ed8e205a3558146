import { afterEach, describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../dev/host/clock.ts';
import type { ChannelMessage, LinkedEvent } from '../../../shared/notify/channels/message.ts';
import { openChannelSender } from '../../../shared/notify/channels/open-sender.ts';
import type { Channel } from '../../../shared/policy/sections/notify-section.ts';
import type { Receiver } from '../../helpers/receivers/receiver.ts';
import { startSlack } from '../../helpers/receivers/slack.ts';
import { startTeams } from '../../helpers/receivers/teams.ts';
import { SIGNING_SECRET, startWebhook } from '../../helpers/receivers/webhook.ts';

const LOCALE = { timeZone: 'Europe/Berlin', language: 'en' } as const;
const open: AsyncDisposable[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one[Symbol.asyncDispose]();
});

const QUESTION: LinkedEvent = {
  id: 'approval-needed-1',
  event: 'approval-needed',
  at: Date.parse('2026-03-02T08:00:00Z'),
  customerId: 11,
  customerName: 'Contoso',
  deviceName: 'SRV-01',
  playbook: 'disk-space',
  priority: 'High',
  ticketId: 4711,
  remediationId: 'rem.a5.disk-space.C.1',
  question: { expiresAt: Date.parse('2026-03-03T08:00:00Z') },
  text: 'Drive C: of SRV-01 is 95 % full. Run the cleanup worklet?',
  links: { answer: 'https://rmm.example/api/answer?t=abc', dashboard: 'https://rmm.example/api/dashboard/' },
};
const message: ChannelMessage = { kind: 'event', event: QUESTION };

/** Who is sent to, and a sender with the secret that leads there. */
async function started(type: Channel['type']) {
  const clock = new VirtualClock();
  const start = { teams: startTeams, slack: startSlack, webhook: startWebhook }[type];
  const receiver: Receiver = await start(clock);
  open.push(receiver);
  const secret = (url: string) => (type === 'webhook' ? JSON.stringify({ url, signingSecret: SIGNING_SECRET }) : url);
  const values = { 'notify-ops': secret(receiver.url) };
  const settings = { hosts: [], secrets: { kind: 'setting', values } as const, isDevelopment: true };
  const sender = openChannelSender(settings, { clock, credential: { getToken: async () => null } });
  const to = { name: 'ops', type, secret: 'notify-ops' } as const;
  const send = (what: ChannelMessage = message, name = 'notify-ops') =>
    clock.track(() => sender.send({ ...to, secret: name }, what, LOCALE));
  return { clock, receiver, send };
}

describe.each(['teams', 'slack', 'webhook'] as const)('a message to %s', (type) => {
  it('arrives', async () => {
    const { receiver, send } = await started(type);

    expect(await send()).toEqual({ ok: true });
    expect(receiver.failures).toEqual([]);
    expect(receiver.shown).toHaveLength(1);
    expect(JSON.stringify(receiver.shown)).toContain('Run the cleanup worklet?');
  });

  it('says who it is from and its length, and is no chunked one', async () => {
    const { receiver, send } = await started(type);

    await send();

    const [{ headers, body } = { headers: {}, body: '' }] = receiver.requests;
    expect(headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'content-length': String(Buffer.byteLength(body)),
    });
    expect(headers).not.toHaveProperty('transfer-encoding');
  });

  it.each([
    [429, { 'retry-after': '30' }, { isPermanent: false, code: 'rate_limited', retryAfterSeconds: 30 }],
    [429, {}, { isPermanent: false, code: 'rate_limited' }],
    [
      503,
      { 'retry-after': 'Mon, 02 Mar 2026 08:02:00 GMT' },
      { isPermanent: false, code: 'receiver_failed', retryAfterSeconds: 120 },
    ],
    [500, {}, { isPermanent: false, code: 'receiver_failed' }],
    [408, {}, { isPermanent: false, code: 'receiver_failed' }],
    [302, { location: 'http://127.0.0.1:1/' }, { isPermanent: true, code: 'redirected' }],
    [401, {}, { isPermanent: true, code: 'channel_refused' }],
    [403, {}, { isPermanent: true, code: 'channel_refused' }],
    [404, {}, { isPermanent: true, code: 'channel_refused' }],
    [410, {}, { isPermanent: true, code: 'channel_refused' }],
    [413, {}, { isPermanent: true, code: 'message_refused' }],
    [400, {}, { isPermanent: true, code: type === 'teams' ? 'channel_refused' : 'message_refused' }],
  ])('that is answered with %i %o is judged by it, and its answer shown nowhere', async (status, headers, judged) => {
    const { receiver, send } = await started(type);
    receiver.behave({ status, headers, answer: 'internal-secret of the receiver' });

    const attempt = await send();

    expect(attempt).toEqual({ ok: false, reason: expect.stringContaining(`(${status})`), ...judged });
    expect(JSON.stringify(attempt)).not.toContain('internal-secret');
    expect(receiver.requests).toHaveLength(1);
  });

  it('that hangs is given up after ten seconds', async () => {
    const { clock, receiver, send } = await started(type);
    receiver.behave('hang');

    const sending = send();
    await clock.advance(9_999);
    const early = await Promise.race([sending, Promise.resolve('waits')]);
    await clock.advance(1);

    expect(early).toBe('waits');
    expect(await sending).toMatchObject({ ok: false, isPermanent: false, code: 'timeout' });
  });

  it('whose connection breaks may be sent again', async () => {
    const { receiver, send } = await started(type);
    receiver.behave('reset');

    expect(await send()).toMatchObject({ ok: false, isPermanent: false, code: 'unreachable' });
  });

  it('without its secret is not sent, and the reason names the secret', async () => {
    const { receiver, send } = await started(type);

    const attempt = await send(message, 'notify-other');

    expect(attempt).toEqual({
      ...{ ok: false, isPermanent: false, code: 'secret_unavailable' },
      reason: 'NOTIFY_SECRETS holds no notify-other',
    });
    expect(receiver.requests).toEqual([]);
  });
});
