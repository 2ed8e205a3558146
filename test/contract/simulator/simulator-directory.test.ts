import { describe, expect, test } from 'vitest';
import { startCalling } from '../../helpers/vendors/simulator-call.ts';

describe('agents', () => {
  test('carry MB units, doubled spaces, a battery for laptops only', async () => {
    await using atera = await startCalling();
    const customer = atera.world.addCustomer('Acme');
    const disks = [{ drive: 'C:', totalMb: 200_000, usedPercent: 75 }];
    const laptop = atera.world.addDevice(customer, { name: 'ACME-LT', kind: 'laptop', disks });
    const server = atera.world.addDevice(customer, { name: 'ACME-DC', kind: 'domain-controller' });

    const { json: laptopRow } = await atera.call(`/agents/${laptop.agentId}`);
    const { json: serverRow } = await atera.call(`/agents/${server.agentId}`);

    expect(laptopRow).toMatchObject({
      AgentID: laptop.agentId,
      DeviceGuid: laptop.guid,
      CustomerName: 'Acme',
      Online: true,
      OSType: 'Work Station',
      HardwareDisks: [{ Drive: 'C:', Free: 50_000, Used: 150_000, Total: 200_000 }],
      BatteryInfo: { CycleCount: expect.any(Number) },
    });
    expect(laptopRow.OS).toContain('  ');
    expect(serverRow).toMatchObject({ OSType: 'Domain Controller', BatteryInfo: null });
  });

  test('come as a page per customer and per machine name, with namesakes and duplicate disks', async () => {
    await using atera = await startCalling();
    const [acme, other] = [atera.world.addCustomer('Acme'), atera.world.addCustomer('Other')];
    const first = atera.world.addDevice(acme, { name: 'FRONT-DESK', duplicateDiskRows: true });
    const second = atera.world.addDevice(other, { name: 'Front-Desk' });

    const ofCustomer = await atera.call(`/agents/customer/${acme.id}`);
    const byName = await atera.call('/agents/machine/front-desk');
    const all = await atera.call('/agents');

    expect(ofCustomer.json.items.map(agentId)).toEqual([first.agentId]);
    expect(byName.json.items.map(agentId)).toEqual([first.agentId, second.agentId]);
    expect(all.json.totalItemCount).toBe(2);
    expect(ofCustomer.json.items[0]?.HardwareDisks).toHaveLength(2);
  });

  test('a missing agent is 200 null, a deleted one too', async () => {
    await using atera = await startCalling();
    const device = atera.world.addDevice(atera.world.addCustomer('Acme'), { name: 'ACME-1' });
    atera.world.person.deleteDevice(device);

    const answers = [await atera.call(`/agents/${device.agentId}`), await atera.call('/agents/1')];

    expect(answers.map(({ status, text }) => [status, text])).toEqual([
      [200, 'null'],
      [200, 'null'],
    ]);
  });

  test('dates come in all of the vendor forms and mean the same moment', async () => {
    await using atera = await startCalling();
    const customer = atera.world.addCustomer('Acme');
    const bootedAt = Date.parse('2026-02-20T07:15:09Z');
    for (let n = 0; n < 20; n++) atera.world.addDevice(customer, { name: `ACME-${n}`, bootedAt });

    const { json } = await atera.call('/agents');

    const dates: string[] = json.items.map((row: { LastRebootTime: string }) => row.LastRebootTime);
    expect(new Set(dates)).toEqual(
      new Set(['2026-02-20T07:15:09Z', '2026-02-20T07:15:09', '2026-02-20T07:15:09.0000000']),
    );
  });
});

describe('contacts', () => {
  test('are found by Email and by the older searchOptions.email', async () => {
    await using atera = await startCalling();
    const customer = atera.world.addCustomer('Acme');
    const contact = atera.world.people.addContact(customer.id, 'rmm@acme.example', { Firstname: 'RMM' });

    const newer = await atera.call('/contacts?Email=RMM%40acme.example');
    const older = await atera.call('/contacts?searchOptions.email=rmm%40acme.example');
    const neither = await atera.call('/contacts?mail=rmm%40acme.example');

    expect(newer.json.items).toMatchObject([
      { EndUserID: contact?.id, Email: 'rmm@acme.example', Firstname: 'RMM', CustomerID: customer.id },
    ]);
    expect(older.json.items).toEqual(newer.json.items);
    expect(neither.json.totalItemCount).toBe(2);
  });

  test('are created with an address that is unique per customer', async () => {
    await using atera = await startCalling();
    const [acme, other] = [atera.world.addCustomer('Acme'), atera.world.addCustomer('Other')];
    const create = (body: object) => atera.call('/contacts', { method: 'POST', body });

    const created = await create({ CustomerID: acme.id, Email: 'rmm@msp.example', Firstname: 'RMM' });
    const answers = [
      created,
      await create({ CustomerID: acme.id, Email: 'RMM@msp.example' }),
      await create({ CustomerName: 'Other', Email: 'rmm@msp.example' }),
      await create({ CustomerID: other.id }),
      await create({ CustomerID: 1, Email: 'x@msp.example' }),
    ];

    expect(answers.map(({ status }) => status)).toEqual([201, 400, 201, 400, 400]);
    expect(created.json).toEqual({ ActionID: expect.any(Number) });
  });

  test('are replaced as a whole by PUT, but for their address', async () => {
    await using atera = await startCalling({ behaviour: { oldActionResult: true } });
    const customer = atera.world.addCustomer('Acme');
    const contact = atera.world.people.addContact(customer.id, 'a@acme.example', { Firstname: 'A', Phone: '1' });

    const body = { Email: 'b@acme.example', Firstname: 'B' };
    const answer = await atera.call(`/contacts/${contact?.id}`, { method: 'PUT', body });

    const { json: row } = await atera.call(`/contacts/${contact?.id}`);
    expect(answer.json).toEqual({ ActionID: contact?.id, ArticleID: null, Status: 'Success' });
    expect(row).toMatchObject({ Email: 'a@acme.example', Firstname: 'B', Phone: null, CustomerID: customer.id });
  });

  test('missing ones are 200 null; deleted ones are gone', async () => {
    await using atera = await startCalling();
    const contact = atera.world.people.mainContact(atera.world.addCustomer('Acme').id);

    const deleted = await atera.call(`/contacts/${contact?.id}`, { method: 'DELETE' });
    const gone = await atera.call(`/contacts/${contact?.id}`);

    expect([deleted.status, gone.status, gone.text]).toEqual([204, 200, 'null']);
  });
});

describe('customers, custom values, account', () => {
  test('customers are created, replaced, listed in their order and deleted', async () => {
    await using atera = await startCalling();
    const old = atera.world.addCustomer('Old');
    const created = await atera.call('/customers', { method: 'POST', body: { CustomerName: 'New', City: 'Ghent' } });
    await atera.clock.advance(1_000);
    const replacement = { method: 'PUT', body: { CustomerName: 'Old Ltd' } };
    await atera.call(`/customers/${old.id}`, replacement);

    const byCreation = await atera.call('/customers?SortBy=Creation');
    const byChange = await atera.call('/customers?SortBy=LastModified');
    await atera.call(`/customers/${created.json.ActionID}`, { method: 'DELETE' });
    const gone = await atera.call(`/customers/${created.json.ActionID}`);

    const names = [byCreation, byChange].map(({ json }) => json.items.map(customerName));
    expect(names).toEqual([
      ['Old Ltd', 'New'],
      ['New', 'Old Ltd'],
    ]);
    expect(byCreation.json.items[1]).toMatchObject({ City: 'Ghent' });
    expect(gone.text).toBe('null');
  });

  test('a custom value is written in the body and read back', async () => {
    await using atera = await startCalling();
    const device = atera.world.addDevice(atera.world.addCustomer('Acme'), { name: 'ACME-1' });
    atera.world.customFields.define('agent', 'Automation opt-out');
    const path = `/customvalues/agentfield/${device.agentId}/Automation%20opt-out`;

    const before = await atera.call(path);
    const written = await atera.call(path, { method: 'PUT', body: { Value: 'yes' } });
    const after = await atera.call(`/customvalues/agentfields/${device.agentId}`);
    const definitions = await atera.call('/customvalues/customfields');

    expect(before.json).toMatchObject([{ FieldName: 'Automation opt-out', ValueAsString: null }]);
    expect(written.status).toBe(200);
    expect((after.json as unknown as object[])[0]).toMatchObject({
      ItemId: device.agentId,
      ValueAsString: 'yes',
      ValueAsBool: false,
    });
    expect(definitions.json).toMatchObject([{ Name: 'Automation opt-out', DataType: 'Text', Target: 'Agent' }]);
  });

  test('an unknown custom field is 404', async () => {
    await using atera = await startCalling();

    const answers = [await atera.call('/customvalues/agentfield/1/Nope'), await atera.call('/customvalues/xfield/1/y')];

    expect(answers.map(({ status }) => status)).toEqual([404, 404]);
  });

  test('the account names company and time zone', async () => {
    await using atera = await startCalling({ world: { companyName: 'Tidy IT', timeZoneName: 'GMT Standard Time' } });

    const { json } = await atera.call('/account');

    expect(json).toMatchObject({ CompanyName: 'Tidy IT', TimeZoneName: 'GMT Standard Time', IsITDepartment: false });
  });
});

function agentId(row: { AgentID: number }): number {
  return row.AgentID;
}

function customerName(row: { CustomerName: string }): string {
  return row.CustomerName;
}
