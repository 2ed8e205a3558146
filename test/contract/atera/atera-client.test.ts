import { describe, expect, it } from 'vitest';
import { isUnreadable } from '../../../shared/http/rows.ts';
import { ateraTenant } from '../../helpers/vendors/atera-tenant.ts';
import { failureOf } from '../../helpers/vendors/vendor-faults.ts';

const DISK = { drive: 'C:', totalMb: 256_000, usedPercent: 95 };

describe('alerts', () => {
  it('lists the open ones only, and reads one by its id', async () => {
    await using tenant = await ateraTenant();
    const { client, session, world, customer } = tenant;
    const device = world.addDevice(customer, { name: 'NW-SRV-01', kind: 'server', disks: [DISK] });
    const alertId = device.raiseDiskAlertNow('C:');
    const other = world.raiseCustomAlert({
      device,
      title: 'Old',
      message: '',
      severity: 'Information',
      category: 'General',
    });
    world.person.resolveAlert(other.id);

    const page = await client.listAlerts(session, { status: 'Open', page: 1 });
    const alert = await client.getAlert(session, alertId);

    expect(page).toMatchObject({ rawCount: 1, totalItemCount: 1, totalPages: 1, itemsInPage: 50, filteredOut: 0 });
    expect(page.rows).toEqual([alert]);
    expect(alert).toMatchObject({
      id: alertId,
      title: 'Disk Usage(C:)',
      category: 'Disk',
      severity: 'Critical',
      archived: false,
      agentId: device.agentId,
      customerId: customer.id,
      createdAt: tenant.clock.now(),
      notes: [],
    });
  });

  it('resolves one, and the list no longer holds it', async () => {
    await using tenant = await ateraTenant();
    const { client, session, world, customer } = tenant;
    const alertId = world
      .addDevice(customer, { name: 'PC-1', kind: 'workstation', disks: [DISK] })
      .raiseDiskAlertNow('C:');

    await client.resolveAlert(session, alertId);

    expect(world.alerts.get(alertId)).toMatchObject({ archivedBy: 'api' });
    expect(await client.getAlert(session, alertId)).toMatchObject({ archived: true });
    expect(await client.listAlerts(session, { status: 'Open', page: 1 })).toMatchObject({
      rows: [],
      totalItemCount: 0,
    });
  });

  it.each([204, 404] as const)('is content when one is resolved already and Atera says %i', async (repeatResolve) => {
    await using tenant = await ateraTenant({ behaviour: { repeatResolve } });

    await expect(tenant.client.resolveAlert(tenant.session, 12_345)).resolves.toBeUndefined();
  });

  it('leaves a 400 on a repeated resolve to the caller, who reads the alert again', async () => {
    await using tenant = await ateraTenant({ behaviour: { repeatResolve: 400 } });

    const call = tenant.client.resolveAlert(tenant.session, 12_345);

    await expect(call).rejects.toMatchObject({
      code: 'vendor_rejected_request',
      effect: 'none',
      details: { status: 400 },
    });
  });

  it.each(['documented', 'not-found', 'null'] as const)(
    'returns undefined for what is gone, reported as %s',
    async (missing) => {
      await using tenant = await ateraTenant({ behaviour: { missing } });
      const { client, session } = tenant;

      const gone = await Promise.all([
        client.getAlert(session, 999_999),
        client.getAgent(session, 999_999),
        client.getTicket(session, 999_999),
        client.people.getCustomer(session, 999_999),
      ]);

      expect(gone).toEqual([undefined, undefined, undefined, undefined]);
    },
  );
});

describe('agents', () => {
  it('reads one with its disks in MB', async () => {
    await using tenant = await ateraTenant();
    const device = tenant.world.addDevice(tenant.customer, { name: 'NW-LT-01', kind: 'laptop', disks: [DISK] });

    const agent = await tenant.client.getAgent(tenant.session, device.agentId);

    expect(agent).toMatchObject({
      id: device.agentId,
      machineName: 'NW-LT-01',
      online: true,
      hasBattery: true,
      osType: 'Work Station',
    });
    expect(agent?.disks[0]).toMatchObject({ drive: 'C:', totalMb: 256_000 });
    expect(agent?.lastSeenAt).toBeLessThanOrEqual(tenant.clock.now());
  });

  it('lists all, those of a customer, and all of one name', async () => {
    await using tenant = await ateraTenant();
    const { client, session, world, customer } = tenant;
    const other = world.addCustomer('South Wind Ltd');
    const ids = [customer, customer, other].map(
      (owner) => world.addDevice(owner, { name: 'TWIN', kind: 'workstation' }).agentId,
    );
    world.addDevice(customer, { name: 'SOLO', kind: 'server' });

    const all = await client.listAgents(session, 1);
    const ofCustomer = await client.listCustomerAgents(session, customer.id, 1);
    const twins = await client.findAgentsByMachine(session, 'twin');

    expect(all.rows).toHaveLength(4);
    expect(ofCustomer.rows.map((row) => row.id)).toHaveLength(3);
    expect(new Set(twins.rows.map((row) => row.id))).toEqual(new Set(ids));
  });
});

describe('tickets', () => {
  it('opens one for an end user, changes it, comments on it and reads it all back', async () => {
    await using tenant = await ateraTenant();
    const { client, session, world, customer } = tenant;
    world.people.addTechnician('rmm@msp.example', 'RMM');
    const endUserId = world.people.mainContact(customer.id)?.id ?? 0;
    const ticket = {
      title: 'Disk C: is full',
      description: 'Marker rem.a1.1',
      endUserId,
      priority: 'High',
      technicianEmail: 'rmm@msp.example',
    } as const;

    const ticketId = await client.createTicket(session, ticket);
    await client.updateTicket(session, ticketId, { status: 'Resolved' });
    await client.addTicketComment(session, ticketId, {
      text: 'Still 95 %',
      technicianEmail: 'rmm@msp.example',
      isInternal: true,
    });

    expect(await client.getTicket(session, ticketId)).toMatchObject({
      id: ticketId,
      title: 'Disk C: is full',
      status: 'Resolved',
      priority: 'High',
      customerId: customer.id,
      endUserId,
      technicianEmail: 'rmm@msp.example',
      firstComment: 'Marker rem.a1.1',
      createdAt: tenant.clock.now(),
    });
    const comments = await client.listTicketComments(session, ticketId, 1);
    expect(comments.rows).toContainEqual(
      expect.objectContaining({ texts: ['Still 95 %', '<p>Still 95 %</p>'], isInternal: true, at: tenant.clock.now() }),
    );
    const body = tenant.simulator.requestsOf('PUT /tickets/{ticketId}');
    expect(body).toHaveLength(1);
  });

  it("lists one customer's, newest first", async () => {
    await using tenant = await ateraTenant();
    const { client, session, world, customer } = tenant;
    const other = world.addCustomer('South Wind Ltd');
    const open = async (owner: { id: number }, title: string) => {
      await tenant.clock.advance(1_000);
      return client.createTicket(session, {
        title,
        description: '',
        endUserId: world.people.mainContact(owner.id)?.id ?? 0,
      });
    };
    const first = await open(customer, 'first');
    await open(other, 'other');
    const second = await open(customer, 'second');

    const page = await client.listTickets(session, { customerId: customer.id, page: 1 });

    expect(page.rows.map((row) => row.id)).toEqual([second, first]);
    expect(page.filteredOut).toBe(0);
  });

  it('names what Atera refused', async () => {
    await using tenant = await ateraTenant();

    const error = await failureOf(
      tenant.client.createTicket(tenant.session, { title: 'x', description: 'y', endUserId: 999_999 }),
    );

    expect(error).toMatchObject({ code: 'vendor_rejected_request', effect: 'none' });
    expect(error.message).toBe('Atera POST /tickets: HTTP 400 (EndUserID)');
  });
});

describe('contacts, customers, account', () => {
  it('finds an end user by e-mail without regard to case, of the customer asked for', async () => {
    await using tenant = await ateraTenant();
    const { client, session, customer } = tenant;
    const contact = { customerId: customer.id, email: 'rmm+1@msp.example', firstName: 'RMM', lastName: 'System' };

    const before = await client.people.findContactByEmail(session, 'rmm+1@msp.example', customer.id);
    const contactId = await client.people.createContact(session, contact);
    const found = await client.people.findContactByEmail(session, 'RMM+1@msp.example', customer.id);
    const elsewhere = await client.people.findContactByEmail(session, 'rmm+1@msp.example', customer.id + 1);

    expect([before, elsewhere]).toEqual([undefined, undefined]);
    expect(found).toMatchObject({ id: contactId, email: 'rmm+1@msp.example', customerId: customer.id });
  });

  it.each([false, true])('reads the id of a new contact, answered the older way: %s', async (oldActionResult) => {
    await using tenant = await ateraTenant({ behaviour: { oldActionResult } });
    const { client, session, world, customer } = tenant;

    const id = await client.people.createContact(session, {
      customerId: customer.id,
      email: 'a@b.example',
      firstName: 'A',
      lastName: 'B',
    });

    expect(world.people.contacts.has(id)).toBe(true);
  });

  it('reads a customer and the account', async () => {
    await using tenant = await ateraTenant({ world: { companyName: 'Example MSP', timeZoneName: 'Europe/Berlin' } });
    const { client, session, customer } = tenant;

    expect(await client.people.getCustomer(session, customer.id)).toEqual({ id: customer.id, name: 'North Wind Ltd' });
    expect(await client.getAccount(session)).toMatchObject({
      companyName: 'Example MSP',
      timeZoneName: 'Europe/Berlin',
    });
  });

  it('keeps a row that is none beside the others', async () => {
    await using tenant = await ateraTenant();
    const { client, session, world } = tenant;
    world.raiseCustomAlert({
      title: 'good',
      message: '',
      severity: 'Warning',
      category: 'General',
      raw: { AgentId: null },
    });
    world.raiseCustomAlert({
      title: 'bad',
      message: '',
      severity: 'Warning',
      category: 'General',
      replaceWith: 'not a row',
    });

    const page = await client.listAlerts(session, { status: 'Open', page: 1 });

    expect(page.rows.filter(isUnreadable)).toMatchObject([{ unreadable: true, reason: 'row: invalid_type' }]);
    expect(page).toMatchObject({ rawCount: 2, totalItemCount: 2 });
  });
});
