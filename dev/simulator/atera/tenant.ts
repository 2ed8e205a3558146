import type { Access, Domain } from '../keys.ts';
import type { Reply, Route, SimulatedRequest } from '../vendor.ts';
import type { World } from '../world/world.ts';
import type { AteraBehaviour } from './behaviour.ts';

/** An operation of the vendor with the permission a token needs for it. */
export interface AteraRoute extends Route {
  /** Undefined = any valid key. */
  readonly domain?: Domain;
  readonly access: Access;
}

/** What the routes work on. */
export interface Tenant {
  readonly world: World;
  readonly behaviour: AteraBehaviour;
}

const ACCESS: Readonly<Record<string, Access>> = { GET: 'Read', POST: 'Write', PUT: 'Write', DELETE: 'Delete' };

/** One route; the access follows from the method. */
export function route(
  domain: Domain | undefined,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  template: string,
  handle: (request: SimulatedRequest) => Reply,
): AteraRoute {
  return { method, template, handle, access: ACCESS[method] ?? 'Write', ...(domain ? { domain } : {}) };
}
