import { describe, expect, it } from 'vitest';
import { startHost } from '../../../dev/host/index.ts';
import { payloadShapes } from '../../../dev/simulator/world/webhooks.ts';
import { registerApp } from '../../../functions/register.ts';
import { call } from '../../helpers/app/api.ts';
import { MINUTE } from '../../helpers/app/app.ts';
import { appWithTicket } from '../../helpers/app/ticket-app.ts';
import { type Draw, drawsOf } from '../../interruptions/draw.ts';

const REQUESTS = 1_300;

/** Names, numbers and texts that a payload might hold, and those that break what reads it. */
const NAMES = ['TicketID', 'ticket', 'id', 'TicketNumber', '__proto__', 'constructor', 'url', '', 'a'.repeat(300)];
const VALUES = [
  ...[
    0,
    -1,
    7.5,
    1e308,
    2 ** 53,
    true,
    null,
    '',
    ' ',
    'x',
    '💥',
    '\u0000',
    '\ud800',
    '<script>',
    '99999999999999999999',
  ],
  ...['https://app.atera.com/new/ticket/', '/tickets/1/2/3', "' or PartitionKey ne '", '%', '%zz', '{"a":', '[[[['],
];

/** A payload about a ticket that is not ours, or about none. */
function payload(draw: Draw, foreignId: number): { readonly body: string; readonly type: string } {
  const shape = draw.pick(Object.values(payloadShapes), 'shape');
  const made = shape({ id: foreignId, status: 'Closed', title: 'Disk' } as never, 'finished');
  const odd = JSON.stringify(oddValue(draw, foreignId, 0)) ?? '';
  const body = draw.yes('odd', 0.6) ? odd : made.body;
  const cut = draw.yes('cut', 0.2) ? body.slice(0, draw.between([0, body.length], 'length')) : body;
  const type = draw.pick(['application/json', 'text/plain', 'application/x-www-form-urlencoded', 'x/y'], 'type');
  return { body: draw.yes('huge', 0.01) ? cut.padEnd(100_001, '[') : cut, type };
}

function oddValue(draw: Draw, foreignId: number, depth: number): unknown {
  const at = (what: string) => `${what} ${depth}`;
  if (depth > 4 || draw.yes(at('leaf'), 0.3))
    return draw.yes(at('known'), 0.5) ? foreignId : draw.pick(VALUES, at('value'));
  const inner = [0, 1, 2].map((number) => oddValue(draw, foreignId, depth + 1 + number));
  if (draw.yes(at('list'), 0.3)) return inner;
  return Object.fromEntries(inner.map((value, number) => [draw.pick(NAMES, at(`name ${number}`)), value]));
}

describe('whatever is sent to the webhook', () => {
  it(`changes nothing of what it does not name, in ${REQUESTS} requests, and is answered with no 500 and no secret`, async () => {
    const { app, ticket } = await appWithTicket();
    await using _app = app;
    await app.host.stop();
    const register = () => registerApp(app.deps);
    const surroundings = { clock: app.clock, clientInProcess: true, enforceKeys: true, log: () => {} };
    await using host = await startHost({ register, ...surroundings });
    const secrets = [...Object.values(host.keys), app.simulator.keys.current];
    const rows = async () => (await app.deps.conditions.list({}, { top: 100, token: undefined })).rows;
    const logged = app.log.length;
    const statuses = new Map<number, number>();

    for (let number = 0; number < REQUESTS; number++) {
      const draw = drawsOf(7_919 * number + 3);
      const { body, type } = payload(draw, ticket.id + 1 + number);
      const key = draw.yes('no key', 0.1) ? draw.pick(['', 'x'.repeat(40)], 'wrong key') : host.keys.function;
      const headers = { 'content-type': type, ...(key !== undefined && { 'x-functions-key': key }) };
      const answer = await call({ host }, 'POST', '/api/webhooks/atera', body, headers);
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      const whole = `${answer.text} ${JSON.stringify([...answer.headers])}`;
      expect(secrets.filter((secret) => whole.includes(secret))).toEqual([]);
      // So that hints are looked up again, beyond the limit of a minute.
      if (number % 50 === 49) await app.clock.advance(MINUTE);
    }

    expect([...statuses.keys()].sort()).toEqual([202, 401, 413]);
    expect(statuses.get(202)).toBeGreaterThan(REQUESTS / 2);
    expect((await rows()).map(({ ticketId, ticketHintAt }) => [ticketId, ticketHintAt])).toEqual([
      [ticket.id, undefined],
    ]);
    const lines = app.log.slice(logged).join('\n');
    expect(secrets.filter((secret) => lines.includes(secret))).toEqual([]);
    expect(lines).not.toMatch(/http-failed|ticket-hint/);
  });
});
