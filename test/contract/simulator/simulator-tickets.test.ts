import { describe, expect, test } from 'vitest';
import { startCalling } from '../../helpers/vendors/simulator-call.ts';

async function startWithCustomer(options: Parameters<typeof startCalling>[0] = {}) {
  const atera = await startCalling(options);
  const customer = atera.world.addCustomer('Acme', { Domain: 'acme.example' });
  const contact = atera.world.people.mainContact(customer.id);
  const technician = atera.world.people.addTechnician('bot@msp.example', 'Automation Desk');
  const open = async (fields: object = {}) => {
    const body = { TicketTitle: 'Disk full', Description: 'C: is full', EndUserID: contact?.id, ...fields };
    return atera.call('/tickets', { method: 'POST', body });
  };
  return Object.assign(atera, { customer, contact, technician, open });
}

describe('opening a ticket', () => {
  test('answers 201 with the id; the customer follows from the end user', async () => {
    await using atera = await startWithCustomer();

    const answer = await atera.open({ TicketPriority: 'High', TechnicianEmail: 'bot@msp.example' });

    const { json: row } = await atera.call(`/tickets/${answer.json.ActionID}`);
    expect(answer.status).toBe(201);
    expect(row).toMatchObject({
      TicketTitle: 'Disk full',
      FirstComment: 'C: is full',
      TicketStatus: 'Open',
      TicketPriority: 'High',
      CustomerID: atera.customer.id,
      CustomerName: 'Acme',
      EndUserEmail: 'office@acme.example',
      TechnicianContactID: atera.technician.id,
      TotalDurationMinutes: 0,
    });
  });

  test('finds the end user by e-mail, or creates it at the customer of its domain', async () => {
    await using atera = await startWithCustomer();
    const named = (email: string) => ({
      EndUserID: undefined,
      EndUserFirstName: 'RMM',
      EndUserLastName: 'System',
      EndUserEmail: email,
    });

    const known = await atera.open(named('OFFICE@acme.example'));
    const created = await atera.open(named('rmm@acme.example'));
    const homeless = await atera.open(named('rmm@nowhere.example'));

    const customers = [known, created, homeless].map(({ json }) => {
      const customerId = atera.world.tickets.get(json.ActionID)?.customerId;
      return atera.world.people.customers.get(customerId ?? 0)?.name;
    });
    expect(customers).toEqual(['Acme', 'Acme', 'Unassigned']);
    expect(atera.world.tickets.get(known.json.ActionID)?.endUserId).toBe(atera.contact?.id);
  });

  test.each([
    ['no title', { TicketTitle: '' }, 'TicketTitle'],
    ['an unknown end user', { EndUserID: 999_999 }, 'EndUserID'],
    ['no end user', { EndUserID: null }, 'EndUserID'],
    ['a priority that does not exist', { TicketPriority: 'Urgent' }, 'TicketPriority'],
    ['an unknown technician', { TechnicianContactID: 999 }, 'TechnicianContactID'],
  ])('refuses %s', async (_, fields, member) => {
    await using atera = await startWithCustomer();

    const answer = await atera.open(fields);

    expect(answer).toMatchObject({ status: 400, json: { errors: { [member]: expect.any(Array) } } });
    expect(atera.world.tickets.all()).toEqual([]);
  });

  test('refuses a body that is no JSON object', async () => {
    await using atera = await startWithCustomer();

    const answers = [
      await atera.call('/tickets', { method: 'POST', body: '{"TicketTitle":' }),
      await atera.call('/tickets', { method: 'POST', body: [] }),
      await atera.call('/tickets', { method: 'POST' }),
    ];

    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400]);
  });
});

describe('changing a ticket', () => {
  test.each(['PUT', 'POST'])('%s changes only what is given', async (method) => {
    await using atera = await startWithCustomer();
    const { ActionID: id } = (await atera.open({ TicketPriority: 'High' })).json;

    const answer = await atera.call(`/tickets/${id}`, { method, body: { TicketStatus: 'Resolved' } });

    const { json: row } = await atera.call(`/tickets/${id}`);
    expect(answer).toMatchObject({ status: 200, json: { ActionID: id } });
    expect(row).toMatchObject({ TicketStatus: 'Resolved', TicketTitle: 'Disk full', TicketPriority: 'High' });
    expect(row.TicketResolvedDate).toEqual(expect.any(String));
  });

  test('reopening clears the resolved date', async () => {
    await using atera = await startWithCustomer();
    const { ActionID: id } = (await atera.open()).json;
    await atera.call(`/tickets/${id}`, { method: 'PUT', body: { TicketStatus: 'Resolved' } });

    await atera.call(`/tickets/${id}`, { method: 'PUT', body: { TicketStatus: 'Open' } });

    const { json: row } = await atera.call(`/tickets/${id}`);
    expect(row).toMatchObject({ TicketStatus: 'Open', TicketResolvedDate: null });
  });

  test('a missing ticket is 404', async () => {
    await using atera = await startWithCustomer();

    const answers = [
      await atera.call('/tickets/1'),
      await atera.call('/tickets/1', { method: 'PUT', body: {} }),
      await atera.call('/tickets/1/comments'),
    ];

    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
  });
});

describe('lists of tickets', () => {
  test('are newest first and filter by customer and by one status', async () => {
    await using atera = await startWithCustomer();
    const first = (await atera.open()).json.ActionID;
    const second = (await atera.open({ TicketStatus: 'Pending' })).json.ActionID;

    const ofCustomer = await atera.call(`/tickets?customerId=${atera.customer.id}`);
    const ofOther = await atera.call('/tickets?customerId=1');
    const open = await atera.call('/tickets?ticketStatus=Open');
    const misspelled = await atera.call('/tickets?status=Open');

    const ids = [ofCustomer, ofOther, open, misspelled].map(({ json }) => json.items.map(ticketId));
    expect(ids).toEqual([[second, first], [], [first], [second, first]]);
  });

  test('show a new ticket only after the list lag, while its id works at once', async () => {
    await using atera = await startWithCustomer({ behaviour: { ticketListLagMs: 30_000 } });
    const { ActionID: id } = (await atera.open()).json;

    const listedAtOnce = await atera.call('/tickets');
    const byId = await atera.call(`/tickets/${id}`);
    await atera.clock.advance(30_000);
    const listedLater = await atera.call('/tickets');

    expect(listedAtOnce.json.items).toEqual([]);
    expect(byId.status).toBe(200);
    expect(listedLater.json.items.map(ticketId)).toEqual([id]);
  });

  test('come without comments, only finished, or only changed ones', async () => {
    await using atera = await startWithCustomer();
    const untouched = (await atera.open()).json.ActionID;
    const closed = (await atera.open()).json.ActionID;
    await atera.clock.advance(60_000);
    const since = new Date(atera.clock.now() - 1).toISOString();
    atera.world.person.closeTicket(closed);

    const light = await atera.call('/tickets/noComments');
    const finished = await atera.call('/tickets/statusmodified');
    const changed = await atera.call(`/tickets/lastmodified?date=${since}`);

    expect(light.json.items.map(ticketId)).toEqual([closed, untouched]);
    expect(light.json.items[0]).not.toHaveProperty('FirstComment');
    expect(finished.json.items.map(ticketId)).toEqual([closed]);
    expect(changed.json.items.map(ticketId)).toEqual([closed]);
  });
});

describe('comments', () => {
  test('carry author and visibility; the description leads', async () => {
    await using atera = await startWithCustomer();
    const { ActionID: id } = (await atera.open()).json;
    const post = (body: object) => atera.call(`/tickets/${id}/comments`, { method: 'POST', body });

    await post({
      CommentText: 'a < b',
      TechnicianCommentDetails: { TechnicianId: atera.technician.id, IsInternal: true },
    });
    await post({ CommentText: 'thanks', EnduserCommentDetails: { EnduserId: atera.contact?.id } });

    const { json } = await atera.call(`/tickets/${id}/comments`);
    expect(json.items).toMatchObject([
      { Comment: 'C: is full', EndUserID: atera.contact?.id, IsInternal: false },
      { Comment: 'a < b', CommentHtml: '<p>a &lt; b</p>', TechnicianContactID: atera.technician.id, IsInternal: true },
      { Comment: 'thanks', EndUserID: atera.contact?.id, TechnicianContactID: null, IsInternal: false },
    ]);
    expect(atera.world.tickets.get(id)?.comments).toHaveLength(2);
  });

  test.each([
    ['no author', {}],
    ['two authors', { TechnicianCommentDetails: { TechnicianId: 3 }, EnduserCommentDetails: { EnduserId: 501 } }],
    ['an unknown technician', { TechnicianCommentDetails: { TechnicianId: 999 } }],
    ['an unknown end user', { EnduserCommentDetails: { EnduserId: 999 } }],
    ['no text', { CommentText: '', TechnicianCommentDetails: { TechnicianEmail: 'bot@msp.example' } }],
  ])('are refused with %s', async (_, details) => {
    await using atera = await startWithCustomer();
    const { ActionID: id } = (await atera.open()).json;

    const body = { CommentText: 'hello', ...details };
    const answer = await atera.call(`/tickets/${id}/comments`, { method: 'POST', body });

    expect(answer.status).toBe(400);
    expect(atera.world.tickets.get(id)?.comments).toEqual([]);
  });
});

function ticketId(row: { TicketID: number }): number {
  return row.TicketID;
}
