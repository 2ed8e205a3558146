import type { LeaseSession } from '../budget/lease.ts';
import { DAY_MS } from '../durations.ts';
import { VendorError } from '../errors.ts';
import type { VendorClientOptions } from '../http/vendor-calls.ts';
import { Organization, User } from './account-schema.ts';
import { type AutomoxBudgetId, AutomoxCalls } from './calls.ts';
import { COMMANDS, type Command, QueuedCommand } from './command-schema.ts';
import { AutomoxEvent } from './event-schema.ts';
import { type ListPage, listOf, MAX_ROWS_IN_PAGE } from './list.ts';
import {
  type HistoryRows,
  OUTPUT_LENGTH,
  type PolicyRun,
  type RunResult,
  resultsOf,
  runsOf,
} from './policy-history-schema.ts';
import { Policy } from './policy-schema.ts';
import { Server } from './server-schema.ts';

/**
 * Results with two outputs each: where the vendor ignores the length asked for, more rows would not
 * fit a sensible answer.
 */
const RESULTS_IN_PAGE = 20;

/** How a policy run is ordered: as JSON (specification of 2025) or in the query (2021). */
export type RemediateForm = 'body' | 'query';

/** What an Automox client needs beside key, address and clock. */
export interface AutomoxClientOptions extends VendorClientOptions {
  /** The organisation (zone) everything happens in. */
  readonly organizationId: number;
  /** Default `body`. */
  readonly remediateForm?: RemediateForm;
  /** 1 to 500, default 500. */
  readonly serversInPage?: number;
}

/** The budget that the lease of each method must be of; the client refuses any other. */
export const AUTOMOX_BUDGET_OF = {
  listServers: 'automox-servers',
  getServer: 'automox',
  getQueue: 'automox',
  queueCommand: 'automox',
  listPolicies: 'automox',
  getPolicy: 'automox',
  remediateServer: 'automox',
  listEvents: 'automox',
  listPolicyRuns: 'automox',
  listRunResults: 'automox',
  listOrganizations: 'automox',
  getSelf: 'automox',
} as const satisfies Record<keyof AutomoxClient, AutomoxBudgetId>;

/**
 * Automox's Console API (https://developer.automox.com), one method for each endpoint used; one
 * attempt and one token of the lease for each call. Throws `VendorError`, `LeaseSpentError`
 * (nothing was sent), `SecretError` or `key_malformed` without a usable key, and `TypeError` for a
 * lease of the wrong budget. A reading by id returns undefined for what is gone.
 */
export class AutomoxClient {
  readonly #calls: AutomoxCalls;
  readonly #organizationId: number;
  readonly #remediateForm: RemediateForm;
  readonly #serversInPage: number;

  constructor(options: AutomoxClientOptions) {
    this.#calls = new AutomoxCalls(options.organizationId, options);
    this.#organizationId = options.organizationId;
    this.#remediateForm = options.remediateForm ?? 'body';
    this.#serversInPage = options.serversInPage ?? MAX_ROWS_IN_PAGE;
  }

  /**
   * GET /servers, page 0 first, without details: 500 rows with them would not fit a sensible
   * answer. Automox refuses 30 of these in a minute. There is no search by name or serial number.
   */
  listServers(session: LeaseSession, page: number): Promise<ListPage<Server>> {
    const limit = this.#serversInPage;
    const response = listOf(Server, { page, limit, idName: 'id', belongs: this.#isOurs });
    const call = { budget: AUTOMOX_BUDGET_OF.listServers, pathTemplate: '/servers', query: { limit, page } };
    return this.#calls.get(session, call, response);
  }

  /**
   * GET /servers/{serverId}; volumes come only `withDetails`. A server of another organisation is
   * refused: nothing may be decided from it.
   */
  async getServer(session: LeaseSession, serverId: number, { withDetails = false } = {}): Promise<Server | undefined> {
    const pathTemplate = '/servers/{serverId}';
    const query = withDetails ? { include_details: 1 } : {};
    const call = { budget: AUTOMOX_BUDGET_OF.getServer, pathTemplate, params: { serverId }, query };
    const server = await this.#calls.find(session, call, Server);
    if (server && (server.id !== serverId || !this.#isOurs(server)))
      throw new VendorError(
        'vendor_response_invalid',
        `Automox GET ${pathTemplate} answered another server than asked for`,
      );
    return server;
  }

  /** GET /servers/{serverId}/queues: the commands still to come, whoever queued them. */
  getQueue(session: LeaseSession, serverId: number): Promise<ListPage<QueuedCommand>> {
    const limit = Number.POSITIVE_INFINITY;
    const belongs = (command: QueuedCommand) => command.serverId === undefined || command.serverId === serverId;
    const call = {
      budget: AUTOMOX_BUDGET_OF.getQueue,
      pathTemplate: '/servers/{serverId}/queues',
      params: { serverId },
    };
    return this.#calls.get(session, call, listOf(QueuedCommand, { page: 0, limit, idName: 'id', belongs }));
  }

  /**
   * POST /servers/{serverId}/queues. Not repeatable: a second call queues a second restart, so
   * after `effect: 'unknown'` read the queue first. A device that is offline keeps the command
   * until it is back: refuse to queue for one.
   */
  async queueCommand(session: LeaseSession, serverId: number, command: Command): Promise<void> {
    // Inputs of activities come from storage, where a type is only a promise.
    if (!COMMANDS.includes(command)) throw new TypeError('Only a scan or a restart may be queued');
    const pathTemplate = '/servers/{serverId}/queues';
    const params = { serverId: positive(serverId) };
    const body = { command_type_name: command };
    await this.#calls.post(session, { budget: AUTOMOX_BUDGET_OF.queueCommand, pathTemplate, params, body });
  }

  /** GET /policies, page 0 first. */
  listPolicies(session: LeaseSession, page: number): Promise<ListPage<Policy>> {
    const limit = MAX_ROWS_IN_PAGE;
    const response = listOf(Policy, { page, limit, idName: 'id', belongs: this.#isOurs });
    const call = { budget: AUTOMOX_BUDGET_OF.listPolicies, pathTemplate: '/policies', query: { limit, page } };
    return this.#calls.get(session, call, response);
  }

  /** GET /policies/{policyId}. */
  getPolicy(session: LeaseSession, policyId: number): Promise<Policy | undefined> {
    const call = { budget: AUTOMOX_BUDGET_OF.getPolicy, pathTemplate: '/policies/{policyId}', params: { policyId } };
    return this.#calls.find(session, call, Policy);
  }

  /**
   * POST /policies/{policyId}/action: runs the policy now on this one server, if its group has the
   * policy; the evaluation part is skipped. Not repeatable; the answer only says that Automox took
   * it. `remediateAll`, which the vendor offers on the same path, can't be said with this client.
   */
  async remediateServer(session: LeaseSession, policyId: number, serverId: number): Promise<void> {
    const order = { action: 'remediateServer', serverId: positive(serverId) };
    const form = this.#remediateForm === 'body' ? { body: order } : { query: order };
    const params = { policyId: positive(policyId) };
    const pathTemplate = '/policies/{policyId}/action';
    await this.#calls.post(session, { budget: AUTOMOX_BUDGET_OF.remediateServer, pathTemplate, params, ...form });
  }

  /**
   * GET /events of one server since `since` (epoch ms), page 0 first. The vendor filters by day, in
   * a zone it does not name, so the day before is asked for as well; the rest is done here.
   */
  listEvents(
    session: LeaseSession,
    { serverId, since, page = 0 }: { serverId: number; since: number; page?: number },
  ): Promise<ListPage<AutomoxEvent>> {
    const limit = MAX_ROWS_IN_PAGE;
    const query = { serverId, startDate: new Date(since - DAY_MS).toISOString().slice(0, 10), limit, page };
    const belongs = (event: AutomoxEvent) => event.serverId === serverId && (event.at ?? since) >= since;
    const call = { budget: AUTOMOX_BUDGET_OF.listEvents, pathTemplate: '/events', query };
    return this.#calls.get(session, call, listOf(AutomoxEvent, { page, limit, idName: 'id', belongs }));
  }

  /**
   * GET /policy-history/policy-runs/{policyUuid}: the runs of one policy in the last `days` (1 to
   * 180), ordered by whomever; undefined when the vendor has none of it. From the source of the
   * vendor community's own client (integration-facts 2.1 [C]); a run appears some time after it was
   * ordered, and how long is not published.
   */
  listPolicyRuns(
    session: LeaseSession,
    { organizationUuid, policyUuid, days = 2 }: { organizationUuid: string; policyUuid: string; days?: number },
  ): Promise<HistoryRows<PolicyRun> | undefined> {
    const pathTemplate = '/policy-history/policy-runs/{policyUuid}';
    const query = { org: organizationUuid, report_days: days };
    const call = { budget: AUTOMOX_BUDGET_OF.listPolicyRuns, pathTemplate, params: { policyUuid }, query };
    return this.#calls.find(session, { ...call, withoutOrganizationId: true }, runsOf(policyUuid));
  }

  /**
   * GET /policy-history/policies/{policyUuid}/{executionToken}, page 0 first: exit code and last
   * lines of one run on one server, secrets masked; undefined when there is no such run. The
   * vendor's filter by device matches names, so the rows of other servers are left out here: a run
   * on many servers has many pages (integration-facts 2.1 [C]).
   */
  listRunResults(
    session: LeaseSession,
    where: { organizationUuid: string; policyUuid: string; executionToken: string; serverId: number; page?: number },
  ): Promise<HistoryRows<RunResult> | undefined> {
    const { organizationUuid, policyUuid, executionToken, serverId, page = 0 } = where;
    const pathTemplate = '/policy-history/policies/{policyUuid}/{executionToken}';
    const query = { org: organizationUuid, page, limit: RESULTS_IN_PAGE, max_output_length: OUTPUT_LENGTH };
    const params = { policyUuid, executionToken };
    const call = { budget: AUTOMOX_BUDGET_OF.listRunResults, pathTemplate, params, query };
    return this.#calls.find(session, { ...call, withoutOrganizationId: true }, resultsOf(serverId));
  }

  /** GET /orgs: what the key can read; a good check of a key and of the organisation id. */
  listOrganizations(session: LeaseSession): Promise<ListPage<Organization>> {
    const limit = MAX_ROWS_IN_PAGE;
    const call = { budget: AUTOMOX_BUDGET_OF.listOrganizations, pathTemplate: '/orgs', query: { limit, page: 0 } };
    return this.#calls.get(session, call, listOf(Organization, { page: 0, limit, idName: 'id' }));
  }

  /** GET /users/self: whose key this is. */
  getSelf(session: LeaseSession): Promise<User> {
    return this.#calls.get(session, { budget: AUTOMOX_BUDGET_OF.getSelf, pathTemplate: '/users/self' }, User);
  }

  /** A row that does not name its organisation stays: it was asked for under ours. */
  readonly #isOurs = ({ organizationId }: { organizationId?: number | undefined }) =>
    organizationId === undefined || organizationId === this.#organizationId;
}

/** Without a real id the same path acts on more than one device, or on another. */
function positive(value: number): number {
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new TypeError(`An Automox id is a whole number above 0, not ${value}`);
}
