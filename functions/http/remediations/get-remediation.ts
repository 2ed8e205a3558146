import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';
import { z } from 'zod';
import { statusOf } from '../../../orchestrations/runtime/client/durable-start.ts';
import type { AppDeps } from '../../../orchestrations/runtime/deps.ts';
import type { Condition } from '../../../shared/domain/occurrences/condition.ts';
import { remediationInstance } from '../../../shared/domain/occurrences/keys.ts';
import { remediationKey } from '../../../shared/domain/occurrences/remediation-key.ts';
import { approvalView } from '../parts/approval-view.ts';
import { muteNow } from '../parts/mute-view.ts';
import { problem } from '../parts/problem.ts';
import { iso } from '../parts/query-fields.ts';

type Deps = Pick<AppDeps, 'conditions' | 'customers' | 'mutes' | 'clock'>;

/**
 * Ids this API issues: requests and remediations. Polls, follow-ups and entities are not for
 * callers.
 */
const PUBLIC_ID = /^(req|rem)\.[A-Za-z0-9._-]{1,200}$/;

/** What a remediation is about; the rest of its input is policy. */
const remediationInput = z.object({ subject: z.record(z.string(), z.unknown()) });

/**
 * `GET /api/remediations/{id}`: how a request or a remediation stands; 404 for an unknown id. A
 * request's `result` names the `remediationId`; a remediation's `approval` is the latest question
 * to a person. Durable's own management addresses hold a system key and are never part of the
 * answer.
 */
export function makeGetRemediation(deps: Deps) {
  return async (request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> => {
    const id = request.params.id ?? '';
    const row = await rowOf(deps, id);
    const status = PUBLIC_ID.test(id) ? await newestStatus(df.getClient(context), row, id) : undefined;
    if (!status) return problem(404, 'Not found', 'There is no request or remediation with this id.');
    const { runtimeStatus, createdTime, lastUpdatedTime, input, output, customStatus } = status;
    const { data: run } = remediationInput.safeParse(input);
    return {
      jsonBody: {
        ...{ id, status: runtimeStatus, startedAt: createdTime, updatedAt: lastUpdatedTime },
        ...(run ? { subject: viewOf(run.subject) } : { request: input }),
        ...(row && { state: row.state, ticketId: row.ticketId ?? null, nextAt: iso(row.nextAt) ?? null }),
        ...(row && { approval: approvalView(row, deps.clock.now(), await deps.customers.policyOf(row.customerId)) }),
        ...(row && { mute: await muteNow(deps, row) }),
        ...{ waiting: customStatus ?? null, result: output ?? null },
      },
    };
  };
}

/** While the run that takes the place of another has not begun yet, that of the other one. */
async function newestStatus(client: df.DurableClient, row: Condition | undefined, id: string) {
  const status = await statusOf(client, row ? remediationInstance(row) : id);
  if (status || !row?.restarts) return status;
  return statusOf(client, remediationInstance({ ...row, restarts: row.restarts - 1 }));
}

/** The row of a remediation while it is the newest occurrence of its condition. */
async function rowOf({ conditions }: Deps, id: string): Promise<Condition | undefined> {
  const key = remediationKey(id);
  const row = key && (await conditions.get(key.deviceKey, key.conditionKey));
  return row?.occurrence === key?.occurrence ? row : undefined;
}

/** What a playbook keeps as details are members like the others to a reader. */
function viewOf({ details, ...subject }: Record<string, unknown>) {
  return { ...subject, ...(typeof details === 'object' && details) };
}
