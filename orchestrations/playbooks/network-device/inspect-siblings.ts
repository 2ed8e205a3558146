import { surelyRaisedAt } from '../../../shared/domain/alerts/raised-at.ts';
import type { Condition } from '../../../shared/domain/occurrences/condition.ts';
import { MINUTE_MS } from '../../../shared/durations.ts';
import { blindness, type Reading } from '../../../shared/playbooks/network-device/decide-network.ts';
import { networkDevice } from '../../../shared/playbooks/network-device/definition.ts';
import { mapPooled } from '../../../shared/pooled.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import type { Inspection } from '../../runtime/inspection.ts';
import type { Subject } from '../../runtime/run.ts';

type Deps = Pick<ActivityDeps, 'alerts' | 'conditions' | 'monitored' | 'clock' | 'policy'>;

/**
 * The other devices of an agent that is away, as far as they were reported down and have no ticket
 * of their own.
 */
export interface Siblings {
  /** True when another device's ticket reports all of them, or will. */
  readonly reportedElsewhere: boolean;
  readonly names: readonly string[];
}

/** A machine watches some dozens. */
const MOST_SIBLINGS = 200;

/**
 * Settles which of the devices of an agent that is away gets the one ticket that says that none can
 * be observed: the first of those without a ticket for which that is due, and the others wait for
 * as long as it has it. Undefined where the agent is not away, or before that is due for this
 * device. Changes only our own note of it. No request.
 */
export async function findSiblings(
  deps: Deps,
  { key, customerId }: Subject,
  reading: Reading,
  { surelyRaisedAt: downSince }: Pick<Inspection, 'surelyRaisedAt'>,
): Promise<Siblings | undefined> {
  const blind = blindness(reading);
  const agentId = reading.read ? reading.watcher?.agentId : undefined;
  if ((blind !== 'watcher-away' && blind !== 'watcher-gone') || agentId === undefined) return undefined;
  if (downSince === undefined || !isDue(deps, downSince)) return undefined;
  const all = await watchedBy(deps, agentId, customerId);
  const own = all.find(({ deviceKey }) => deviceKey === key.deviceKey);
  const reporter = all.find((row) => reportsFor(row) === agentId) ?? (await firstDue(deps, all, own));
  if (own && reporter === own && reportsFor(own) !== agentId)
    await deps.conditions.update(key, (row) => ({ ...row, details: { ...row.details, reportsFor: agentId } }));
  const others = all.filter((row) => row !== own && row.ticketId === undefined);
  return {
    reportedElsewhere: reporter !== undefined && reporter !== own,
    names: others.flatMap(({ deviceName }) => deviceName ?? []),
  };
}

function isDue({ policy, clock }: Deps, downSince: number): boolean {
  return clock.now() >= downSince + networkDevice.rulesIn(policy).notObservableAtMostMinutes * MINUTE_MS;
}

/**
 * One whose alert recurred, or came much later, would keep the others waiting: only those count
 * whose report is due, as it is for `own`.
 */
async function firstDue(
  deps: Deps,
  rows: readonly Condition[],
  own: Condition | undefined,
): Promise<Condition | undefined> {
  for (const row of rows) {
    if (row.ticketId !== undefined) continue;
    if (row === own || (await isReportDue(deps, row))) return row;
  }
  return undefined;
}

async function isReportDue(deps: Deps, condition: Condition): Promise<boolean> {
  const downSince = await downSinceOf(deps, condition);
  return downSince !== undefined && isDue(deps, downSince);
}

/** When the newest of its open alerts was surely raised (epoch ms); undefined without one. */
export async function downSinceOf(
  { alerts }: Pick<Deps, 'alerts'>,
  { alertIds }: Condition,
): Promise<number | undefined> {
  const rows = await mapPooled(alertIds, (alertId) => alerts.get(alertId));
  const open = rows.filter((row) => row !== undefined).filter(({ closedAt }) => closedAt === undefined);
  return open.length > 0 ? Math.max(...open.map(surelyRaisedAt)) : undefined;
}

/** Returns the open conditions of the customer's devices that this agent watches, always in the same order. */
export async function watchedBy(
  { conditions, monitored }: Pick<Deps, 'conditions' | 'monitored'>,
  agentId: number,
  customerId: number | undefined,
) {
  const query = { state: 'open', playbook: networkDevice.name, customerId } as const;
  const { rows } = await conditions.list(query, { top: MOST_SIBLINGS });
  const found: Condition[] = [];
  for (const row of rows) {
    const listed = row.deviceGuid === undefined ? undefined : await monitored.get(row.deviceGuid);
    if (listed?.monitoringAgentId === agentId) found.push(row);
  }
  return found.sort((a, b) => (a.deviceKey < b.deviceKey ? -1 : 1));
}

function reportsFor(row: Condition): number | undefined {
  return networkDevice.readableDetailsOf(row)?.reportsFor;
}
