import type { Reply, SimulatedRequest } from '../../vendor.ts';
import type { AutomoxOrganization } from '../organization.ts';
import { NOT_FOUND, refusal } from '../reply.ts';
import { type AutomoxRoute, accountRoute } from '../route.ts';
import { resultRow, runRow } from './history-rows.ts';
import type { PolicyRun } from './policy-history.ts';

const MOST_ROWS = 5_000;

/**
 * What one public client allows for `max_output_length`; without it the length is not known, and
 * this is a guess.
 */
const OUTPUT_LENGTH = { least: 16, most: 20_000, default: 5_000 };

/**
 * `/policy-history`: the runs of a policy, and what one run did on each device. Both want the
 * organisation's uuid in `org`, where every other path wants its number in `o` (integration-facts
 * 2.1 [C]).
 */
export function historyRoutes(organization: AutomoxOrganization): AutomoxRoute[] {
  const { history, behaviour } = organization;
  const within = (request: SimulatedRequest, next: (runs: readonly PolicyRun[]) => Reply): Reply => {
    const org = request.query.get('org');
    if (!org) return refusal(400, 'Invalid or missing org from query parameters org=null');
    if (org.toLowerCase() !== organization.uuid) return refusal(403, 'Forbidden');
    const policy = [...organization.policies.values()].find(({ uuid }) => uuid === request.params.policyUuid);
    return policy ? next(history.of(policy)) : NOT_FOUND;
  };
  return [
    accountRoute('/policy-history/policy-runs/{policyUuid}', (request) =>
      within(request, (runs) => {
        const rows = runs.map((run) => runRow(organization, run));
        const data = behaviour.historyRuns === 'nested' ? { runs: rows, banner_stats: {} } : rows;
        return { status: 200, json: { data, metadata: {} } };
      }),
    ),
    accountRoute('/policy-history/policies/{policyUuid}/{token}', (request) =>
      within(request, (runs) => {
        const run = runs.find(({ token }) => token === request.params.token);
        return run ? resultsOf(organization, run, request.query) : NOT_FOUND;
      }),
    ),
  ];
}

/** Pages from 0. `result_status` and the like are ignored. */
function resultsOf(organization: AutomoxOrganization, run: PolicyRun, query: URLSearchParams): Reply {
  const page = Number(query.get('page') ?? 0);
  const limit = Number(query.get('limit') ?? 50);
  const length = Number(query.get('max_output_length') ?? OUTPUT_LENGTH.default);
  if (!(limit >= 1 && limit <= MOST_ROWS)) return refusal(400, 'limit is invalid');
  if (!(length >= OUTPUT_LENGTH.least && length <= OUTPUT_LENGTH.most))
    return refusal(400, 'max_output_length is invalid');
  const rows = run.results.slice(page * limit, (page + 1) * limit);
  return {
    status: 200,
    json: {
      metadata: {
        current_page: page,
        total_pages: Math.ceil(run.results.length / limit),
        total_count: run.results.length,
        limit,
      },
      data: rows.map((result) => resultRow(organization, run, result, length)),
    },
  };
}
