import type { TokenCredential } from '@azure/identity';
import type { LogEvent, RegisteredDeps, UnderPolicy } from '../orchestrations/runtime/deps.ts';
import { APP_VERSION } from '../orchestrations/runtime/names.ts';
import { makeAnswerLinks } from '../shared/answers/answer-links.ts';
import { AteraClient } from '../shared/atera/client.ts';
import { keyExpiresAt } from '../shared/atera/credentials.ts';
import { type AutomoxAccess, makeAutomoxAccess } from '../shared/automox/access.ts';
import { ateraBudget, automoxBudgets, type Budget } from '../shared/budget/budgets.ts';
import { makeFence } from '../shared/budget/fence.ts';
import { makeRunLeased } from '../shared/budget/run-leased.ts';
import { withStanding } from '../shared/budget/standing.ts';
import type { Clock } from '../shared/clock.ts';
import type { ClockWatch, DatedAnswer } from '../shared/clock-watch.ts';
import type { Readiness } from '../shared/health.ts';
import type { Sender } from '../shared/http/dispatcher.ts';
import type { OnCall } from '../shared/http/request-json.ts';
import { openChannelSender } from '../shared/notify/channels/open-sender.ts';
import type { ReachDeps } from '../shared/notify/channels/post.ts';
import { openOutbox } from '../shared/notify/open-outbox.ts';
import { makeCustomers } from '../shared/policy/customers.ts';
import type { Policy } from '../shared/policy/policy.ts';
import type { ApiKeySource } from '../shared/secrets/api-key-source.ts';
import { keyInUse } from '../shared/secrets/key-expiry.ts';
import { azureCredential, openKeySource } from '../shared/secrets/open-key-source.ts';
import type { Settings } from '../shared/settings.ts';
import { makeConditionStore } from '../shared/storage/conditions/conditions.ts';
import { makeDueIndex } from '../shared/storage/conditions/due-index.ts';
import { makeDirectoryStore } from '../shared/storage/directory/directory.ts';
import { makeRetention } from '../shared/storage/retention.ts';
import { azureTables, type StoredRow, type TableService } from '../shared/storage/table/table.ts';
import type { Measure } from '../shared/telemetry/metrics.ts';
import type { Trace } from '../shared/telemetry/spans.ts';
import { observed } from './observed.ts';
import { openPolicies } from './open-policies.ts';
import { openStores, openTables, type Tables } from './open-stores.ts';

/** What a test or a demo replaces; everything else follows from the settings. */
export interface Surroundings {
  readonly clock?: Clock;
  readonly dispatcher?: Sender;
  readonly log?: LogEvent;
  /** How channels' receivers are reached. */
  readonly channels?: ReachDeps;
  /** Where rows are kept; default: the storage account of the settings. */
  readonly tables?: TableService;
  /** Default: that of the code, which is that of host.json. */
  readonly version?: string;
  /** Default: the policy file of the settings. */
  readonly policy?: Policy;
  /** Tables that cost nothing: what *Now* shows is read again every few seconds. */
  readonly isNowEager?: boolean;
  /** Where the dashboard was built; default: where the build puts it. */
  readonly dashboardFolder?: string;
  /** Takes the measurements; default: nothing is measured. */
  readonly measure?: Measure;
  /** Takes the spans; default: nothing is traced. */
  readonly trace?: Trace;
}

/**
 * Builds everything the app works with. Opens no connection yet. Throws `PolicyError` for a wrong
 * policy file.
 */
export function buildDependencies(settings: Settings, surroundings: Surroundings = {}): RegisteredDeps {
  const { watched, reached, clockWatch } = observed(surroundings);
  const { clock, log } = watched;
  const credential = azureCredential(settings.identity);
  const storage = { connection: settings.storageConnection, credential, dated: datedFor(clockWatch, clock) };
  const { tables: service = azureTables(storage) } = surroundings;
  const tables = openTables(service);
  const keys = openKeySource(settings.atera.key, { clock, credential });
  const automox = settings.automox && openAutomox(settings.automox, { credential, ...reached });
  const atera = withStanding(ateraBudget(settings.atera.requestsPerMinute), ['poll', 'runs']);
  const budgets = Object.fromEntries([atera, ...(automox?.budgets ?? [])].map((budget) => [budget.id, budget]));
  const unreadable = (table: string) => (row: StoredRow) =>
    log('row-unreadable', { table, partitionKey: String(row.partitionKey), rowKey: String(row.rowKey) });
  const dueIndex = makeDueIndex(tables.due, clock, unreadable('due'));
  const conditions = makeConditionStore(tables.conditions, dueIndex, unreadable('conditions'));
  const directory = makeDirectoryStore(tables.directory, unreadable('directory'));
  const byPolicy = openPolicies(tables.switches, { ...settings, ...surroundings }, watched, (policy) =>
    underPolicy(policy, { tables, conditions, directory, clock, budgets, ...asSet(settings, surroundings) }),
  );
  return {
    ...watched,
    ...asSet(settings, surroundings),
    atera: new AteraClient({ baseUrl: settings.atera.baseUrl, keys, ...reached }),
    ...(automox && { automox: automox.access }),
    runLeased: makeRunLeased({
      ...{ fence: makeFence({ table: tables.fences, clock }), clock, clockWatch },
      measure: watched.measure,
    }),
    clockWatch,
    conditions,
    directory,
    ...openOutbox(tables.outbox, unreadable('outbox'), { dueIndex, clock, inForce: byPolicy.inForce }),
    ...openStores(tables, unreadable, clock),
    channelSender: openChannelSender(settings.notify, { clock, credential, ...surroundings.channels }),
    ...byPolicy,
    answerLinks: makeAnswerLinks({
      ...{ settings, conditions, directory, clock, inForce: byPolicy.inForce },
      keys: settings.answerLinkKey && openKeySource(settings.answerLinkKey, { clock, credential }),
    }),
    budgets,
    readiness: readinessOf(service, keys, automox?.keys),
  };
}

function readinessOf(service: TableService, keys: ApiKeySource, automoxKeys: ApiKeySource | undefined): Readiness {
  return {
    storage: () => service.probe(),
    vendorKey: () => keyInUse(keys, keyExpiresAt),
    ...(automoxKeys && { automoxKey: () => keyInUse(automoxKeys) }),
  };
}

/** The storage's answers say what time it is there. */
function datedFor(clockWatch: ClockWatch, clock: Clock) {
  return { clock, hear: (answer: Omit<DatedAnswer, 'source'>) => clockWatch.observe({ source: 'storage', ...answer }) };
}

function asSet(
  { mode, pollSchedule, signInOn, workletAllowlist }: Settings,
  { dashboardFolder, isNowEager = false, version = APP_VERSION }: Surroundings,
) {
  return {
    mode,
    pollSchedule,
    signInOn,
    version,
    isNowEager,
    ...(workletAllowlist && { workletAllowlist }),
    ...(dashboardFolder !== undefined && { dashboardFolder }),
  };
}

/** What a policy decides once for all invocations under it. */
function underPolicy(
  policy: Policy,
  {
    tables,
    conditions,
    directory,
    clock,
    budgets,
    workletAllowlist,
  }: Pick<RegisteredDeps, 'conditions' | 'directory' | 'clock' | 'budgets' | 'workletAllowlist'> & {
    readonly tables: Tables;
  },
): UnderPolicy {
  const { reopenWithinDays } = policy;
  return {
    policy,
    customers: makeCustomers(policy, () => directory.accountTimeZone(), clock, workletAllowlist),
    retention: makeRetention({ tables, conditions, clock, budgetIds: Object.keys(budgets), reopenWithinDays }),
  };
}

/**
 * Automox as far as it is set up: one key for every organisation, and the limits that go with it.
 */
function openAutomox(
  { key, baseUrl, orgId, requestsPer5Minutes }: NonNullable<Settings['automox']>,
  { credential, ...reached }: { credential: TokenCredential; clock: Clock; dispatcher: Sender; onCall?: OnCall },
): { access: AutomoxAccess; keys: ApiKeySource; budgets: readonly Budget[] } {
  const keys = openKeySource(key, { clock: reached.clock, credential });
  const access = makeAutomoxAccess({ baseUrl, keys, ...reached }, orgId);
  const { automox, servers } = automoxBudgets(requestsPer5Minutes);
  return { access, keys, budgets: [withStanding(automox, ['runs']), servers] };
}
