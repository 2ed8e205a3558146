import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';
import { z } from 'zod';
import { startOnce, statusOf } from '../orchestrations/activities/durable-start.ts';
import { orchestrators } from '../orchestrations/names.ts';
import { requestId } from '../shared/domain/keys.ts';
import { invalidInput, problem } from './problem.ts';

const id = z.int().positive();

/** What to remediate: an alert, or a playbook on a device. */
const StartRequest = z.union([
  z.strictObject({ alertId: id }),
  z.strictObject({
    agentId: id,
    playbook: z.literal('disk-space'),
    drive: z
      .string()
      .regex(/^[A-Za-z]:?$/, 'is a drive letter such as C')
      .default('C')
      .transform((drive) => drive.charAt(0).toUpperCase()),
  }),
]);

/** Far more than a request holds. */
const MAX_BODY_CHARACTERS = 10_000;

/** Idempotency keys are opaque; longer ones are a mistake. */
const MAX_KEY_CHARACTERS = 200;

/**
 * `POST /api/remediations`: another tool asks for a remediation. 202 with the request's address; the same `Idempotency-Key` (or,
 * without one, the same body while it runs) gives the same address and starts nothing twice. 400 says what is wrong.
 */
export function makeStartRemediation() {
  return async (request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> => {
    const body = await request.text();
    const key = request.headers.get('idempotency-key');
    if (body.length > MAX_BODY_CHARACTERS)
      return problem(413, 'Too large', `The body has over ${MAX_BODY_CHARACTERS} characters.`);
    if (key !== null && key.length > MAX_KEY_CHARACTERS)
      return problem(400, 'Invalid request', `Idempotency-Key has over ${MAX_KEY_CHARACTERS} characters.`);
    const json = parseJson(body);
    if (json === undefined)
      return problem(
        400,
        'Invalid request',
        'The body is not JSON. (A chunked body arrives empty: send Content-Length.)',
      );
    const parsed = StartRequest.safeParse(json);
    if (!parsed.success) return invalidInput(parsed.error);
    const instanceId = requestId(key ?? JSON.stringify(parsed.data));
    const client = df.getClient(context);
    const isKnown = key !== null && (await statusOf(client, instanceId)) !== undefined;
    if (!isKnown) await startOnce(client, orchestrators.intake, instanceId, parsed.data);
    return {
      status: 202,
      headers: { location: `/api/remediations/${instanceId}` },
      jsonBody: { requestId: instanceId },
    };
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
