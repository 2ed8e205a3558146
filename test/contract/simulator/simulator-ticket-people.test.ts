import { describe, expect, test } from 'vitest';
import { addTicketRule } from '../../../dev/simulator/world/ticket-rules.ts';
import { startCalling } from '../../helpers/vendors/simulator-call.ts';

async function startWithTicket(options: Parameters<typeof startCalling>[0] = {}) {
  const atera = await startCalling(options);
  const { id: customerId } = atera.world.addCustomer('Acme', { Domain: 'acme.example' });
  const endUserId = atera.world.people.mainContact(customerId)?.id ?? 0;
  const open = (title: string) =>
    atera.world.tickets.open({ title, description: "C: isn't free", endUserId, customerId, source: 'Web' });
  return Object.assign(atera, { open });
}

describe('texts of tickets', () => {
  test('are given back in the form the behaviour asks for', async () => {
    await using atera = await startWithTicket({ behaviour: { textForms: ['hex', 'zero-width-end'] } });
    const { id } = atera.open('Büro');

    const { json } = await atera.call(`/tickets/${id}`);

    expect(json).toMatchObject({
      TicketTitle: 'B&#xfc;ro\u200b\ufeff',
      FirstComment: 'C&#x3a; isn&#x27;t free\u200b\ufeff',
    });
  });
});

describe('a rule of the tenant', () => {
  test('assigns, sets the status and replies, once its time has come', async () => {
    await using atera = await startWithTicket();
    const technician = atera.world.people.addTechnician('ann@msp.example', 'Ann Person');
    addTicketRule(atera.world, { technician, status: 'Pending', autoReply: 'Number {id}', afterMs: 60_000 });
    const { id } = atera.open('Disk full');
    const before = (await atera.call(`/tickets/${id}`)).json;

    await atera.clock.advance(60_000);

    const { json: after } = await atera.call(`/tickets/${id}`);
    expect(before).toMatchObject({ TicketStatus: 'Open', TechnicianEmail: null, LastTechnicianComment: null });
    expect(after).toMatchObject({
      ...{ TicketStatus: 'Pending', TechnicianEmail: 'ann@msp.example' },
      LastTechnicianComment: `Number ${id}`,
    });
  });
});

describe('people', () => {
  test('merge a ticket into another one, which it names from then on', async () => {
    await using atera = await startWithTicket();
    const [one, other] = [atera.open('One'), atera.open('Other')];

    atera.world.person.mergeTicket(one.id, other.id);

    const { json } = await atera.call(`/tickets/${one.id}`);
    expect(json).toMatchObject({ TicketStatus: 'Merged', RelationType: 'Child', RelatedTicketId: other.id });
  });

  test('have names of their own for what is over', async () => {
    await using atera = await startWithTicket();
    const { tickets, person } = atera.world;
    tickets.finished.add('Erledigt');
    const { id } = atera.open('One');

    person.setStatus(id, 'Erledigt');

    const { json } = await atera.call('/tickets/statusmodified');
    expect(json.items).toMatchObject([{ TicketID: id, TicketResolvedDate: expect.any(String) }]);
  });
});
