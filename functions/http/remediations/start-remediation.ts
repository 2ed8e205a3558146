import { isDeepStrictEqual } from 'node:util';
import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';
import { z } from 'zod';
import type { RemediationRequest } from '../../../orchestrations/flows/intake.ts';
import { startOnce, statusOf } from '../../../orchestrations/runtime/client/durable-start.ts';
import { orchestrators, SINGLETON_VERSION } from '../../../orchestrations/runtime/names.ts';
import { requestId } from '../../../shared/domain/occurrences/keys.ts';
import { type AnyPlaybook, playbookNamed, playbooks } from '../../../shared/playbooks/index.ts';
import { volume } from '../../../shared/policy/fields.ts';
import { problem } from '../parts/problem.ts';
import { readBody } from '../parts/request-input.ts';

const id = z.int().positive();

const requestable = playbooks.filter(({ request }) => request).map(({ name }) => name);

const DeviceRequest = z
  .strictObject({
    agentId: id,
    playbook: z.enum(requestable, `must be one of ${requestable.join(', ')}`),
    drive: volume.optional(),
  })
  .check(({ value, issues }) => {
    for (const member of ['drive'] as const) {
      if (value[member] === undefined || takes(playbookNamed(value.playbook), member)) continue;
      const names = playbooks.filter((playbook) => takes(playbook, member)).map(({ name }) => name);
      issues.push({ code: 'custom', input: value, path: [member], message: `is for ${names.join(', ')} only` });
    }
  });

function takes({ request }: AnyPlaybook, member: 'drive'): boolean {
  return request?.members?.includes(member) ?? false;
}

/** What to remediate: an alert, or a playbook on a device. */
export const StartRequest = z.union([
  z.strictObject({ alertId: id }),
  DeviceRequest.transform(
    ({ agentId, playbook, drive }): RemediationRequest => ({
      agentId,
      playbook,
      ...(drive !== undefined && { drive }),
    }),
  ),
]);

/** Idempotency keys are opaque; longer ones are a mistake. */
const MAX_KEY_CHARACTERS = 200;

/**
 * `POST /api/remediations`: another tool asks for a remediation. 202 with the request's address;
 * the same `Idempotency-Key` (or, without one, the same body while it runs) gives the same address
 * and starts nothing twice. 400 says what is wrong; 422 when the key was used for another body,
 * which would otherwise be lost.
 */
export function makeStartRemediation() {
  return async (request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> => {
    const key = request.headers.get('idempotency-key');
    if (key !== null && key.length > MAX_KEY_CHARACTERS)
      return problem(400, 'Invalid request', `Idempotency-Key has over ${MAX_KEY_CHARACTERS} characters.`);
    const body = await readBody(request, StartRequest);
    if ('refusal' in body) return body.refusal;
    const instanceId = requestId(key ?? JSON.stringify(body.value));
    const client = df.getClient(context);
    const isKnown = key !== null && (await statusOf(client, instanceId)) !== undefined;
    const isTaken =
      isKnown ||
      (await startOnce(client, orchestrators.intake, instanceId, body.value, SINGLETON_VERSION)) === 'running';
    if (isTaken && !(await isSameRequest(client, instanceId, body.value))) return OTHER_BODY;
    return {
      status: 202,
      headers: { location: `/api/remediations/${instanceId}` },
      jsonBody: { requestId: instanceId },
    };
  };
}

const OTHER_BODY = problem(
  422,
  'Key used before',
  'This Idempotency-Key was used for a request with another body. Nothing was started: send a key of its own for each request.',
);

/**
 * Whether the request that has this id asks for the same. What it asked for is the input of its
 * orchestration.
 */
async function isSameRequest(
  client: df.DurableClient,
  instanceId: string,
  wanted: RemediationRequest,
): Promise<boolean> {
  const earlier = StartedRequest.safeParse((await statusOf(client, instanceId))?.input);
  return !earlier.success || isDeepStrictEqual(earlier.data, wanted);
}

/** An input that the host does not show (or shows as text) says nothing about the body. */
const StartedRequest = z.record(z.string(), z.unknown());
