import type { Agent } from '../../../shared/atera/agent-schema.ts';
import { awaitOther } from '../../../shared/await-other.ts';
import type { LeaseSession } from '../../../shared/budget/fence.ts';
import { MINUTE_MS } from '../../../shared/durations.ts';
import { VendorError } from '../../../shared/errors.ts';
import { isUnreadable } from '../../../shared/http/rows.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import type { Subject } from '../../runtime/run.ts';

/**
 * A page counts for this long. Whether an alert is still listed is known no better: the poll comes
 * every two minutes.
 */
const FRESH_MS = MINUTE_MS;

/** The list of a customer that failed, or is longer than one page, is left alone for this long. */
const LEFT_ALONE_MS = 10 * MINUTE_MS;

/**
 * Returns the device as a fresh page of Atera's list has it; undefined = read it by its id. At most
 * one request.
 */
export type AgentsTogether = (session: LeaseSession, subject: Subject) => Promise<Agent | undefined>;

/** What is known of a customer's devices. Times are epoch ms. */
interface Customer {
  /** When each device was last asked for. */
  readonly asked: Map<number, number>;
  page?: { readonly at: number; readonly agents: Promise<ReadonlyMap<number, Agent>> };
  leftAloneUntil?: number;
}

/**
 * Many alerts of a customer at once: its devices are read with one request in place of one each.
 * From the second device within a minute on, `GET /agents/customer/{customerId}` is asked, as long
 * as all its devices are on one page. Kept in memory only: another worker reads a page of its own.
 */
export function makeAgentsTogether({ atera, clock }: Pick<ActivityDeps, 'atera' | 'clock'>): AgentsTogether {
  const customers = new Map<number, Customer>();
  return async (session, { agentId, customerId }) => {
    if (agentId === undefined || customerId === undefined) return undefined;
    const now = clock.now();
    forgetOld(customers, now);
    const customer: Customer = customers.get(customerId) ?? { asked: new Map() };
    customers.set(customerId, customer);
    const isAlone = [...customer.asked.keys()].every((other) => other === agentId);
    customer.asked.set(agentId, now);
    if (isAlone) return undefined;
    if (customer.page) return (await awaitOther(clock, customer.page.agents).catch(() => undefined))?.get(agentId);
    if (now < (customer.leftAloneUntil ?? 0)) return undefined;
    customer.page = { at: now, agents: firstPage(session, customerId, customer) };
    try {
      return (await customer.page.agents).get(agentId);
    } catch (error) {
      if (isOfThisList(error)) return undefined;
      throw error;
    }
  };

  async function firstPage(session: LeaseSession, customerId: number, customer: Customer) {
    try {
      const { rows, totalPages } = await atera.listCustomerAgents(session, customerId, 1);
      if (totalPages > 1) customer.leftAloneUntil = clock.now() + LEFT_ALONE_MS;
      const agents = rows.filter((row): row is Agent => !isUnreadable(row));
      return new Map(agents.map((agent) => [agent.id, agent]));
    } catch (error) {
      customer.leftAloneUntil = clock.now() + LEFT_ALONE_MS;
      throw error;
    }
  }
}

/**
 * A list that is refused or broken says nothing of its devices: they are read one by one. The limit
 * and the key are no matter of one list.
 */
function isOfThisList(error: unknown): boolean {
  return (
    error instanceof VendorError && error.code !== 'vendor_rate_limited' && error.code !== 'vendor_rejected_credentials'
  );
}

function forgetOld(customers: Map<number, Customer>, now: number): void {
  for (const [customerId, customer] of customers) {
    if (customer.page && now - customer.page.at >= FRESH_MS) delete customer.page;
    for (const [agentId, at] of customer.asked) if (now - at >= FRESH_MS) customer.asked.delete(agentId);
    const isIdle = customer.asked.size === 0 && now >= (customer.leftAloneUntil ?? 0);
    if (isIdle) customers.delete(customerId);
  }
}
