import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../dev/host/clock.ts';
import { addTicketRule } from '../../../dev/simulator/world/ticket-rules.ts';
import { addWebhookRule, type WebhookCall, type WebhookRule } from '../../../dev/simulator/world/webhooks.ts';
import { World } from '../../../dev/simulator/world/world.ts';

const MINUTE = 60_000;

/** A world with a rule that is notified of everything, and a ticket that a person opened before. */
function worldWith(rule: Partial<WebhookRule> = {}) {
  const clock = new VirtualClock();
  const world = new World({ clock });
  const customer = world.addCustomer('Acme');
  const open = () =>
    world.tickets.open({ title: 'x', description: '', endUserId: 1, customerId: customer.id, source: 'Web' });
  const ticket = open();
  const calls: (WebhookCall & { readonly at: number })[] = [];
  addWebhookRule(world, {
    url: () => 'http://app/hook',
    on: ['opened', 'finished', 'status-changed'],
    send: async (call) => {
      calls.push({ ...call, at: clock.now() });
      return 202;
    },
    ...rule,
  });
  return { clock, world, ticket, calls, open };
}

describe('a ticket automation rule that calls a webhook', () => {
  it('is notified of transitions alone: what is saved again unchanged is none', async () => {
    const { clock, world, ticket, calls } = worldWith({ shape: 'flat' });
    world.person.setStatus(ticket.id, 'Open');
    world.person.retitle(ticket.id, 'y');
    world.person.closeTicket(ticket.id);
    world.person.closeTicket(ticket.id);

    await clock.advance(MINUTE);

    expect(calls.map(({ body }) => JSON.parse(body))).toEqual(
      Array(2).fill({ TicketID: ticket.id, TicketStatus: 'Closed', CustomerID: 11 }),
    );
  });

  it('is not triggered by another rule, nor by the API unless it is told so', async () => {
    const { clock, world, ticket, calls, open } = worldWith();
    addTicketRule(world, { status: 'Pending' });
    open();
    await clock.advance(MINUTE);
    expect(calls).toHaveLength(1);

    world.tickets.change(ticket, { status: 'Resolved' }, 'api');
    await clock.advance(MINUTE);
    expect(calls).toHaveLength(1);

    addWebhookRule(world, { url: () => '', on: ['finished'], send: async () => calls.push({} as never), ofApi: 1 });
    world.tickets.change(ticket, { status: 'Open' }, 'api');
    world.tickets.change(ticket, { status: 'Resolved' }, 'api');
    await clock.advance(MINUTE);
    expect(calls).toHaveLength(2);
  });

  it('calls twice, late, out of order and again where nothing answers, as far as it is told to', async () => {
    let tries = 0;
    const { clock, world, ticket, calls } = worldWith({ twice: 1, delayMs: [0, MINUTE], retries: 2 });
    addWebhookRule(world, {
      ...{ url: () => '', on: ['finished'], retries: 2 },
      send: async () => {
        tries++;
        throw new Error('nobody listens');
      },
    });
    for (const status of ['A', 'B', 'C', 'Closed']) world.person.setStatus(ticket.id, status);

    await clock.advance(5 * MINUTE);

    expect(calls).toHaveLength(10);
    expect(new Set(calls.map(({ at }) => at)).size).toBeGreaterThan(3);
    expect(new Set(calls.map(({ contentType, body }) => `${contentType} ${body}`)).size).toBeGreaterThan(3);
    expect(tries).toBe(3);
  });
});
