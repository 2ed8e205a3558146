import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';
import type { Snapshots } from '../services/now/snapshot.ts';
import { isNamed } from './parts/etags.ts';

/**
 * `GET /api/now`: what is going on, for a page that stays open: questions with their evidence, what
 * is in hand and its next wake-up, site incidents, budgets, brakes, kill switch, health. One
 * snapshot for all clients of an instance. 200 with an ETag; 304 without a body when `If-None-Match`
 * names it: nothing has changed. `x-as-of` and `x-last-complete-poll` come with both.
 */
export function makeGetNow(snapshots: Snapshots) {
  return async (request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> => {
    const { body, etag, asOf, lastPoll } = await snapshots.get(df.getClient(context));
    const headers = {
      etag,
      'cache-control': 'private, no-cache',
      'x-as-of': new Date(asOf).toISOString(),
      ...(lastPoll !== undefined && { 'x-last-complete-poll': lastPoll }),
    };
    if (isNamed(request.headers.get('if-none-match'), etag)) return { status: 304, headers };
    return { headers: { ...headers, 'content-type': 'application/json' }, body };
  };
}
