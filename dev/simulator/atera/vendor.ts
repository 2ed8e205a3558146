import { htmlReply } from '../exchange.ts';
import type { KeyRing } from '../keys.ts';
import type { SimulatedVendor } from '../vendor.ts';
import { agentRoutes } from './agent-routes.ts';
import { alertRoutes } from './alerts/alert-routes.ts';
import { customValueRoutes } from './custom-value-routes.ts';
import { customerRoutes } from './customer-routes.ts';
import { deviceRoutes } from './devices/device-routes.ts';
import { type AteraRoute, route, type Tenant } from './tenant.ts';
import { contactRoutes } from './tickets/contact-routes.ts';
import { ticketRoutes } from './tickets/ticket-routes.ts';

/** Atera's API v3 over a world. Every path below the prefix needs a key, also an unknown one. */
export function ateraVendor(tenant: Tenant, keys: KeyRing): SimulatedVendor<AteraRoute> {
  return {
    name: 'atera',
    prefix: '/api/v3',
    routes: [
      ...alertRoutes(tenant),
      ...agentRoutes(tenant),
      ...ticketRoutes(tenant),
      ...contactRoutes(tenant),
      ...customerRoutes(tenant),
      ...customValueRoutes(tenant),
      ...deviceRoutes(tenant),
      route(undefined, 'GET', '/account', () => ({ status: 200, json: account(tenant) })),
    ],
    refuse({ headers }, found) {
      const needs = found?.domain ? { domain: found.domain, access: found.access } : undefined;
      const status = keys.check(headers, needs);
      return status === undefined ? undefined : { status };
    },
    unknown: (_request, pathKnown) => (pathKnown ? { status: 405 } : htmlReply(404)),
    tooMany(waitSeconds) {
      const headers = { 'Retry-After': String(waitSeconds) };
      return tenant.behaviour.retryAfter === 'none' ? { status: 429 } : { status: 429, headers };
    },
  };
}

function account({ world }: Tenant): unknown {
  return {
    AccountID: '0011200000Simulated',
    CompanyName: world.account.companyName,
    Plan: 'Power',
    TimeZoneName: world.account.timeZoneName,
    IsITDepartment: false,
  };
}
