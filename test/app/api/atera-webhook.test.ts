import { describe, expect, it } from 'vitest';
import { type PayloadShape, payloadShapes } from '../../../dev/simulator/world/webhooks.ts';
import { MemoryTables } from '../../../dev/tables/memory-tables.ts';
import { call } from '../../helpers/app/api.ts';
import { HOUR, MINUTE, type TestApp, writes } from '../../helpers/app/app.ts';
import { addAnotherFullServer, appWithTicket, newestTicket } from '../../helpers/app/ticket-app.ts';
import { hookUp } from '../../helpers/app/webhooks.ts';

const SECOND = 1_000;
const ticketReads = ({ simulator }: TestApp, ticketId?: number) =>
  simulator
    .requestsOf('GET /tickets/{ticketId}')
    .filter(({ path }) => ticketId === undefined || path.endsWith(`/${ticketId}`)).length;
const hint = (app: TestApp, body: unknown) => call(app, 'POST', '/api/webhooks/atera', body);
const stateOf = async (app: TestApp) => (await app.outcomes()).at(-1);

/** The ticket of another full server, opened within the last minute. */
async function openAnother(app: TestApp, lastId: number) {
  addAnotherFullServer(app, 'NW-SRV-02');
  for (let minute = 0; minute < 60 && newestTicket(app).id === lastId; minute++) await app.clock.advance(MINUTE);
  return newestTicket(app);
}

/** Of the storage, without what a poll costs: time stands still. */
const operations = ({ transactions }: MemoryTables) => [...transactions.values()].reduce((sum, one) => sum + one, 0);

describe("a person's end of our ticket, reported by Atera", () => {
  it.each(Object.keys(payloadShapes) as PayloadShape[])(
    'is recognised within a minute, reported as %s',
    async (shape) => {
      const { app, ticket } = await appWithTicket();
      await using _app = app;
      const { answers } = hookUp(app, { shape });
      app.simulator.world.person.closeTicket(ticket.id);

      await app.clock.advance(MINUTE);

      expect(await stateOf(app)).toMatchObject({ state: 'waiting', code: 'closed-by-person' });
      expect(answers).toEqual([202, 202]);
    },
  );

  it('is recognised though notices come late, twice, out of order and again where none was taken', async () => {
    const { app, ticket } = await appWithTicket();
    await using _app = app;
    const { person } = app.simulator.world;
    hookUp(app, { twice: 1, retries: 2, delayMs: [0, 20 * SECOND], ofApi: 0.5 });
    person.setStatus(ticket.id, 'Pending');
    person.setStatus(ticket.id, 'Open');
    person.closeTicket(ticket.id);

    await app.clock.advance(20 * SECOND + MINUTE);

    expect(await stateOf(app)).toMatchObject({ code: 'closed-by-person' });
    expect(ticketReads(app)).toBeLessThanOrEqual(2);
  });

  it('is seen by the poll after it, where the ticket was read within the minute before', async () => {
    const { app, ticket } = await appWithTicket();
    await using _app = app;
    hookUp(app);
    app.simulator.world.person.setStatus(ticket.id, 'Pending');
    await app.clock.advance(30 * SECOND);
    expect(await stateOf(app)).toMatchObject({ code: 'still-occurring' });
    app.simulator.world.person.closeTicket(ticket.id);

    await app.clock.advance(11 * MINUTE);

    expect(await stateOf(app)).toMatchObject({ code: 'closed-by-person' });
    expect(ticketReads(app)).toBe(2);
  });

  it('is found without a notice as before, an hour later', async () => {
    const { app, ticket } = await appWithTicket();
    await using _app = app;
    app.simulator.world.person.closeTicket(ticket.id);

    await app.clock.advance(MINUTE);
    expect(await stateOf(app)).not.toMatchObject({ code: 'closed-by-person' });
    await app.clock.advance(5 * HOUR);

    expect(await stateOf(app)).toMatchObject({ code: 'closed-by-person' });
  });

  it('is read while the kill switch is on, and nothing is written', async () => {
    const { app, ticket } = await appWithTicket();
    await using _app = app;
    hookUp(app);
    await call(app, 'PUT', '/api/kill-switch', { on: true, reason: 'restore', by: 'Kim' });
    const before = writes(app).length;
    app.simulator.world.person.closeTicket(ticket.id);

    await app.clock.advance(MINUTE);

    expect(await stateOf(app)).toMatchObject({ code: 'closed-by-person' });
    expect(writes(app)).toHaveLength(before);
  });
});

describe('a notice about a ticket', () => {
  it('that is not ours, or carries nothing any more, costs one read of storage and no request to Atera', async () => {
    const tables = new MemoryTables();
    const { app } = await appWithTicket({ tables });
    await using _app = app;
    const requests = app.simulator.requests.length;
    const before = operations(tables);

    for (let again = 0; again < 3; again++) await hint(app, { TicketID: 424_242 });

    expect(operations(tables) - before).toBe(2);
    expect(app.simulator.requests).toHaveLength(requests);
  });

  it('costs next to nothing in a storm of thousands, and our own ticket is read once', async () => {
    const tables = new MemoryTables();
    const { app, ticket } = await appWithTicket({ tables });
    await using _app = app;
    const requests = app.simulator.requests.length;
    const before = operations(tables);

    for (let number = 0; number < 400; number++) {
      const named = [ticket.id, 100_000 + number, 200_000 + number, 300_000 + number, 400_000 + number];
      const answer = await hint(
        app,
        named.map((TicketID) => ({ TicketID })),
      );
      expect(answer.status).toBe(202);
    }

    expect(operations(tables) - before).toBeLessThan(100);
    await app.clock.advance(30 * SECOND);
    expect(ticketReads(app)).toBe(1);
    expect(app.simulator.requests.length - requests).toBeLessThanOrEqual(4);
  });

  it('about a bulk close starts some follow-ups itself and leaves the rest to the next poll', async () => {
    const { app } = await appWithTicket({ pollSchedule: '0 */2 * * * *' });
    await using _app = app;
    for (let number = 0; number < 29; number++) addAnotherFullServer(app, `NW-SRV-1${number}`);
    await app.clock.advance(HOUR);
    const tickets = app.simulator.world.tickets.all();
    expect(tickets).toHaveLength(30);
    hookUp(app, { on: ['finished'] });
    for (const { id } of tickets) app.simulator.world.person.closeTicket(id);

    await app.clock.advance(5 * MINUTE);

    const codes = (await app.outcomes()).map(({ code }) => code);
    expect(codes.filter((code) => code === 'closed-by-person')).toHaveLength(30);
  });

  it('that the app itself opened says nothing: no follow-up is started for it', async () => {
    const { app, ticket } = await appWithTicket();
    await using _app = app;
    const { answers } = hookUp(app, { ofApi: 1 });

    const opened = await openAnother(app, ticket.id);
    await app.clock.advance(MINUTE);

    expect(answers).toEqual([202]);
    expect(ticketReads(app, opened.id)).toBe(0);
  });

  it('that is minutes old does not hurry what is learned of rules: one that acts late is no person', async () => {
    const { app, ticket } = await appWithTicket();
    await using _app = app;
    const opened = await openAnother(app, ticket.id);
    const memory = async () => {
      const { rows } = await app.deps.conditions.list({ state: 'open' }, { top: 10, token: undefined });
      return rows.find(({ ticketId }) => ticketId === opened.id)?.ticket;
    };
    await app.clock.advance(2 * MINUTE);
    await hint(app, { TicketID: opened.id });
    await app.clock.advance(MINUTE);
    expect(ticketReads(app, opened.id)).toBe(1);
    expect(await memory()).toMatchObject({ readBack: false });

    await app.clock.advance(HOUR + 15 * MINUTE);

    expect(await memory()).toMatchObject({ readBack: true });
  });

  it.each([
    ['without a body', ''],
    ['that is no JSON', '<html>'],
    ['with everything but a ticket', '{"id":1,"list":[null,{"x":"y"}]}'],
  ])('%s is taken and changes nothing', async (_what, body) => {
    const { app } = await appWithTicket();
    await using _app = app;
    const rows = async () => (await app.deps.conditions.list({}, { top: 10, token: undefined })).rows;
    const before = await rows();

    const answer = await hint(app, body);

    expect(answer).toMatchObject({ status: 202, text: '' });
    expect(await rows()).toEqual(before);
  });

  it('that is larger than any notice is refused', async () => {
    const { app } = await appWithTicket();
    await using _app = app;

    const answer = await hint(app, `{"TicketID":7001,"x":"${'a'.repeat(100_000)}"}`);

    expect(answer).toMatchObject({ status: 413, type: 'application/problem+json' });
  });
});
