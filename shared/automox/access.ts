import type { VendorClientOptions } from '../http/vendor-calls.ts';
import { AutomoxClient } from './client.ts';

/** Automox with one key: an MSP often has an organisation for each customer. */
export interface AutomoxAccess {
  /** AUTOMOX_ORG_ID: the organisation of customers whose policy names none of their own. */
  readonly defaultOrganizationId: number;
  /** The client for one organisation; the same one each time. Sends nothing. */
  of(organizationId: number): AutomoxClient;
}

/** Returns the access with the given key and address. */
export function makeAutomoxAccess(options: VendorClientOptions, defaultOrganizationId: number): AutomoxAccess {
  const clients = new Map<number, AutomoxClient>();
  return {
    defaultOrganizationId,
    of(organizationId) {
      const client = clients.get(organizationId) ?? new AutomoxClient({ ...options, organizationId });
      clients.set(organizationId, client);
      return client;
    },
  };
}
