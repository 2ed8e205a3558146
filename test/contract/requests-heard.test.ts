import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { VirtualClock } from '../../dev/host/clock.ts';
import { type OnCall, requestJson } from '../../shared/http/request-json.ts';
import { sessionOf } from '../helpers/hosts/leases.ts';
import { type Answer, json, startStandIn, testDispatcher } from '../helpers/vendors/stand-in-server.ts';

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((close) => close()));
});

type Call = Parameters<OnCall>[0];

/** Sends one request to a server that behaves like `answer`, and returns what was heard of it. */
async function heardOf(answer: Answer, tokens = 5): Promise<Call[]> {
  const server = await startStandIn(answer);
  const dispatcher = testDispatcher();
  open.push(
    () => dispatcher.destroy(),
    () => server[Symbol.asyncDispose](),
  );
  const clock = new VirtualClock();
  const heard: Call[] = [];
  const transport = { vendor: 'V', baseUrl: server.url, dispatcher, clock, onCall: (call: Call) => heard.push(call) };
  const arrived = server.arrived();
  const sent = requestJson(transport, await sessionOf(clock, { n: tokens }), {
    method: 'GET',
    pathTemplate: '/things/{thing}',
    params: { thing: 'secret thing' },
    query: { q: 'secret search' },
    headers: { 'x-api-key': 'secret key' },
    response: z.object({ n: z.number() }),
  }).catch(() => undefined);
  if (tokens > 0) await arrived;
  await clock.advance(10_000);
  await sent;
  return heard;
}

describe('of a request is heard', () => {
  it.each<[string, Answer, Call['status']]>([
    ['its status', (response) => json(response, 200, { n: 1 }), 200],
    ['the status of a refusal', (response) => json(response, 429, {}), 429],
    ['the status of a body that cannot be used', (response) => response.end('<html>'), 200],
    [
      'the status of a body that breaks off',
      (response) => void response.writeHead(200).write('{', () => response.destroy()),
      200,
    ],
    ['that there was none in time', () => {}, 'timeout'],
    ['that the connection broke before there was one', (response) => response.destroy(), 'unreachable'],
  ])('%s', async (_, answer, status) => {
    const heard = await heardOf(answer);

    expect(heard).toMatchObject([{ vendor: 'V', method: 'GET', status, seconds: expect.any(Number) }]);
    expect(JSON.stringify(heard)).not.toContain('secret');
  });

  it('when its answer was dated, and our clock around it', async () => {
    const date = 'Mon, 02 Mar 2026 07:59:00 GMT';
    const answer: Answer = (response) => {
      response.sendDate = false;
      response.setHeader('date', date);
      json(response, 200, { n: 1 });
    };
    const at = new VirtualClock().now();

    const [heard] = await heardOf(answer);

    expect(heard?.dated).toMatchObject({ date, sentAt: at, receivedAt: expect.any(Number) });
  });

  it('no date without an answer', async () => {
    const [heard] = await heardOf((response) => response.destroy());

    expect(heard?.dated).toBeUndefined();
  });

  it('nothing when it was not sent', async () => {
    expect(await heardOf((response) => json(response, 200, { n: 1 }), 0)).toEqual([]);
  });
});
