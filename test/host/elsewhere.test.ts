import { request } from 'node:http';
import { app } from '@azure/functions';
import { describe, expect, it } from 'vitest';
import { type Host, startHost, VirtualClock } from '../../dev/host/index.ts';

const silent = { clock: new VirtualClock(), log: () => {} };
const register = () => app.http('act', { methods: ['GET', 'POST'], handler: () => ({ body: 'done' }) });

/** The status of a request with these headers, `host` among them, which `fetch` would not send. */
function status(host: Host, method: string, headers: Record<string, string>): Promise<number> {
  const { port } = new URL(host.url);
  return new Promise((done, fail) => {
    const sent = request({ port, host: '127.0.0.1', path: '/api/act', method, agent: false, headers }, (answer) => {
      answer.resume().on('end', () => done(answer.statusCode ?? 0));
    });
    sent.on('error', fail).end();
  });
}

describe('a host that asks for no keys', () => {
  it.each([
    ['nobody’s page (curl)', 'POST', {}, 200],
    ['its own page', 'POST', { origin: 'http://127.0.0.1:PORT' }, 200],
    [
      'its own page under another of its names',
      'POST',
      { host: 'localhost:PORT', origin: 'http://localhost:PORT' },
      200,
    ],
    ['a page of another site', 'POST', { origin: 'https://evil.example' }, 403],
    ['a page of another program on this machine', 'POST', { origin: 'http://127.0.0.1:1' }, 403],
    ['a page without an origin', 'POST', { origin: 'null' }, 403],
    ['a link on another site', 'GET', { origin: 'https://evil.example' }, 200],
    ['a name that was pointed at this machine', 'GET', { host: 'evil.example:PORT' }, 403],
    ['a name that begins like its own', 'GET', { host: '127.0.0.1.evil.example' }, 403],
    ['no readable name', 'GET', { host: 'a b' }, 403],
  ])('answers %s: %s', async (_from, method, headers, expected) => {
    await using host = await startHost({ ...silent, register });
    const { port } = new URL(host.url);
    const sent = Object.entries(headers).map(([name, value]) => [name, value.replace('PORT', port)]);

    expect(await status(host, method, Object.fromEntries(sent))).toBe(expected);
  });

  it('leaves it to the keys where it asks for them', async () => {
    await using host = await startHost({ ...silent, register, enforceKeys: true });

    expect(await status(host, 'GET', { host: 'app.example' })).toBe(200);
  });
});
