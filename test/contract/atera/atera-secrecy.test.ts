import { describe, expect, it } from 'vitest';
import { fixedApiKey } from '../../../shared/secrets/api-key-source.ts';
import { ateraTenant } from '../../helpers/vendors/atera-tenant.ts';
import { capturedOutput, everyFault, textsOf } from '../../helpers/vendors/vendor-faults.ts';

type Tenant = Awaited<ReturnType<typeof ateraTenant>>;

/** Every method of the client once; each outcome as text, errors with all they carry. */
function callAll({ client, session, clock, customer }: Tenant): Promise<string[]> {
  return textsOf(clock, [
    client.listAlerts(session, { status: 'Open', page: 1 }),
    client.getAlert(session, 1),
    client.resolveAlert(session, 1),
    client.getAgent(session, 1),
    client.listAgents(session, 1),
    client.listCustomerAgents(session, customer.id, 1),
    client.findAgentsByMachine(session, 'secret-machine'),
    client.createTicket(session, { title: 'secret-title', description: 'd', endUserId: 1 }),
    client.getTicket(session, 1),
    client.updateTicket(session, 1, { status: 'Closed' }),
    client.listTickets(session, { customerId: customer.id, page: 1 }),
    client.listTicketComments(session, 1, 1),
    client.addTicketComment(session, 1, { text: 'secret-comment', technicianEmail: 'a@b.example', isInternal: true }),
    client.people.findContactByEmail(session, 'secret-address@b.example', 1),
    client.people.createContact(session, {
      customerId: 1,
      email: 'secret-address@b.example',
      firstName: 'A',
      lastName: 'B',
    }),
    client.people.getCustomer(session, 1),
    client.getAccount(session),
    client.customValues.definitions(session),
    client.customValues.valuesOf(session, 'agent', 1),
    client.listNetworkDevices(session, 'snmp', 1),
    client.getNetworkDevice(session, 'http', 1),
    client.findSnmpDevice(session, '5ec0e700-0000-4000-a000-00000000beef'),
  ]);
}

describe('what the client reports', () => {
  it.each(['legacy key', 'token'])(
    'holds the %s nowhere, nor what was asked for, whatever goes wrong',
    async (kind) => {
      using output = capturedOutput();
      const { printed } = output;
      let secret = '';
      for (const fault of everyFault) {
        await using tenant = await ateraTenant({
          keys: ({ keys }) => {
            secret = keys.current;
            return { ...fixedApiKey(''), current: async () => secret };
          },
        });
        if (kind === 'token') secret = tenant.simulator.keys.addToken();
        if (fault) tenant.simulator.faults.inject({ on: () => true, times: 100, fault });
        printed.push(...(await callAll(tenant)));
        expect(printed.join('\n')).not.toContain(secret.slice(0, 20));
      }

      expect(printed.length).toBeGreaterThanOrEqual(everyFault.length * 21);
      expect(printed.join('\n')).not.toMatch(/simulated[a-z0-9]{9}|eyJ|secret-|5ec0e7/);
    },
  );
});
