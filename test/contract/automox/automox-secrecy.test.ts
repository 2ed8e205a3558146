import { describe, expect, it } from 'vitest';
import { automoxTenant } from '../../helpers/vendors/automox-tenant.ts';
import { capturedOutput, everyFault, textsOf } from '../../helpers/vendors/vendor-faults.ts';

const uuids = { organizationUuid: '7654321', policyUuid: '7654321' };

type Tenant = Awaited<ReturnType<typeof automoxTenant>>;

/** Every method of the client once; each outcome as text, errors with all they carry. */
function callAll({ client, session, listSession, clock }: Tenant): Promise<string[]> {
  return textsOf(clock, [
    client.listServers(listSession, 0),
    client.getServer(session, 7_654_321, { withDetails: true }),
    client.getQueue(session, 7_654_321),
    client.queueCommand(session, 7_654_321, 'GetOS'),
    client.listPolicies(session, 0),
    client.getPolicy(session, 7_654_321),
    client.remediateServer(session, 7_654_321, 7_654_321),
    client.listEvents(session, { serverId: 7_654_321, since: 0 }),
    client.listOrganizations(session),
    client.getSelf(session),
    client.listPolicyRuns(session, uuids),
    client.listRunResults(session, { ...uuids, executionToken: '7654321', serverId: 7_654_321 }),
  ]);
}

describe('what the client reports', () => {
  it.each(['body', 'query'] as const)(
    'holds the key nowhere, nor what was asked for in the %s, whatever goes wrong',
    async (remediateForm) => {
      using output = capturedOutput();
      const { printed } = output;
      for (const fault of everyFault) {
        await using tenant = await automoxTenant({ client: { remediateForm } });
        const secret = tenant.simulator.automoxKeys.current;
        if (fault) tenant.simulator.faults.inject({ on: () => true, times: 100, fault });
        printed.push(...(await callAll(tenant)));
        expect(printed.join('\n')).not.toContain(secret.slice(0, 13));
        expect(JSON.stringify(tenant.simulator.requests)).not.toContain(secret);
      }

      expect(printed.length).toBeGreaterThanOrEqual(everyFault.length * 12);
      expect(printed.join('\n')).not.toMatch(/7654321|Bearer/);
    },
  );
});
