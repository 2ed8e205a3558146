import { Webhook } from 'standardwebhooks';
import { afterEach, describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../dev/host/clock.ts';
import { openChannelSender } from '../../../shared/notify/channels/open-sender.ts';
import type { Channel } from '../../../shared/policy/sections/notify-section.ts';
import { openNamedSecrets } from '../../../shared/secrets/named-secrets.ts';
import { startSlack } from '../../helpers/receivers/slack.ts';
import { SIGNING_SECRET, startWebhook } from '../../helpers/receivers/webhook.ts';
import { selfSignedCertificate } from '../../helpers/vendors/self-signed-certificate.ts';
import { json, startStandIn } from '../../helpers/vendors/stand-in-server.ts';

const MINUTE = 60_000;
const LOCALE = { timeZone: 'UTC', language: 'en' } as const;
const OTHER_SECRET = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;
const tls = selfSignedCertificate();
const open: AsyncDisposable[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one[Symbol.asyncDispose]();
});

function kept<T extends AsyncDisposable>(one: T): T {
  open.push(one);
  return one;
}

/** A vault with some secrets, which a test may change, and a sender that reads them. */
async function started(secrets: Record<string, string>) {
  const clock = new VirtualClock();
  const vault = kept(
    await startStandIn((response, { url, headers }) => {
      if (headers.authorization === undefined) {
        const challenge =
          'Bearer authorization="https://login.microsoftonline.com/t", resource="https://vault.azure.net"';
        return response.writeHead(401, { 'www-authenticate': challenge }).end();
      }
      const name = /^\/secrets\/([^/]+)\//.exec(url)?.[1] ?? '';
      const value = secrets[name];
      if (value === undefined) return json(response, 404, { error: { code: 'SecretNotFound', message: 'hunter2' } });
      return json(response, 200, { id: `${vault.url}/secrets/${name}/0123456789abcdef0123456789abcdef`, value });
    }, tls),
  );
  const getToken = async () => ({ token: 't', expiresOnTimestamp: Number.MAX_SAFE_INTEGER });
  const clientOptions = { disableChallengeResourceVerification: true, tlsOptions: { ca: tls.cert } };
  const dependencies = { clock, credential: { getToken }, clientOptions };
  const location = { kind: 'vault', vaultUrl: vault.url } as const;
  // Receivers of the tests are on this machine.
  const sender = openChannelSender({ hosts: [], secrets: location, isDevelopment: true }, dependencies);
  const send = (type: Channel['type'], secret = 'notify-ops') =>
    sender.send({ name: 'ops', type, secret }, { kind: 'test', id: `test-${clock.now()}`, at: clock.now() }, LOCALE);
  const reads = () => vault.requests.filter(({ headers }) => headers.authorization !== undefined).map(({ url }) => url);
  return { clock, secrets, reads, send, named: openNamedSecrets('notify-', location, dependencies) };
}

describe("a channel's secret", () => {
  it('is read once for many messages, and again after ten minutes', async () => {
    const slack = kept(await startSlack(new VirtualClock()));
    const { send, reads, clock } = await started({ 'notify-ops': `${slack.url}\n` });

    await send('slack');
    await send('slack');
    const before = reads().length;
    await clock.advance(10 * MINUTE);
    await send('slack');

    expect([before, reads().length]).toEqual([1, 2]);
    expect(slack.shown).toHaveLength(3);
  });

  it('is read again when the receiver refuses everything, and the message sent to the new address at once', async () => {
    const [before, after] = [kept(await startSlack(new VirtualClock())), kept(await startSlack(new VirtualClock()))];
    const { send, secrets, reads } = await started({ 'notify-ops': before.url });
    await send('slack');

    before.behave({ status: 404 });
    secrets['notify-ops'] = after.url;
    const attempt = await send('slack');

    expect(attempt).toEqual({ ok: true });
    expect(reads()).toHaveLength(2);
    expect([before.requests.length, after.requests.length]).toEqual([2, 1]);
  });

  it('that has not changed is not tried again, nor read again for a minute', async () => {
    const slack = kept(await startSlack(new VirtualClock()));
    const { send, reads } = await started({ 'notify-ops': slack.url });
    slack.behave({ status: 410 });

    const attempts = [await send('slack'), await send('slack')];

    expect(attempts).toMatchObject([{ code: 'channel_refused' }, { code: 'channel_refused' }]);
    expect(slack.requests).toHaveLength(2);
    expect(reads()).toHaveLength(2);
  });

  it('that is missing is named, and the vault is quoted nowhere', async () => {
    const { send } = await started({});

    const attempt = await send('teams');

    expect(attempt).toEqual({
      ...{ ok: false, isPermanent: false, code: 'secret_unavailable' },
      reason: "Secret notify-ops can't be read from the vault: 404",
    });
  });

  it.each([
    ['webhook', 'https://hunter2.example/'],
    ['webhook', '{"url": "hunter2"}'],
    ['webhook', '{"url": "https://hunter2.example/", "signingSecret": "hunter2"}'],
    ['webhook', `{"url": "https://a.example/", "signingSecret": "${SIGNING_SECRET}", "hunter2": 1}`],
    ['webhook', '{hunter2'],
    ['slack', '{"url": "https://hunter2.example/"}'],
    ['teams', 'hunter2 https://hunter2.example/'],
    ['slack', 'https://hunter2.example/'],
    ['teams', 'http://hunter2.example/'],
  ] as const)('of a %s that holds something else is named, and quoted nowhere: %s', async (type, value) => {
    const { send } = await started({ 'notify-ops': value });

    const attempt = await send(type);

    expect(attempt).toMatchObject({
      ok: false,
      isPermanent: true,
      code: expect.stringMatching(/^(secret_invalid|address_refused)$/),
    });
    expect(JSON.stringify(attempt)).toContain('notify-ops');
    expect(JSON.stringify(attempt)).not.toContain('hunter2');
  });

  it('of another name is never read', async () => {
    const { named, send, reads } = await started({ 'atera-api-key': 'hunter2' });

    await expect(named.named('atera-api-key').current()).rejects.toMatchObject({ code: 'secret_unavailable' });
    expect(await send('slack', 'atera-api-key')).toMatchObject({ ok: false, code: 'secret_unavailable' });
    expect(reads()).toEqual([]);
  });
});

describe('the signature of a webhook', () => {
  it('is one for each key, so that a receiver verifies with either while keys are exchanged', async () => {
    const clock = new VirtualClock();
    const [before, after] = [kept(await startWebhook(clock)), kept(await startWebhook(clock, OTHER_SECRET))];
    const both = { signingSecret: OTHER_SECRET, previousSigningSecret: SIGNING_SECRET };
    const { send } = await started({
      'notify-old': JSON.stringify({ url: before.url, ...both }),
      'notify-new': JSON.stringify({ url: after.url, ...both }),
    });

    expect(await send('webhook', 'notify-old')).toEqual({ ok: true });
    expect(await send('webhook', 'notify-new')).toEqual({ ok: true });
    expect(before.requests[0]?.headers['webhook-signature']).toMatch(/^v1,\S+ v1,\S+$/);
  });

  it('is over the time of the try, and the id of the message', async () => {
    const clock = new VirtualClock();
    const webhook = kept(await startWebhook(clock));
    const { send } = await started({
      'notify-ops': JSON.stringify({ url: webhook.url, signingSecret: SIGNING_SECRET }),
    });

    await send('webhook');

    const [{ headers, body } = { headers: {} as Record<string, string>, body: '' }] = webhook.requests;
    const at = new Date(Number(headers['webhook-timestamp']) * 1_000);
    expect(at.toISOString()).toBe('2026-03-02T08:00:00.000Z');
    expect(headers['webhook-signature']).toBe(new Webhook(SIGNING_SECRET).sign(headers['webhook-id'] ?? '', at, body));
  });

  it('of a key that the receiver does not have is refused', async () => {
    const webhook = kept(await startWebhook(new VirtualClock()));
    const { send } = await started({ 'notify-ops': JSON.stringify({ url: webhook.url, signingSecret: OTHER_SECRET }) });

    expect(await send('webhook')).toMatchObject({ ok: false, isPermanent: true, code: 'channel_refused' });
    expect(webhook.shown).toEqual([]);
  });
});
