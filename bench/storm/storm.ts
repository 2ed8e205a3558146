import type { Device } from '../../dev/simulator/world/device.ts';
import { entities } from '../../orchestrations/runtime/names.ts';
import { describeBudget } from '../../shared/budget/describe.ts';
import { deviceKey } from '../../shared/domain/occurrences/keys.ts';
import { MINUTE_MS } from '../../shared/durations.ts';
import type { Storm } from './app.ts';
import { addFleet, endPassing, raise, SEVERITIES, type StormAlert } from './fleet.ts';

/** How many alerts a storm has, and whether all of them are of full disks. */
export interface StormKind {
  readonly customers: number;
  readonly alertsEach: number;
  readonly mixed?: boolean;
  /** How long it is watched; also how often, to read the budget's queue. */
  readonly minutes: number;
  readonly sampleSeconds: number;
}

/** What became of one alert. */
export interface StormResult {
  readonly alert: StormAlert;
  /** From the page of a poll that first listed it to the first inspection, in minutes. */
  readonly waitMinutes: number;
  readonly playbook: string;
  readonly ending: string;
  /** Requests of its occurrence's runs. */
  readonly requests: number;
}

/** What a storm cost, and what held it up. */
export interface StormMeasure {
  readonly results: readonly StormResult[];
  /** Requests to Atera by operation. */
  readonly operations: readonly string[];
  /** When the last ticket was opened, in minutes after the alerts were raised. */
  readonly lastTicketMinutes: number;
  /** What of the share was sent or leased, at each moment at which somebody waited for it. */
  readonly usedWhileWaiting: readonly number[];
}

/** Before the second inspection of a disk. */
const PASSES_AFTER_MINUTES = 6;

/** Raises all alerts at once, and watches what becomes of them. */
export async function storm(app: Storm, kind: StormKind): Promise<StormMeasure> {
  const alerts = await alertsOf(app, kind);
  const raisedAt = app.clock.now();
  for (const alert of alerts) raise(app, alert);
  const usedWhileWaiting: number[] = [];
  const samples = (minutes: number) => Math.round((minutes * MINUTE_MS) / (kind.sampleSeconds * 1_000));
  for (let sample = 0; sample < samples(kind.minutes); sample++) {
    if (sample === samples(PASSES_AFTER_MINUTES)) endPassing(app, alerts);
    await app.pass(kind.sampleSeconds * 1_000);
    const used = usedWhileSomebodyWaits(app);
    if (used !== undefined) usedWhileWaiting.push(used);
  }
  const results = await Promise.all(alerts.map((alert) => resultOf(app, alert)));
  const atera = app.simulator.requests.filter(({ vendor }) => vendor === 'atera');
  const lastTicketAt = app.simulator.requestsOf('POST /tickets').at(-1)?.at ?? Number.POSITIVE_INFINITY;
  const lastTicketMinutes = (lastTicketAt - raisedAt) / MINUTE_MS;
  const operations = atera.map(({ method, template }) => `${method} ${template}`);
  return { results, usedWhileWaiting, lastTicketMinutes, operations };
}

/**
 * A quarter of the customers have servers only, the others laptops; mixed, each has both, and some
 * of everything.
 */
async function alertsOf(app: Storm, { customers, alertsEach, mixed }: StormKind): Promise<StormAlert[]> {
  const alerts: StormAlert[] = [];
  for (let index = 0; index < customers; index++) {
    const customer = `C${index}`;
    const serverCount = mixed ? Math.floor(alertsEach / 2) : index % 4 === 0 ? alertsEach : 0;
    const servers = await addFleet(app, { customer, kind: 'server', count: serverCount });
    const laptops = await addFleet(app, { customer, kind: 'laptop', count: alertsEach - serverCount });
    const severityOf = (at: number) => SEVERITIES[at % SEVERITIES.length] ?? 'Critical';
    for (const [at, device] of [...servers, ...laptops].entries())
      alerts.push({ device, severity: severityOf(at), what: mixed ? whatOf(device, at) : 'full disk' });
  }
  return alerts;
}

/** Few enough servers are away that their site is not: two of twelve. */
function whatOf({ kind }: Device, at: number): StormAlert['what'] {
  if (kind === 'laptop') return at % 3 === 0 ? 'passing disk' : 'full disk';
  return at < 2 ? 'offline' : at < 4 ? 'reboot' : 'full disk';
}

function usedWhileSomebodyWaits({ host, deps, clock }: Storm): number | undefined {
  const [budget] = Object.values(deps.budgets);
  const view = budget && describeBudget(host.client.entityState(entities.rateBudget, budget.id), clock.now(), budget);
  if (!view || Object.values(view.waiting).every((waiting) => waiting === 0)) return undefined;
  return view.used / view.share;
}

async function resultOf({ deps, simulator, observed, clock }: Storm, alert: StormAlert): Promise<StormResult> {
  const { agentId } = alert.device;
  const key = deviceKey({ agentId });
  const raised = simulator.world.alerts.all().findLast((one) => one.agentId === agentId);
  const row = raised && (await deps.alerts.get(raised.id));
  const outcome = raised && (await deps.outcomes.get(String(raised.id), clock.now()));
  const inspectedAt = observed.firstInspections().get(key) ?? Number.POSITIVE_INFINITY;
  return {
    alert,
    waitMinutes: (inspectedAt - (row?.firstListedAt ?? 0)) / MINUTE_MS,
    playbook: row?.playbook ?? 'none',
    ending: outcome?.code ?? 'none',
    requests: observed.calls.reduce((sum, call) => sum + (call.deviceKey === key ? call.requests : 0), 0),
  };
}
