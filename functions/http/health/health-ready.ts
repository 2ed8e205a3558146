import type { HttpResponseInit } from '@azure/functions';
import { checkHealth, type Health, type HealthDeps } from '../../../shared/health.ts';

/** The route is anonymous and each check costs reads, so a result is cached for this long. */
const CACHE_MS = 10_000;

/**
 * `GET /api/health/ready` (anonymous): 200 when the app can do its work, 503 when not, with one
 * line per check. Names no customer, address or secret.
 */
export function makeHealthReady(deps: HealthDeps) {
  const startedAt = deps.clock.now();
  let cached: { readonly until: number; readonly health: Promise<Health> } | undefined;
  return async (): Promise<HttpResponseInit> => {
    const now = deps.clock.now();
    if (!cached || now >= cached.until) cached = { until: now + CACHE_MS, health: checkHealth(deps, startedAt) };
    const { isReady, checks } = await cached.health;
    return { status: isReady ? 200 : 503, jsonBody: { status: isReady ? 'ready' : 'not-ready', checks } };
  };
}
