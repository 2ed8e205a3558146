import type { TokenCredential } from '@azure/identity';
import type { LogEvent, RegisteredDeps, UnderPolicy } from '../orchestrations/runtime/deps.ts';
import { APP_VERSION } from '../orchestrations/runtime/names.ts';
import { makeAnswerLinks } from '../shared/answers/answer-links.ts';
import { AteraClient } from '../shared/atera/client.ts';
import { keyExpiresAt } from '../shared/atera/credentials.ts';
import { type AutomoxAccess, makeAutomoxAccess } from '../shared/automox/access.ts';
import { ateraBudget, automoxBudgets, type Budget } from '../shared/budget/budgets.ts';
import { FENCE_TABLE, makeFence } from '../shared/budget/fence.ts';
import { makeRunLeased } from '../shared/budget/run-leased.ts';
import { withStanding } from '../shared/budget/standing.ts';
import { type Clock, systemClock } from '../shared/clock.ts';
import { type ClockWatch, type DatedAnswer, makeClockWatch } from '../shared/clock-watch.ts';
import { makeSender, type Sender } from '../shared/http/dispatcher.ts';
import type { OnCall } from '../shared/http/request-json.ts';
import { openChannelSender } from '../shared/notify/channels/open-sender.ts';
import type { ReachDeps } from '../shared/notify/channels/post.ts';
import { openOutbox } from '../shared/notify/open-outbox.ts';
import { makeOutcomeStore } from '../shared/outcomes/outcomes.ts';
import { makeCustomers } from '../shared/policy/customers.ts';
import type { Policy } from '../shared/policy/policy.ts';
import { makeDayStore } from '../shared/reports/day-store.ts';
import type { ApiKeySource } from '../shared/secrets/api-key-source.ts';
import { keyInUse } from '../shared/secrets/key-expiry.ts';
import { azureCredential, openKeySource } from '../shared/secrets/open-key-source.ts';
import type { Settings } from '../shared/settings.ts';
import { makeAlertStore } from '../shared/storage/alerts.ts';
import { makeBacktestStore } from '../shared/storage/backtests.ts';
import type { OnUnreadable } from '../shared/storage/columns.ts';
import { makeConditionStore } from '../shared/storage/conditions.ts';
import { makeContactStore } from '../shared/storage/contacts.ts';
import { makeDirectoryStore } from '../shared/storage/directory/directory.ts';
import { makeMonitoredDeviceStore } from '../shared/storage/directory/monitored-devices.ts';
import { makeNarrowingStore } from '../shared/storage/directory/narrowings.ts';
import { makeDueIndex } from '../shared/storage/due-index.ts';
import { makeEffectStore } from '../shared/storage/effects.ts';
import { makeKillSwitchStore } from '../shared/storage/kill-switch.ts';
import { makeMuteStore } from '../shared/storage/mutes.ts';
import { makeRetention } from '../shared/storage/retention.ts';
import { makeSiteStore } from '../shared/storage/sites.ts';
import { azureTables, type StoredRow, type TableService } from '../shared/storage/table.ts';
import { makeTablesBegunStore } from '../shared/storage/tables-begun.ts';
import { makeTicketWatchStore } from '../shared/storage/ticket-watch.ts';
import { callSpan } from '../shared/telemetry/call-span.ts';
import { measureEvent } from '../shared/telemetry/event-metrics.ts';
import { traceEvent } from '../shared/telemetry/event-spans.ts';
import type { Measure } from '../shared/telemetry/metrics.ts';
import type { Trace } from '../shared/telemetry/spans.ts';
import { openPolicies } from './open-policies.ts';

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
    readiness: {
      storage: () => service.probe(),
      vendorKey: () => keyInUse(keys, keyExpiresAt),
      ...(automox && { automoxKey: () => keyInUse(automox.keys) }),
    },
  };
}

/** The stores that nothing else is made of. */
function openStores(
  tables: ReturnType<typeof openTables>,
  unreadable: (table: string) => (row: StoredRow) => void,
  clock: Clock,
) {
  return {
    alerts: makeAlertStore(tables.alerts, unreadable('alerts')),
    backtests: makeBacktestStore(tables.backtests, unreadable('backtests')),
    contacts: makeContactStore(tables.contacts),
    effects: makeEffectStore(tables.effects, unreadable('effects')),
    killSwitch: makeKillSwitchStore(tables.switches),
    narrowings: makeNarrowingStore(tables.directory),
    monitored: makeMonitoredDeviceStore(tables.directory, unreadable('directory')),
    mutes: makeMuteStore(tables.mutes, clock, unreadable('mutes')),
    ...outcomesAndDays(tables, clock, unreadable('outcomes')),
    sites: makeSiteStore(tables.directory),
    tablesBegun: makeTablesBegunStore(tables.switches, clock),
    ticketWatch: makeTicketWatchStore(tables.directory),
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
    readonly tables: ReturnType<typeof openTables>;
  },
): UnderPolicy {
  const { reopenWithinDays } = policy;
  return {
    policy,
    customers: makeCustomers(policy, () => directory.accountTimeZone(), clock, workletAllowlist),
    retention: makeRetention({ tables, conditions, clock, budgetIds: Object.keys(budgets), reopenWithinDays }),
  };
}

/** Outcomes, and the days that reports make of them: these learn what changes. */
function outcomesAndDays(
  tables: Pick<ReturnType<typeof openTables>, 'outcomes' | 'reports'>,
  clock: Clock,
  onUnreadable: OnUnreadable,
) {
  const reportDays = makeDayStore(tables.reports, clock);
  return { outcomes: makeOutcomeStore(tables.outcomes, { onChange: reportDays.mark, onUnreadable }), reportDays };
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

function openTables(service: TableService) {
  const open = (name: string) => service.open(name);
  return {
    alerts: open('alerts'),
    backtests: open('backtests'),
    conditions: open('conditions'),
    contacts: open('contacts'),
    directory: open('directory'),
    due: open('due'),
    effects: open('effects'),
    outbox: open('outbox'),
    fences: open(FENCE_TABLE),
    mutes: open('mutes'),
    outcomes: open('outcomes'),
    reports: open('reports'),
    switches: open('switches'),
  };
}

interface Observed {
  readonly watched: Pick<RegisteredDeps, 'clock' | 'log' | 'measure'>;
  /** What vendors are reached with. */
  readonly reached: { readonly clock: Clock; readonly dispatcher: Sender; readonly onCall: OnCall };
  readonly clockWatch: ClockWatch;
}

/**
 * The log, of which some events are counted and traced as well, and the vendors' requests: nobody
 * else reports the same thing twice.
 */
function observed(surroundings: Surroundings): Observed {
  const { clock = systemClock, dispatcher = makeSender(), log = logJson, measure, trace } = surroundings;
  const clockWatch = makeClockWatch(clock, (text) => log('clock-off', { text }));
  const onCall: OnCall = ({ dated, ...call }) => {
    const { vendor, method, status, seconds } = call;
    measure?.('rmm.vendor.call.duration', seconds, { vendor, method, status: String(status) });
    trace?.(callSpan(call, clock.now()));
    if (dated) clockWatch.observe({ source: vendor, ...dated });
  };
  const reached = { clock, dispatcher, onCall };
  if (!measure && !trace) return { watched: { clock, log }, reached, clockWatch };
  const counted: LogEvent = (event, facts) => {
    log(event, facts);
    if (measure) measureEvent(measure, event, facts, clock.now());
    if (trace) traceEvent(trace, event, facts, clock.now());
  };
  return { watched: { clock, log: counted, ...(measure && { measure }) }, reached, clockWatch };
}

/** One line of JSON per event: what Application Insights can query. */
export function logJson(event: string, facts: Parameters<LogEvent>[1]): void {
  console.log(JSON.stringify({ event, ...facts }));
}
