import { describe, expect, it } from 'vitest';
import type { Fault } from '../../../dev/simulator/faults.ts';
import { HOUR, MINUTE } from '../../helpers/app/app.ts';
import { appWithTicket, newestTicket } from '../../helpers/app/ticket-app.ts';

const resets: [string, Fault][] = [
  ['after Atera did it', { kind: 'reset-after' }],
  ['before Atera received it', { kind: 'reset-before' }],
];

describe('a connection that is reset', () => {
  it.each(resets)('%s makes one new ticket in the place of the one a person closed', async (_when, fault) => {
    const wording = () => ({ severity: 'Warning' }) as const;
    const { app, device, ticket } = await appWithTicket({ simulator: { world: { wording } } });
    await using _app = app;
    app.simulator.world.person.closeTicket(ticket.id);
    await app.clock.advance(10 * MINUTE);
    app.simulator.faults.inject({ on: 'POST /tickets', times: 1, fault });
    const message = 'The Disk Usage(C:) 97.00% is greater than the threshold of 90%';
    const alert = { device, title: 'Disk Usage(C:)', message, severity: 'Critical', category: 'Disk' } as const;
    const { id } = app.simulator.world.raiseCustomAlert(alert);

    await app.clock.advance(6 * HOUR);
    expect(app.simulator.world.tickets.all()).toMatchObject([{ status: 'Open' }, { status: 'Closed' }]);

    app.simulator.world.person.resolveAlert(id);
    device.setDiskUsedPercent('C:', 50);
    await app.clock.advance(4 * HOUR);
    expect(newestTicket(app).status).toBe('Resolved');
  });

  it.each(resets)('%s leaves a ticket that is resolved ours to open again', async (_when, fault) => {
    const { app, device, ticket } = await appWithTicket();
    await using _app = app;
    app.simulator.faults.inject({ on: 'PUT /tickets/{ticketId}', times: 1, fault });
    device.setDiskUsedPercent('C:', 50);
    await app.clock.advance(3 * HOUR);
    expect(ticket.status).toBe('Resolved');

    device.setDiskUsedPercent('C:', 96);
    await app.clock.advance(HOUR);

    expect(ticket.status).toBe('Open');
    expect(app.simulator.world.tickets.all()).toHaveLength(1);
  });

  it.each(resets)('%s leaves a ticket that is opened again ours to close', async (_when, fault) => {
    const { app, device, ticket } = await appWithTicket();
    await using _app = app;
    device.setDiskUsedPercent('C:', 50);
    await app.clock.advance(3 * HOUR);
    app.simulator.faults.inject({ on: 'PUT /tickets/{ticketId}', times: 1, fault });
    device.setDiskUsedPercent('C:', 96);
    await app.clock.advance(HOUR);
    expect(ticket.status).toBe('Open');

    device.setDiskUsedPercent('C:', 50);
    await app.clock.advance(3 * HOUR);

    expect(ticket.status).toBe('Resolved');
  });
});
