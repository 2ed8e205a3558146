import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';
import { statusOf } from '../orchestrations/activities/durable-start.ts';
import { problem } from './problem.ts';

/** Ids this API hands out: requests and remediations. Polls, follow-ups and entities are not for callers. */
const PUBLIC_ID = /^(req|rem)\.[A-Za-z0-9._-]{1,200}$/;

/**
 * `GET /api/remediations/{id}`: how a request or a remediation stands; 404 for an unknown id. A request's `result` names the
 * `remediationId`. Durable's own management addresses hold a system key and are never part of the answer.
 */
export function makeGetRemediation() {
  return async (request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> => {
    const id = request.params.id ?? '';
    const status = PUBLIC_ID.test(id) ? await statusOf(df.getClient(context), id) : undefined;
    if (!status) return problem(404, 'Not found', 'There is no request or remediation with this id.');
    const { runtimeStatus, createdTime, lastUpdatedTime, input, output, customStatus } = status;
    return {
      jsonBody: {
        id,
        status: runtimeStatus,
        startedAt: createdTime,
        updatedAt: lastUpdatedTime,
        input,
        waiting: customStatus ?? null,
        result: output ?? null,
      },
    };
  };
}
