import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../helpers/app/app.ts';
import { addAnotherFullServer, appWithTicket, newestTicket } from '../../../helpers/app/ticket-app.ts';

/** A full disk with its ticket, and a ticket of somebody else's. */
async function withAnother() {
  const { app, device, ticket, technician } = await appWithTicket();
  const { world } = app.simulator;
  const other = world.tickets.open({
    ...{ title: 'Storage of North Wind', description: 'planned', source: 'Web' },
    ...{ endUserId: ticket.endUserId, customerId: ticket.customerId, technicianId: technician.id },
  });
  return { app, device, ticket, other, world, [Symbol.asyncDispose]: () => app[Symbol.asyncDispose]() };
}

describe('a ticket that a person merges into another one while its condition is watched', () => {
  it('is followed there: commented, never closed, and no second one is opened', async () => {
    await using scenario = await withAnother();
    const { app, device, ticket, other, world } = scenario;
    world.person.mergeTicket(ticket.id, other.id);
    await app.clock.advance(30 * HOUR);
    device.setDiskUsedPercent('C:', 50);

    await app.clock.advance(8 * HOUR);

    expect(world.tickets.all()).toHaveLength(2);
    expect(ticket.status).toBe('Merged');
    expect(other).toMatchObject({ status: 'Open' });
    expect(other.comments.at(-1)?.text).toContain('The condition has recovered');
    expect(await app.outcomes()).toMatchObject([{ code: 'verified-recovered', ticketId: other.id }]);
  });

  it('into one that is closed is held as ended by a person, and nothing is written there', async () => {
    await using scenario = await withAnother();
    const { app, ticket, other, world } = scenario;
    world.person.closeTicket(other.id);
    world.person.mergeTicket(ticket.id, other.id);

    await app.clock.advance(30 * HOUR);

    expect(world.tickets.all()).toHaveLength(2);
    expect(other.comments).toEqual([]);
    expect(await app.outcomes()).toMatchObject([{ code: 'closed-by-person' }]);
  });

  it('into the ticket of another device of ours leaves that one open when the first recovers', async () => {
    await using scenario = await withAnother();
    const { app, device, ticket, world } = scenario;
    const second = addAnotherFullServer(app, 'NW-SRV-02');
    await app.clock.advance(2 * HOUR);
    const theirs = newestTicket(app);
    expect(theirs.title).toContain(second.name);
    world.person.mergeTicket(ticket.id, theirs.id);
    await app.clock.advance(6 * HOUR);
    device.setDiskUsedPercent('C:', 50);

    await app.clock.advance(8 * HOUR);

    expect(second.diskUsedPercent('C:')).toBeGreaterThan(90);
    expect(theirs.status).toBe('Open');
  });

  it('in a circle ends nothing and opens nothing', async () => {
    await using scenario = await withAnother();
    const { app, ticket, other, world } = scenario;
    world.person.mergeTicket(ticket.id, other.id);
    world.person.mergeTicket(other.id, ticket.id);

    await app.clock.advance(30 * HOUR);

    expect(world.tickets.all()).toHaveLength(2);
    expect((await app.outcomes())[0]).toMatchObject({ state: 'waiting' });
  });
});
