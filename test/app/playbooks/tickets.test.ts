import { describe, expect, it } from 'vitest';
import { type AppOptions, addFullServer, HOUR, MINUTE, startApp, type TestApp, writes } from '../../helpers/app/app.ts';

const DAY = 24 * HOUR;

/** For scenarios that last a day: most of their time would go to empty polls. */
const seldomPolled = { pollSchedule: '0 */10 * * * *' };

/** A full disk whose ticket is open. */
async function appWithTicket(options: AppOptions = {}) {
  const app = await startApp(options);
  const device = addFullServer(app);
  await app.clock.advance(HOUR);
  const [ticket] = app.simulator.world.tickets.all();
  if (!ticket) throw new Error(`No ticket was opened:\n${app.log.join('\n')}`);
  return { app, device, ticket, technician: app.simulator.world.people.addTechnician('ann@msp.example', 'Ann Person') };
}

describe('a ticket', () => {
  it('is opened for the system contact, found again for the next one, and never for the main contact', async () => {
    await using app = await startApp();
    const first = addFullServer(app);
    await app.clock.advance(HOUR);
    app.simulator.world.addDevice(first.customer, {
      name: 'NW-SRV-02',
      disks: [{ drive: 'D:', totalMb: 9_000, usedPercent: 97 }],
    });
    await app.clock.advance(HOUR);

    const tickets = app.simulator.world.tickets.all();
    expect(tickets).toHaveLength(2);
    expect(new Set(tickets.map((ticket) => ticket.endUserId)).size).toBe(1);
    expect(tickets[0]?.endUserId).not.toBe(app.simulator.world.people.mainContact(first.customer.id)?.id);
    expect(app.simulator.requestsOf('POST /contacts')).toHaveLength(1);
    expect(app.simulator.requestsOf('GET /contacts')).toHaveLength(1);
  });

  it.each<[string, (world: TestApp['simulator']['world'], ticketId: number) => void]>([
    ['reassigned it', (world, id) => world.person.reassign(id, world.people.addTechnician('bob@msp.example', 'Bob'))],
    ['changed its title', (world, id) => world.person.retitle(id, 'I am on it')],
    ['changed its status', (world, id) => world.person.setStatus(id, 'Pending')],
    [
      'commented it',
      (world, id) => void world.person.comment(id, world.people.addTechnician('c@msp.example', 'C'), 'Looking'),
    ],
    ['answered it as end user', (world, id) => void world.person.endUserComment(id, 'Thanks')],
  ])('is left open when a person %s', async (_what, act) => {
    const { app, device, ticket } = await appWithTicket();
    await using _app = app;
    act(app.simulator.world, ticket.id);
    const { status } = ticket;

    device.setDiskUsedPercent('C:', 50);
    await app.clock.advance(3 * HOUR);

    expect(ticket.status).toBe(status);
    expect(ticket.comments.filter((comment) => comment.text.includes('The condition has recovered'))).toHaveLength(1);
    expect(await app.outcomes()).toMatchObject([
      { code: 'verified-recovered', text: expect.stringContaining('left to a person') },
    ]);
  });

  it('that a person closed meanwhile is not touched again', async () => {
    const { app, device, ticket } = await appWithTicket();
    await using _app = app;
    app.simulator.world.person.closeTicket(ticket.id);
    const before = writes(app).length;

    device.setDiskUsedPercent('C:', 50);
    await app.clock.advance(3 * HOUR);

    expect(ticket.status).toBe('Closed');
    expect(writes(app)).toHaveLength(before);
  });

  it('that somebody deleted does not hold up the end', async () => {
    const { app, device, ticket } = await appWithTicket();
    await using _app = app;
    app.simulator.world.person.deleteTicket(ticket.id);

    device.setDiskUsedPercent('C:', 50);
    await app.clock.advance(3 * HOUR);

    expect(await app.outcomes()).toMatchObject([{ code: 'verified-recovered', text: expect.stringContaining('gone') }]);
  });

  it('that the alert already carries is adopted: commented once, never closed', async () => {
    await using app = await startApp({ simulator: { world: { opensTicket: () => true } } });
    const device = addFullServer(app);
    await app.clock.advance(3 * HOUR);
    device.setDiskUsedPercent('C:', 50);
    await app.clock.advance(3 * HOUR);

    const tickets = app.simulator.world.tickets.all();
    expect(tickets).toHaveLength(1);
    expect(tickets[0]?.status).toBe('Open');
    expect(tickets[0]?.comments.filter((comment) => comment.text.includes('[rmm '))).toHaveLength(1);
    expect(await app.outcomes()).toMatchObject([
      { code: 'verified-recovered', text: expect.stringContaining('left to a person') },
    ]);
  });

  it('that a person attached to the alert after it was listed is adopted as well', async () => {
    await using app = await startApp();
    const device = addFullServer(app);
    const alertId = device.raiseDiskAlertNow('C:');
    await app.clock.advance(11.5 * MINUTE);
    const ticket = app.simulator.world.person.attachTicket(alertId);

    await app.clock.advance(HOUR);

    expect(app.simulator.world.tickets.all()).toEqual([ticket]);
    expect(await app.outcomeOf(alertId)).toMatchObject({ code: 'ticket-adopted', ticketId: ticket.id });
  });

  it("is opened for each of a new customer's devices that come due together", async () => {
    await using app = await startApp();
    const first = addFullServer(app);
    const disks = [{ drive: 'C:', totalMb: 256_000, usedPercent: 95 }];
    const others = ['NW-2', 'NW-3'].map((name) => app.simulator.world.addDevice(first.customer, { name, disks }));
    const alertIds = [first, ...others].map((device) => device.raiseDiskAlertNow('C:'));

    await app.clock.advance(30 * MINUTE);

    for (const alertId of alertIds) expect(await app.outcomeOf(alertId)).toMatchObject({ code: 'ticket-opened' });
    expect(app.simulator.world.tickets.all()).toHaveLength(3);
  });

  it('is reopened when the condition is back within the week', async () => {
    const { app, device, ticket } = await appWithTicket(seldomPolled);
    await using _app = app;
    device.setDiskUsedPercent('C:', 50);
    await app.clock.advance(DAY);
    expect(ticket.status).toBe('Resolved');

    device.setDiskUsedPercent('C:', 96);
    await app.clock.advance(HOUR);

    expect(app.simulator.world.tickets.all()).toHaveLength(1);
    expect(ticket.status).toBe('Open');
    expect(ticket.comments.at(-1)?.text).toContain('The condition came back');
  });

  it('is a new one when the last one was deleted', async () => {
    const { app, device, ticket } = await appWithTicket(seldomPolled);
    await using _app = app;
    device.setDiskUsedPercent('C:', 50);
    await app.clock.advance(DAY);
    app.simulator.world.person.deleteTicket(ticket.id);

    device.setDiskUsedPercent('C:', 96);
    await app.clock.advance(HOUR);

    expect(app.simulator.world.tickets.all()).toMatchObject([{ status: 'Open' }]);
  });

  it('hears at most once a day that the alert fires again', async () => {
    const { app, device, ticket } = await appWithTicket(seldomPolled);
    await using _app = app;

    for (let hour = 0; hour < 30; hour += 3) {
      app.simulator.world.person.resolveAlert(device.openAlertId('C:') ?? 0);
      await app.clock.advance(3 * HOUR);
    }

    const notes = ticket.comments.filter(
      (comment) => comment.text.includes('more times') || comment.text.includes('once more'),
    );
    expect(notes).toHaveLength(1);
    expect(ticket.status).toBe('Open');
  });

  it.each([
    [true, {}],
    [false, { publicComments: true }],
  ])('gets comments that are internal (%s) as the policy says', async (internal, policy) => {
    await using app = await startApp({ policy });
    const device = addFullServer(app);
    await app.clock.advance(HOUR);

    device.setDiskUsedPercent('C:', 50);
    await app.clock.advance(3 * HOUR);

    expect(app.simulator.world.tickets.all()[0]?.comments).toMatchObject([{ internal }]);
  });

  it('keeps its texts free of markup from outside', async () => {
    await using app = await startApp();
    const customer = app.simulator.world.addCustomer('North Wind Ltd');
    app.simulator.world.addDevice(customer, {
      name: '<b>PC</b><script>alert(1)</script>',
      disks: [{ drive: 'C:', totalMb: 256_000, usedPercent: 95 }],
    });

    await app.clock.advance(30 * MINUTE);

    const [ticket] = app.simulator.world.tickets.all();
    expect(`${ticket?.title}${ticket?.description}`).not.toMatch(/[<>]/);
  });
});
