import { describe, expect, it } from 'vitest';
import type { CustomFieldType } from '../../../dev/simulator/world/custom-fields.ts';
import { ateraTenant } from '../../helpers/vendors/atera-tenant.ts';
import { failureOf } from '../../helpers/vendors/vendor-faults.ts';

describe('custom fields', () => {
  it('are defined by name, type and what they belong to', async () => {
    await using tenant = await ateraTenant();
    const { client, session, world } = tenant;
    const options = [{ value: '1', text: 'Keine Automatik' }];
    world.customFields.define('agent', 'Wartung / Ausnahme', { type: 'Options', options });
    world.customFields.define('ticket', 'Other', { type: 'Date' });

    expect(await client.customValues.definitions(session)).toEqual([
      { name: 'Wartung / Ausnahme', type: 'Options', of: 'agent', options },
      { name: 'Other', type: 'Date', of: 'other', options: [] },
    ]);
  });

  it.each<[CustomFieldType, string, object]>([
    ['Boolean', 'true', { flag: true, number: 0 }],
    ['Numeric', '3', { flag: false, number: 3 }],
    ['Text', 'true', { flag: false, text: 'true' }],
  ])('of type %s are read, those that are not set as nothing', async (type, set, expected) => {
    await using tenant = await ateraTenant({ behaviour: { typedValues: 'alone' } });
    const { client, session, world, customer } = tenant;
    const device = world.addDevice(customer, { name: 'PC-1', kind: 'workstation' });
    const field = world.customFields.define('agent', ' Hands off ', { type });
    const unset = { name: 'Hands off', text: '', flag: false, number: 0 };

    const before = await client.customValues.valuesOf(session, 'agent', device.agentId);
    world.customFields.set(field, device.agentId, set);
    const after = await client.customValues.valuesOf(session, 'agent', device.agentId);

    expect(before?.[0]).toMatchObject(unset);
    expect(after?.[0]).toMatchObject({ name: 'Hands off', ...expected });
  });

  it('that cannot be read fail, rather than saying nothing', async () => {
    await using tenant = await ateraTenant();
    const { client, session, simulator, customer } = tenant;
    const failures = [];
    for (const status of [400, 403, 500]) {
      simulator.faults.inject({ on: 'GET /customvalues/customerfields/{id}', fault: { kind: 'status', status } });
      failures.push(await failureOf(client.customValues.valuesOf(session, 'customer', customer.id)));
    }

    const codes = ['vendor_rejected_request', 'vendor_forbidden', 'vendor_failed'];
    expect(failures).toMatchObject(codes.map((code) => ({ code })));
  });
});
