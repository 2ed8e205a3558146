import { describe, expect, it } from 'vitest';
import { ateraTenant } from '../../helpers/vendors/atera-tenant.ts';

const FULL = {
  Firstname: 'Ida',
  Lastname: 'Tanner',
  JobTitle: 'Office',
  Phone: '+49 1',
  MobilePhone: '+49 2',
  IsContactPerson: true,
  DepartmentID: 4,
  DepartmentName: 'Sales',
  DefaultAgentId: 1_001,
  // Of a later version of the API.
  SimulatedNew: 'kept',
};

async function withContact(options: Parameters<typeof ateraTenant>[0] = {}, fields: object = FULL) {
  const tenant = await ateraTenant(options);
  const contact = tenant.world.people.addContact(tenant.customer.id, 'Ida@NW.example', { ...fields });
  if (!contact) throw new Error('The address is taken');
  return { tenant, contact, people: tenant.client.people };
}

describe('a change of a contact, whose PUT replaces all of it', () => {
  it('keeps whatever it does not change, members of later versions included', async () => {
    const { tenant, contact, people } = await withContact();
    await using _tenant = tenant;

    const result = await people.updateContact(tenant.session, contact.id, { lastName: 'Tanner-Vogel' });

    expect(result).toEqual({ state: 'written' });
    expect(contact.fields).toMatchObject({ ...FULL, Lastname: 'Tanner-Vogel' });
    expect(contact).toMatchObject({ customerId: tenant.customer.id, email: 'Ida@NW.example' });
    expect(tenant.simulator.requestsOf('PUT /contacts/{contactId}')).toHaveLength(1);
  });

  it.each(['InIgnoreMode', 'InIgnoreEmailList'] as const)(
    'writes %s by the name that was read',
    async (ignoreMember) => {
      const { tenant, contact, people } = await withContact({ behaviour: { ignoreMember } });
      await using _tenant = tenant;

      const result = await people.updateContact(tenant.session, contact.id, { isIgnored: true, archived: false });

      expect(result).toEqual({ state: 'written' });
      expect(contact.fields).toMatchObject({ ...FULL, [ignoreMember]: true });
    },
  );

  it('sends nothing where nothing changes, and nothing for one that is gone', async () => {
    const { tenant, contact, people } = await withContact();
    await using _tenant = tenant;

    const same = await people.updateContact(tenant.session, contact.id, { firstName: 'Ida', isMainContact: true });
    const gone = await people.updateContact(tenant.session, 999_999, { firstName: 'Ida' });

    expect([same, gone]).toEqual([{ state: 'unchanged' }, { state: 'gone' }]);
    expect(tenant.simulator.requestsOf('PUT /contacts/{contactId}')).toEqual([]);
  });

  it('says which members are not as written, where somebody else wrote at the same time', async () => {
    const { tenant, contact, people } = await withContact();
    await using _tenant = tenant;
    // A person saves the page between our write and our reading.
    const run = () => void Object.assign(contact.fields, { Phone: '+49 9', Lastname: 'Vogel' });
    tenant.simulator.faults.inject({ on: 'PUT /contacts/{contactId}', fault: { kind: 'then', run } });

    const result = await people.updateContact(tenant.session, contact.id, { lastName: 'Tann' });

    expect(result).toMatchObject({ state: 'differs', members: ['Lastname', 'Phone'] });
  });
});

describe('a change of a customer, whose PUT replaces all of it', () => {
  it('keeps whatever it does not change', async () => {
    await using tenant = await ateraTenant();
    const { customer, client, session } = tenant;
    const fields = { Phone: '1', Address: 'Hill 3', Notes: 'VIP', ZipCodeStr: '01234', SimulatedNew: [1] };
    Object.assign(customer, { fields });

    const result = await client.people.updateCustomer(session, customer.id, { Notes: 'VIP, night shift' });

    expect(result).toEqual({ state: 'written' });
    expect(customer).toMatchObject({ name: 'North Wind Ltd', domain: 'north-wind-ltd.example' });
    expect(customer.fields).toMatchObject({ ...fields, Notes: 'VIP, night shift' });
  });
});

describe('a contact', () => {
  it('of another customer with the same address is never found, and one that is gone is nobody', async () => {
    const { tenant, contact, people } = await withContact();
    await using _tenant = tenant;
    const { session, world, customer } = tenant;
    const other = world.addCustomer('Other');
    const twin = world.people.addContact(other.id, 'ida@nw.example');

    const found = await people.findContactByEmail(session, 'IDA@nw.EXAMPLE', customer.id);
    const ofOther = await people.findContactByEmail(session, 'ida@nw.example', other.id);

    expect([found?.id, ofOther?.id]).toEqual([contact.id, twin?.id]);
    expect(await people.findContactByEmail(session, 'ida@nw.example', other.id + 1)).toBeUndefined();
    expect(await people.getContact(session, 999_999)).toBeUndefined();
  });

  it.each(['honoured', 'ignored'] as const)(
    'that is not archived is preferred, the filter being %s',
    async (contactFilter) => {
      const { tenant, contact, people } = await withContact({ behaviour: { contactFilter } }, { Archived: true });
      await using _tenant = tenant;
      const { session, world, customer } = tenant;
      const again = world.people.addContact(customer.id, 'ida@nw.example', {}, false);

      const found = await people.findContactByEmail(session, 'ida@nw.example', customer.id);

      expect(found).toMatchObject({ id: again?.id, archived: false });
      expect(await people.getContact(session, contact.id)).toMatchObject({ archived: true });
    },
  );
});
