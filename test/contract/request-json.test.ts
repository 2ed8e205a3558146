import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { VirtualClock } from '../../dev/host/clock.ts';
import { type JsonRequest, requestJson, STATUS_ONLY } from '../../shared/http/request-json.ts';
import { sessionOf } from '../helpers/hosts/leases.ts';
import { type Answer, json, startStandIn, testDispatcher } from '../helpers/vendors/stand-in-server.ts';

const KEY = 'k'.repeat(32);
const Body = z.object({ n: z.number() });
const READ: JsonRequest<{ n: number }> = {
  method: 'GET',
  pathTemplate: '/things/{thing}',
  params: { thing: 'a b/c' },
  query: { q: 'secret search', skip: undefined },
  headers: { 'x-api-key': KEY },
  response: Body,
};
const WRITE: JsonRequest<{ n: number }> = { ...READ, method: 'POST', body: { title: 'ü' } };

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((close) => close()));
});

async function world(answer: Answer) {
  const server = await startStandIn(answer);
  const dispatcher = testDispatcher();
  open.push(
    () => dispatcher.destroy(),
    () => server[Symbol.asyncDispose](),
  );
  const clock = new VirtualClock();
  return {
    server,
    clock,
    session: await sessionOf(clock),
    transport: { vendor: 'V', baseUrl: `${server.url}/api/`, dispatcher, clock },
  };
}

describe('requestJson sends', () => {
  it('path, query, headers and body as given, once', async () => {
    const { server, session, transport } = await world((response) => json(response, 200, { n: 1 }));

    const answer = await requestJson(transport, session, WRITE);

    expect(answer).toEqual({ n: 1 });
    expect(server.requests).toMatchObject([
      { method: 'POST', url: '/api/things/a%20b%2Fc?q=secret+search', body: '{"title":"ü"}' },
    ]);
    expect(server.requests[0]?.headers).toMatchObject({ 'x-api-key': KEY, 'content-type': 'application/json' });
  });

  it.each(['', '.', '..'])('nothing when a path segment is %j', async (thing) => {
    const { server, session, transport } = await world((response) => json(response, 200, {}));

    const call = requestJson(transport, session, { ...READ, params: { thing } });

    await expect(call).rejects.toMatchObject({ code: 'vendor_rejected_request', effect: 'none' });
    expect(server.requests).toHaveLength(0);
    expect(session.usage()).toHaveLength(0);
  });

  it('nothing when the lease has no token, or too little time for a write that must not be cut', async () => {
    const { server, clock, transport } = await world((response) => json(response, 200, { n: 1 }));
    const empty = await sessionOf(clock, { n: 0 });
    const short = await sessionOf(clock, { lifeMs: 8_500 });

    await expect(requestJson(transport, empty, READ)).rejects.toMatchObject({ code: 'lease_exhausted' });
    await expect(requestJson(transport, short, { ...WRITE, uncut: true })).rejects.toMatchObject({
      code: 'lease_expired',
    });
    expect(server.requests).toHaveLength(0);
    await expect(requestJson(transport, short, WRITE)).resolves.toEqual({ n: 1 });
  });

  it('one attempt also when it is redirected', async () => {
    const { server, session, transport } = await world((response) =>
      response.writeHead(302, { location: '/api/x' }).end(),
    );

    await expect(requestJson(transport, session, READ)).rejects.toMatchObject({ code: 'vendor_response_invalid' });
    expect(server.requests).toHaveLength(1);
  });
});

describe('requestJson reads', () => {
  it.each([
    ['JSON labelled as text', 'text/plain', '{"n":1}', { n: 1 }],
    ['JSON with a byte order mark', 'application/json', '\ufeff{"n":1}', { n: 1 }],
  ])('%s', async (_, type, body, expected) => {
    const { session, transport } = await world((response) =>
      response.writeHead(200, { 'content-type': type }).end(body),
    );

    await expect(requestJson(transport, session, READ)).resolves.toEqual(expected);
  });

  it.each([
    ['HTML', '<html>login</html>', 'V GET /things/{thing}: HTTP 200, a body that is not JSON'],
    ['JSON that is cut', '{"n":', 'V GET /things/{thing}: HTTP 200, a body that is not JSON'],
    ['nothing', '', 'V GET /things/{thing}: HTTP 200, an unexpected shape (body: invalid_type)'],
    ['another shape', '{"n":"one"}', 'V GET /things/{thing}: HTTP 200, an unexpected shape (n: invalid_type)'],
  ])('%s as an invalid response, saying what but no value', async (_, body, message) => {
    const { session, transport } = await world((response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(body),
    );

    await expect(requestJson(transport, session, READ)).rejects.toMatchObject({
      code: 'vendor_response_invalid',
      message,
    });
  });

  it('an empty body as undefined where the schema allows it, and none where the status says all', async () => {
    const { session, transport } = await world((response) => response.writeHead(204).end());

    await expect(requestJson(transport, session, { ...READ, response: Body.optional() })).resolves.toBeUndefined();
    await expect(requestJson(transport, session, { ...WRITE, response: STATUS_ONLY })).resolves.toBeUndefined();
  });

  it('no more than the size limit', async () => {
    const megabyte = Buffer.alloc(1024 * 1024, ' ');
    const { session, transport } = await world((response) => {
      for (let i = 0; i < 17; i++) response.write(megabyte);
      response.end('{"n":1}');
    });

    const message = 'V GET /things/{thing}: HTTP 200, a body over the size limit';
    await expect(requestJson(transport, session, READ)).rejects.toMatchObject({
      code: 'vendor_response_invalid',
      message,
    });
  });

  it('the status before the body', async () => {
    const problem = { title: 'Bad', errors: { TicketTitle: ['secret'], 'x y': ['secret'] } };
    const { session, transport } = await world((response) => json(response, 400, problem));

    const message = 'V POST /things/{thing}: HTTP 400 (TicketTitle)';
    await expect(requestJson(transport, session, WRITE)).rejects.toMatchObject({
      code: 'vendor_rejected_request',
      message,
    });
  });
});

describe('requestJson stops', () => {
  it('at its own time-out, by the injected clock', async () => {
    const { server, clock, session, transport } = await world(() => {});
    const arrived = server.arrived();
    const call = requestJson(transport, session, WRITE).catch((error: unknown) => error);
    await arrived;

    await clock.advance(8_000);

    expect(await call).toMatchObject({ code: 'vendor_timeout', retryable: true, effect: 'unknown' });
    expect(session.usage()).toEqual([session.lease.notAfter]);
  });

  it('a second before the lease ends, also in the middle of the body', async () => {
    const { server, clock, transport } = await world((response) => {
      response.writeHead(200).write('{"n":');
    });
    const session = await sessionOf(clock, { lifeMs: 5_000 });
    const arrived = server.arrived();
    const call = requestJson(transport, session, READ).catch((error: unknown) => error);
    await arrived;

    await clock.advance(4_000);

    expect(await call).toMatchObject({ code: 'vendor_timeout', effect: 'none', details: { timeoutMs: 4_000 } });
  });

  it('leaving no timer behind once it has its answer', async () => {
    const { clock, session, transport } = await world((response) => json(response, 200, { n: 1 }));

    await requestJson(transport, session, READ);

    expect(clock.nextDue()).toBeUndefined();
    expect(session.usage()).toEqual([clock.now()]);
  });
});

describe('requestJson loses the connection', () => {
  it('refused: nothing happened', async () => {
    const { session, transport } = await world(() => {});
    const unused = createServer();
    await new Promise<void>((resolve) => unused.listen(0, '127.0.0.1', resolve));
    const { port } = unused.address() as AddressInfo;
    await new Promise((resolve) => unused.close(resolve));

    const call = requestJson({ ...transport, baseUrl: `http://127.0.0.1:${port}` }, session, WRITE);

    await expect(call).rejects.toMatchObject({ code: 'vendor_unreachable', effect: 'none' });
  });

  it('reset after a write was sent: unknown', async () => {
    const { session, transport } = await world((response) => response.socket?.resetAndDestroy());

    await expect(requestJson(transport, session, WRITE)).rejects.toMatchObject({
      code: 'vendor_unreachable',
      effect: 'unknown',
    });
  });

  it('in the middle of a body', async () => {
    const { session, transport } = await world((response) => {
      response.writeHead(200, { 'content-length': 100 }).write('{"n":1}', () => response.destroy());
    });

    await expect(requestJson(transport, session, READ)).rejects.toMatchObject({
      code: 'vendor_unreachable',
      retryable: true,
    });
  });
});

describe('requestJson reports', () => {
  it('in no error the key, the query or a value of the path', async () => {
    const statuses = [302, 400, 401, 403, 404, 429, 500, 200];
    const { server, session, transport } = await world((response) =>
      json(response, statuses[server.requests.length - 1] ?? 500, {}),
    );

    const errors = [];
    for (const _ of statuses) errors.push(await requestJson(transport, session, READ).catch((error: unknown) => error));

    const reported = errors.map((error) => `${error} ${JSON.stringify(error)} ${(error as Error).stack}`).join('\n');
    expect(errors).toHaveLength(8);
    expect(reported).not.toMatch(/kkkk|secret|a%20b|a b\/c/);
  });
});
