import type { z } from 'zod';
import type { LeaseSession } from '../budget/lease.ts';
import { STATUS_ONLY } from '../http/request-json.ts';
import type { Params, VendorClientOptions } from '../http/vendor-calls.ts';
import { VendorCalls } from '../http/vendor-calls.ts';
import { authHeader } from './credentials.ts';

/** The ids of the two budgets of `automoxBudgets`: server lists have one of their own. */
export type AutomoxBudgetId = 'automox' | 'automox-servers';

/** One call, and the budget that its lease must be of. */
interface Call {
  readonly budget: AutomoxBudgetId;
  readonly pathTemplate: string;
  readonly params?: Params;
  readonly query?: Params;
  /** For the paths that name the organisation by its uuid instead. */
  readonly withoutOrganizationId?: boolean;
}

/** Calls under the organisation id, each checked against the budget of its lease. */
export class AutomoxCalls {
  readonly #calls: VendorCalls;
  readonly #organizationId: number;

  constructor(organizationId: number, options: VendorClientOptions) {
    this.#calls = new VendorCalls({ vendor: 'Automox', authHeader }, options);
    this.#organizationId = organizationId;
  }

  /** Reads one object; undefined when it is gone. */
  find<T>(session: LeaseSession, call: Call, schema: z.ZodType<T | undefined>): Promise<T | undefined> {
    return this.#checked(session, call, () => this.#calls.find(session, call.pathTemplate, this.#where(call), schema));
  }

  /** Reads what must be there. */
  get<T>(session: LeaseSession, call: Call, response: z.ZodType<T>): Promise<T> {
    return this.#checked(session, call, () => this.#calls.get(session, call.pathTemplate, this.#where(call), response));
  }

  /** Changes something: never cut, never repeated by us, and its response has no body to read. */
  post(session: LeaseSession, call: Call & { readonly body?: unknown }): Promise<undefined> {
    const { pathTemplate, body } = call;
    const request = { method: 'POST', pathTemplate, ...this.#where(call), body, response: STATUS_ONLY } as const;
    return this.#checked(session, call, () => this.#calls.send(session, { ...request, uncut: true }));
  }

  /** Without `o` the key's own default would decide which organisation is meant. */
  #where({ params, query, withoutOrganizationId }: Call): { params?: Params; query: Params } {
    const organization = withoutOrganizationId ? {} : { o: this.#organizationId };
    return { ...(params && { params }), query: { ...organization, ...query } };
  }

  /**
   * A lease of another budget would be spent on requests that this one does not count: a mistake in
   * our code.
   */
  async #checked<T>({ lease }: LeaseSession, { budget, pathTemplate }: Call, send: () => Promise<T>): Promise<T> {
    if (lease.budget === budget) return await send();
    throw new TypeError(`Automox ${pathTemplate} needs a lease of budget ${budget}, not ${lease.budget}`);
  }
}
