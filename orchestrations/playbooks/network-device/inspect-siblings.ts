import type { Condition } from '../../../shared/domain/occurrences/condition.ts';
import { MINUTE_MS } from '../../../shared/durations.ts';
import { blindness, type Reading } from '../../../shared/playbooks/network-device/decide-network.ts';
import { networkDevice } from '../../../shared/playbooks/network-device/definition.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import type { Look } from '../../runtime/inspection.ts';
import type { Subject } from '../../runtime/run.ts';

type Deps = Pick<ActivityDeps, 'conditions' | 'monitored' | 'clock' | 'policy'>;

/** The other devices of an agent that is away, as far as they were reported down and have no ticket of their own. */
export interface Siblings {
  /** True when another one's ticket tells of all of them, or will. */
  readonly toldElsewhere: boolean;
  readonly names: readonly string[];
}

/** A machine watches some dozens. */
const MOST_SIBLINGS = 200;

/**
 * Settles which of the devices of an agent that is away gets the one ticket that tells that none can be observed: once that is due, the first
 * of those without a ticket, and the others wait for as long as it has it. Undefined where the agent is not away, or before that is due.
 * Changes only our own note of it. No request.
 */
export async function findSiblings(
  deps: Deps,
  { key, customerId }: Subject,
  reading: Reading,
  { surelyRaisedAt }: Pick<Look, 'surelyRaisedAt'>,
): Promise<Siblings | undefined> {
  const blind = blindness(reading);
  const agentId = reading.read ? reading.watcher?.agentId : undefined;
  if ((blind !== 'watcher-away' && blind !== 'watcher-gone') || agentId === undefined) return undefined;
  const { notObservableAtMostMinutes } = networkDevice.rulesIn(deps.policy);
  if (surelyRaisedAt === undefined || deps.clock.now() < surelyRaisedAt + notObservableAtMostMinutes * MINUTE_MS)
    return undefined;
  const all = await watchedBy(deps, agentId, customerId);
  const own = all.find(({ deviceKey }) => deviceKey === key.deviceKey);
  const teller = all.find((row) => tellsFor(row) === agentId) ?? all.find(({ ticketId }) => ticketId === undefined);
  if (own && teller === own && tellsFor(own) !== agentId)
    await deps.conditions.update(key, (row) => ({ ...row, details: { ...row.details, tellsFor: agentId } }));
  const others = all.filter((row) => row !== own && row.ticketId === undefined);
  return {
    toldElsewhere: teller !== undefined && teller !== own,
    names: others.flatMap(({ deviceName }) => deviceName ?? []),
  };
}

/** Open conditions of the customer's devices that this agent watches, always in the same order. */
async function watchedBy({ conditions, monitored }: Deps, agentId: number, customerId: number | undefined) {
  const query = { state: 'open', playbook: networkDevice.name, customerId } as const;
  const { rows } = await conditions.list(query, { top: MOST_SIBLINGS });
  const found: Condition[] = [];
  for (const row of rows) {
    const listed = row.deviceGuid === undefined ? undefined : await monitored.get(row.deviceGuid);
    if (listed?.monitoringAgentId === agentId) found.push(row);
  }
  return found.sort((a, b) => (a.deviceKey < b.deviceKey ? -1 : 1));
}

function tellsFor(row: Condition): number | undefined {
  return networkDevice.readableDetailsOf(row)?.tellsFor;
}
