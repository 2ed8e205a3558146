import { inspect } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import type { Fault } from '../../dev/simulator/faults.ts';
import { toFailure } from '../../shared/errors.ts';
import { automoxTenant } from '../helpers/automox-tenant.ts';

type Tenant = Awaited<ReturnType<typeof automoxTenant>>;

const FAULTS: (Fault | undefined)[] = [
  undefined,
  ...[302, 400, 401, 403, 404, 429, 500, 503].map((status): Fault => ({ kind: 'status', status })),
  { kind: 'reset-before' },
  { kind: 'reset-after' },
  { kind: 'cut-body' },
  { kind: 'body', body: 'malformed' },
  { kind: 'body', body: 'html' },
  { kind: 'body', body: 'empty' },
  { kind: 'hang' },
];

/** Every method of the client once; each outcome as text, errors with all they carry. */
async function callAll({ client, session, listSession, clock }: Tenant): Promise<string[]> {
  const calls = [
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
  ];
  const outcomes = Promise.allSettled(calls);
  await clock.advance(8_000);
  return (await outcomes).map((outcome) =>
    outcome.status === 'fulfilled'
      ? JSON.stringify(outcome.value ?? null)
      : inspect(outcome.reason, { depth: 9, showHidden: true }) +
        JSON.stringify([outcome.reason, toFailure(outcome.reason)]),
  );
}

describe('what the client tells', () => {
  it.each(['body', 'query'] as const)(
    'holds the key nowhere, nor what was asked for in the %s, whatever goes wrong',
    async (remediateForm) => {
      const printed: string[] = [];
      const written = [process.stdout, process.stderr].map((stream) =>
        vi.spyOn(stream, 'write').mockImplementation((chunk) => printed.push(String(chunk)) > 0),
      );
      for (const fault of FAULTS) {
        await using tenant = await automoxTenant({ client: { remediateForm } });
        const secret = tenant.simulator.automoxKeys.current;
        if (fault) tenant.simulator.faults.inject({ on: () => true, times: 100, fault });
        printed.push(...(await callAll(tenant)));
        expect(printed.join('\n')).not.toContain(secret.slice(0, 13));
        expect(JSON.stringify(tenant.simulator.requests)).not.toContain(secret);
      }
      for (const spy of written) spy.mockRestore();

      expect(printed.length).toBeGreaterThanOrEqual(FAULTS.length * 10);
      expect(printed.join('\n')).not.toMatch(/7654321|Bearer/);
    },
  );
});
