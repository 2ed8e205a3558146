import type { Reply, SimulatedRequest } from '../vendor.ts';
import type { AutomoxOrganization, AutomoxPolicy } from './organization.ts';
import { NOT_FOUND, pageOf, refusal } from './reply.ts';
import { type AutomoxRoute, route } from './route.ts';

/** `/policies` and their run-now action. */
export function policyRoutes(organization: AutomoxOrganization): AutomoxRoute[] {
  const withPolicy = (request: SimulatedRequest, next: (policy: AutomoxPolicy) => Reply): Reply => {
    const policy = organization.policies.get(Number(request.params.policyId));
    return policy ? next(policy) : NOT_FOUND;
  };
  const row = (policy: AutomoxPolicy) => policyRow(organization, policy);
  return [
    route('GET', '/policies', (request) => pageOf(request.query, [...organization.policies.values()], row)),
    route('GET', '/policies/{policyId}', (request) =>
      withPolicy(request, (policy) => ({ status: 200, json: row(policy) })),
    ),
    route('POST', '/policies/{policyId}/action', (request) =>
      withPolicy(request, (policy) => act(organization, policy, request)),
    ),
  ];
}

function policyRow(organization: AutomoxOrganization, policy: AutomoxPolicy): unknown {
  return {
    id: policy.id,
    [policy.id % 2 === 0 ? 'uuid' : 'guid']: policy.uuid,
    name: policy.name,
    policy_type_name: policy.type,
    organization_id: organization.id,
    server_groups: policy.groupIds,
    schedule_days: 0,
    status: 'inactive',
    configuration: {},
  };
}

/**
 * 201 without a body, also where the server's group does not have the policy and nothing happens.
 */
function act(organization: AutomoxOrganization, policy: AutomoxPolicy, request: SimulatedRequest): Reply {
  const { action, serverId } = orderIn(organization, request);
  if (action === 'remediateAll') {
    organization.remediateAll(policy);
    return { status: 201 };
  }
  if (action !== 'remediateServer') return refusal(400, 'action is invalid');
  const server = organization.servers.get(Number(serverId));
  if (!server) return NOT_FOUND;
  organization.remediate(policy, server);
  return { status: 201 };
}

function orderIn({ behaviour }: AutomoxOrganization, { body, query }: SimulatedRequest): Record<string, unknown> {
  const inBody = behaviour.policyAction === 'query' ? {} : ((body ?? {}) as Record<string, unknown>);
  const inQuery = behaviour.policyAction === 'body' ? {} : Object.fromEntries(query);
  return { ...inQuery, ...inBody };
}
