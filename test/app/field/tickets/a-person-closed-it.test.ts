import { describe, expect, it } from 'vitest';
import { call } from '../../../helpers/app/api.ts';
import { HOUR, MINUTE, startApp, type TestApp, writes } from '../../../helpers/app/app.ts';
import { addAnotherFullServer, addTechnician, appWithTicket, newestTicket } from '../../../helpers/app/ticket-app.ts';

const DAY = 24 * HOUR;

/** Every write to a ticket since then, and none to an alert. */
const ticketWrites = (app: TestApp) => writes(app).filter((write) => write.includes('/tickets'));

/** The alert goes and comes back under a new id, as after a person resolved it. */
const fireAgain = ({ app, device }: Awaited<ReturnType<typeof appWithTicket>>) =>
  app.simulator.world.person.resolveAlert(device.openAlertId('C:') ?? 0);

describe('our ticket, ended by a person while the disk is still full', () => {
  it.each<[string, (app: TestApp, ticketId: number) => void, RegExp]>([
    ['closed', ({ simulator: { world } }, id) => world.person.closeTicket(id), /ticket 7001 was closed by someone/],
    ['resolved', ({ simulator: { world } }, id) => world.person.setStatus(id, 'Resolved'), /closed by someone/],
    [
      'closed under a name of the tenant',
      ({ simulator: { world } }, id) => world.person.setStatus(id, 'ERLEDIGT'),
      /closed/,
    ],
    ['deleted', ({ simulator: { world } }, id) => world.person.deleteTicket(id), /ticket 7001 was deleted by someone/],
  ])('is left alone: %s', async (_how, act, says) => {
    const policy = {
      repeatCommentHours: 1,
      ticketStatus: { open: 'Open', resolved: 'Resolved', closed: ['Closed', 'Erledigt'] },
    };
    const scenario = await appWithTicket({ policy });
    const { app, ticket } = scenario;
    await using _app = app;
    act(app, ticket.id);
    const before = ticketWrites(app).length;

    for (let fired = 0; fired < 2; fired++) {
      fireAgain(scenario);
      await app.clock.advance(6 * HOUR);
    }

    expect(ticketWrites(app)).toHaveLength(before);
    const last = (await app.outcomes()).at(-1);
    expect(last).toMatchObject({ state: 'waiting', code: 'closed-by-person', text: expect.stringMatching(says) });
  });

  it('is not reopened by the next firing: that gets a ticket of its own, which names it', async () => {
    const { app, device, ticket } = await appWithTicket();
    await using _app = app;
    app.simulator.world.person.closeTicket(ticket.id);
    await app.clock.advance(2 * HOUR);
    device.setDiskUsedPercent('C:', 50);
    await app.clock.advance(3 * HOUR);
    expect(app.simulator.world.tickets.all()).toHaveLength(1);

    device.setDiskUsedPercent('C:', 96);
    await app.clock.advance(HOUR);

    expect(ticket).toMatchObject({ status: 'Closed', comments: [] });
    expect(newestTicket(app)).toMatchObject({ id: ticket.id + 1, status: 'Open' });
    expect(newestTicket(app).description).toContain(`Before: ticket ${ticket.id} about the same was closed`);
  });

  it.each([
    ['always', 1, 'Open'],
    ['never', 2, 'Resolved'],
    ['ours', 1, 'Open'],
  ] as const)(
    'and one that the app resolved: reopen %s leaves %d ticket, the first %s',
    async (reopen, count, status) => {
      const { app, device, ticket } = await appWithTicket({ policy: { reopen } });
      await using _app = app;
      device.setDiskUsedPercent('C:', 50);
      await app.clock.advance(3 * HOUR);
      expect(ticket.status).toBe('Resolved');

      device.setDiskUsedPercent('C:', 96);
      await app.clock.advance(HOUR);

      expect(app.simulator.world.tickets.all()).toHaveLength(count);
      expect(ticket.status).toBe(status);
    },
  );

  it('is no more ours to reopen once a person has opened and closed it again', async () => {
    const { app, device, ticket } = await appWithTicket();
    await using _app = app;
    device.setDiskUsedPercent('C:', 50);
    await app.clock.advance(3 * HOUR);
    app.simulator.world.person.setStatus(ticket.id, 'Open');
    await app.clock.advance(HOUR);
    app.simulator.world.person.closeTicket(ticket.id);

    device.setDiskUsedPercent('C:', 96);
    await app.clock.advance(HOUR);

    expect(ticket.status).toBe('Closed');
    expect(app.simulator.world.tickets.all()).toHaveLength(2);
  });

  it.each([
    ['a critical alert', 'Critical', 90, /7001 was closed by someone \(.*\); its alert is Critical now\./],
    ['an alert with a higher limit', 'Warning', 95, /7001 was closed .*; an alert with a limit of 95 % was raised\./],
  ] as const)('gets one new ticket, which names it, when %s joins', async (_what, severity, limit, says) => {
    const wording = () => ({ severity: 'Warning' }) as const;
    const { app, device, ticket } = await appWithTicket({ simulator: { world: { wording } } });
    await using _app = app;
    app.simulator.world.person.closeTicket(ticket.id);
    await app.clock.advance(HOUR);
    const message = `The Disk Usage(C:) 97.00% is greater than the threshold of ${limit}%`;
    app.simulator.world.raiseCustomAlert({ device, title: 'Disk Usage(C:)', message, severity, category: 'Disk' });

    await app.clock.advance(8 * HOUR);

    expect(app.simulator.world.tickets.all()).toHaveLength(2);
    expect(ticket).toMatchObject({ status: 'Closed', comments: [] });
    expect(newestTicket(app).description).toMatch(says);
  });

  it('gets one new ticket when the time of its rest is over', async () => {
    const { app, ticket } = await appWithTicket({ policy: { humanCloseHoldsDays: 1 } });
    await using _app = app;
    app.simulator.world.person.closeTicket(ticket.id);
    await app.clock.advance(0.9 * DAY);
    expect(app.simulator.world.tickets.all()).toHaveLength(1);

    await app.clock.advance(6 * HOUR);

    expect(app.simulator.world.tickets.all()).toMatchObject([{ status: 'Open' }, { status: 'Closed' }]);
    expect(newestTicket(app).description).toContain('it still occurs a day later');
  });

  it('goes on when the person opens it again', async () => {
    const { app, ticket, device } = await appWithTicket();
    await using _app = app;
    app.simulator.world.person.closeTicket(ticket.id);
    await app.clock.advance(5 * HOUR);
    app.simulator.world.person.setStatus(ticket.id, 'Open');

    await app.clock.advance(5 * HOUR);
    expect((await app.outcomes()).at(-1)).toMatchObject({ code: 'still-occurring' });

    device.setDiskUsedPercent('C:', 50);
    await app.clock.advance(3 * HOUR);
    expect(app.simulator.world.tickets.all()).toHaveLength(1);
  });

  it('is followed where it was merged: notes go to the ticket it became, which is never closed', async () => {
    const scenario = await appWithTicket({ policy: { repeatCommentHours: 1 } });
    const { app, device, ticket } = scenario;
    await using _app = app;
    const { id: endUserId, customerId } = app.simulator.world.people.mainContact(device.customer.id) ?? {
      id: 0,
      customerId: 0,
    };
    const about = { title: 'All disks of North Wind', description: 'See here.', endUserId, customerId, source: 'Web' };
    const parent = app.simulator.world.tickets.open(about);
    app.simulator.world.person.mergeTicket(ticket.id, parent.id);

    fireAgain(scenario);
    await app.clock.advance(3 * HOUR);
    device.setDiskUsedPercent('C:', 50);
    await app.clock.advance(3 * HOUR);

    expect(ticket.comments).toEqual([]);
    expect(parent.comments.map(({ text }) => text)).toMatchObject([
      expect.stringContaining('once more'),
      expect.stringContaining('left to whoever works on it'),
    ]);
    expect(parent.status).toBe('Open');
  });
});

describe("Atera's own ticket, closed by a person while the disk is still full", () => {
  it('is left alone as well', async () => {
    const { app, ticket } = await appWithTicket({ simulator: { world: { opensTicket: () => true } } });
    await using _app = app;
    const technician = addTechnician(app);
    app.simulator.world.person.comment(ticket.id, technician, 'Known, disk is ordered');
    app.simulator.world.person.closeTicket(ticket.id);
    const before = ticketWrites(app).length;

    await app.clock.advance(12 * HOUR + MINUTE);

    expect(ticketWrites(app)).toHaveLength(before);
    expect((await app.outcomes()).at(-1)).toMatchObject({ code: 'closed-by-person' });
  });

  it('gives way to the ticket that Atera opens for a graver alert', async () => {
    const wording = () => ({ severity: 'Warning' }) as const;
    const { app, device, ticket } = await appWithTicket({ simulator: { world: { wording, opensTicket: () => true } } });
    await using _app = app;
    const { world } = app.simulator;
    world.person.closeTicket(ticket.id);
    await app.clock.advance(HOUR);
    const message = 'The Disk Usage(C:) 97.00% is greater than the threshold of 90%';
    const alert = { device, title: 'Disk Usage(C:)', message, severity: 'Critical', category: 'Disk' } as const;
    const second = world.openTicketFor(world.raiseCustomAlert(alert));

    await app.clock.advance(6 * HOUR);

    expect(world.tickets.all()).toHaveLength(2);
    expect(second.comments).toMatchObject([
      { text: expect.stringContaining('The remediation app has detected the same condition') },
    ]);
  });
});

describe('five tickets closed at once', () => {
  it('make health warn of a clean-up in bulk, or of a rule', async () => {
    const { app, ticket } = await appWithTicket();
    await using _app = app;
    for (let n = 2; n <= 5; n++) addAnotherFullServer(app, `NW-SRV-0${n}`);
    await app.clock.advance(HOUR);
    const checkOf = async () => {
      const { body } = await call(app, 'GET', '/api/health/ready');
      return body.checks.find(({ name }: { name: string }) => name === 'tickets').status;
    };
    for (let n = 0; n < 5; n++) {
      app.simulator.world.person.closeTicket(ticket.id + n);
      await app.clock.advance(2 * MINUTE);
    }
    expect(await checkOf()).toBe('ok');

    await app.clock.advance(6 * HOUR);

    expect(await checkOf()).toBe('warning');
    expect(app.simulator.world.tickets.all()).toHaveLength(5);
  });
});

describe('our ticket, resolved by the app and then closed by a person', () => {
  it('is not opened again by the next firing: that gets a ticket of its own', async () => {
    const { app, device, ticket } = await appWithTicket();
    await using _app = app;
    device.setDiskUsedPercent('C:', 50);
    await app.clock.advance(3 * HOUR);
    expect(ticket.status).toBe('Resolved');
    app.simulator.world.person.closeTicket(ticket.id);
    const comments = ticket.comments.length;

    device.setDiskUsedPercent('C:', 96);
    device.raiseDiskAlertNow('C:');
    await app.clock.advance(HOUR);

    expect(ticket.status).toBe('Closed');
    expect(ticket.comments).toHaveLength(comments);
    expect(newestTicket(app).description).toContain(`Before: ticket ${ticket.id} about the same was closed`);
  });
});

describe('a ticket about an absence, closed by a person while the server is away', () => {
  const closedWhileAway = async (minutesBack: number) => {
    const app = await startApp({ pollSchedule: '0 */4 * * * *' });
    const { world } = app.simulator;
    const device = world.addDevice(world.addCustomer('North Wind Ltd'), { name: 'NW-SRV-01', kind: 'server' });
    device.goOffline();
    await app.clock.advance(40 * MINUTE);
    world.person.closeTicket(newestTicket(app).id);
    await app.clock.advance(3 * MINUTE);
    if (minutesBack > 0) device.comeBack();
    await app.clock.advance(minutesBack * MINUTE);
    device.goOffline();
    await app.clock.advance(5 * HOUR);
    return app;
  };

  it('is followed by another one when the server was back and went away again, though nothing was read in between', async () => {
    await using app = await closedWhileAway(9);

    const [later, first] = app.simulator.world.tickets.all();
    expect(first).toMatchObject({ id: 7001, status: 'Closed', comments: [] });
    expect(later?.description).toContain(
      'Before: ticket 7001 was closed by someone (2026-03-02 08:40 UTC); it was back',
    );
    expect(later?.status).toBe('Open');
  });

  it('is not while the server stays away', async () => {
    await using app = await closedWhileAway(0);

    expect(app.simulator.world.tickets.all().map(({ status }) => status)).toEqual(['Closed']);
  });
});
