import type { Reply, Route, SimulatedRequest } from '../vendor.ts';

/** An operation of the vendor. */
export interface AutomoxRoute extends Route {
  /** Whether it belongs to an organisation, so that `o` must name one. */
  readonly inOrganization: boolean;
  /** Whether it changes something, which a key that may only read can't. */
  readonly writes: boolean;
}

/** A route within the organisation. */
export function route(
  method: 'GET' | 'POST',
  template: string,
  handle: (request: SimulatedRequest) => Reply,
): AutomoxRoute {
  return { method, template, handle, inOrganization: true, writes: method !== 'GET' };
}

/** A route that needs a key and no organisation. */
export function accountRoute(template: string, handle: (request: SimulatedRequest) => Reply): AutomoxRoute {
  return { ...route('GET', template, handle), inOrganization: false };
}
