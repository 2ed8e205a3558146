import * as df from 'durable-functions';
import type { RegisteredDeps } from '../../../orchestrations/runtime/deps.ts';
import { entities } from '../../../orchestrations/runtime/names.ts';
import { BreakerState } from '../../../shared/brakes/breaker-operations.ts';
import type { Budget } from '../../../shared/budget/budgets.ts';
import type { Condition } from '../../../shared/domain/occurrences/condition.ts';
import { breakerKey } from '../../../shared/domain/occurrences/keys.ts';
import { MINUTE_MS } from '../../../shared/durations.ts';
import { type BudgetAnswer, budgetView } from '../../http/parts/budget-view.ts';
import type { makeInHandReader } from './in-hand.ts';
import { kept } from './rotation.ts';

/** What the snapshot is read from. */
export type NowDeps = Pick<
  RegisteredDeps,
  | 'alerts'
  | 'answerLinks'
  | 'budgets'
  | 'clock'
  | 'conditions'
  | 'directory'
  | 'inForce'
  | 'policies'
  | 'isNowEager'
  | 'beforeWrite'
  | 'monitored'
  | 'mutes'
  | 'narrowings'
  | 'outboxStore'
  | 'clockWatch'
  | 'readiness'
  | 'sites'
  | 'ticketWatch'
>;

/** People wait for these. */
const SOON_MS = 30_000;
const AT_ONCE_MS = 1_000;
const LATER_MS = 2 * MINUTE_MS;
/** Somebody renamed a field in Atera, once in a year. */
const SELDOM_MS = 30 * MINUTE_MS;
const RARELY_MS = 10 * MINUTE_MS;

/** A customer whose breaker is open. */
export interface OpenBrake {
  readonly customerId: number | null;
  /** Epoch ms. */
  readonly until: number;
  readonly rule: 'in-a-row' | 'share' | 'after-pause';
}

/** Returns the parts of the snapshot. */
export function nowParts(deps: NowDeps, reader: ReturnType<typeof makeInHandReader>) {
  const inHand = kept({
    name: 'remediations',
    get everyMs() {
      return reader.isUnderWay() ? AT_ONCE_MS : SOON_MS;
    },
    read: (_client, at) => reader.read(at),
  });
  return {
    inHand,
    // It brings the policy with it, at no further cost.
    killSwitch: kept({
      name: 'kill-switch',
      everyMs: SOON_MS,
      read: async () => (await deps.beforeWrite()).killSwitch,
    }),
    mutes: kept({ name: 'mutes', everyMs: LATER_MS, read: () => deps.mutes.current() }),
    lastPoll: kept({ name: 'last-poll', everyMs: LATER_MS, read: () => deps.alerts.lastCompletePoll() }),
    sites: kept({ name: 'sites', everyMs: LATER_MS, read: () => deps.sites.get() }),
    refresh: kept({ name: 'directory', everyMs: LATER_MS, read: () => deps.directory.lastRefresh() }),
    channels: kept({ name: 'channels', everyMs: RARELY_MS, read: () => channelsOf(deps) }),
    tickets: kept({ name: 'tickets', everyMs: LATER_MS, read: () => deps.ticketWatch.get() }),
    listing: kept({ name: 'monitored-devices', everyMs: LATER_MS, read: () => deps.monitored.listing() }),
    fields: kept({ name: 'custom-fields', everyMs: SELDOM_MS, read: () => definitionsOf(deps) }),
    budgets: Object.values(deps.budgets).map((budget) => kept(budgetPart(budget))),
    brakes: kept({ name: 'brakes', everyMs: LATER_MS, read: brakeReader(() => inHand.value?.rows ?? []) }),
  };
}

/** Not read where the policy names no field. */
async function definitionsOf({ inForce, narrowings }: NowDeps) {
  const { customFields } = (await inForce()).policy;
  return Object.values(customFields).some((name) => name !== undefined) ? narrowings.definitions() : undefined;
}

async function channelsOf({ inForce, outboxStore }: NowDeps) {
  const { notify } = (await inForce()).policy;
  return notify.channels.length === 0 ? [] : outboxStore.channels();
}

/** As above. */
export type NowParts = ReturnType<typeof nowParts>;

function budgetPart(budget: Budget) {
  return {
    name: `budget ${budget.id}`,
    everyMs: LATER_MS,
    async read(client: df.DurableClient, at: number): Promise<BudgetAnswer> {
      const id = new df.EntityId(entities.rateBudget, budget.id);
      return budgetView((await client.readEntityState<unknown>(id)).entityState, at, budget);
    },
  };
}

/**
 * Reads the breaker of one customer at a time: of those with a remediation in hand, in turn. Returns
 * what is known of all of them.
 */
function brakeReader(rows: () => readonly Condition[]) {
  const known = new Map<string, OpenBrake>();
  let turn = 0;
  return async (client: df.DurableClient, at: number): Promise<readonly OpenBrake[]> => {
    const customers = [...new Set(rows().map(({ customerId }) => customerId))];
    const customerId = customers[turn++ % Math.max(1, customers.length)];
    if (customers.length > 0) {
      const key = breakerKey(customerId);
      const { entityState } = await client.readEntityState<unknown>(new df.EntityId(entities.fleetBreaker, key));
      const { opened } = BreakerState.safeParse(entityState).data ?? {};
      if (opened) known.set(key, { customerId: customerId ?? null, until: opened.until, rule: opened.because.rule });
      else known.delete(key);
    }
    return [...known.values()].filter(({ until }) => until > at);
  };
}
