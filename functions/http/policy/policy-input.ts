import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { z } from 'zod';
import { policy as schema } from '../../../shared/policy/policy.ts';
import type { PolicyDocument, PolicyState } from '../../../shared/policy/stored/policy-source.ts';
import { problem } from '../parts/problem.ts';
import { type Input, readBody } from '../parts/request-input.ts';
import { type PolicyDeps, versionUnknown } from './get-policy.ts';

/** A row of the table holds about a million bytes, of which a character takes two. */
const MOST_CHARACTERS = 400_000;

const given = {
  document: z
    .record(z.string(), z.unknown())
    .optional()
    .meta({ description: 'A policy as docs/policy.md has it, instead of `version`.' }),
  version: z.int().positive().optional().meta({ description: 'A version of the history, instead of `document`.' }),
};

const change = {
  reason: z.string().trim().min(1).max(300).optional(),
  by: z.string().trim().min(1).max(100).optional().meta({ description: 'Who; a function key identifies no person.' }),
  check: z.string().max(64).optional().meta({ description: '`check` of POST /api/policy/check: for what widens.' }),
};

const isOne = ({ document, version }: { document?: unknown; version?: unknown }) =>
  (document === undefined) !== (version === undefined);
const ONE = { path: ['document'], message: 'either document or version is needed' };

/** The body of a check. */
export const CheckPolicy = z.strictObject(given).refine(isOne, ONE);

/** The body that stores a policy. */
export const ChangePolicy = z.strictObject({ ...given, ...change }).refine(isOne, ONE);

/** The body that brings a version back. */
export const RollBackPolicy = z.strictObject({ version: z.int().positive(), ...change });

/** The body that withdraws what is pending. */
export const WithdrawPolicy = z.strictObject({ by: change.by });

/** Returns the body, which may hold a whole policy. */
export function readPolicyBody<T extends z.ZodType>(
  request: HttpRequest,
  body: T,
  whenEmpty?: string,
): Promise<Input<z.output<T>>> {
  return readBody(request, body, { mostCharacters: MOST_CHARACTERS, ...(whenEmpty !== undefined && { whenEmpty }) });
}

/** Returns the policy that is meant, or the answer that says what is wrong with it. */
export async function meantPolicy(
  { policies }: Pick<PolicyDeps, 'policies'>,
  { head }: PolicyState,
  { document: written, version }: z.output<typeof CheckPolicy>,
): Promise<Input<PolicyDocument>> {
  const entry = head?.entries.find((one) => one.version === version);
  const document = version === undefined ? written : entry && (await policies.store.document(entry.key));
  if (document === undefined) return { refusal: versionUnknown() };
  const parsed = schema.safeParse(document);
  return parsed.success ? { value: { policy: parsed.data, document } } : { refusal: invalidPolicy(parsed.error) };
}

/** The 422 for a policy that is not valid: the path and reason of each mistake. */
function invalidPolicy(error: z.ZodError): HttpResponseInit {
  const errors = error.issues.map(({ path, message }) => ({ path: path.join('.') || '(whole policy)', message }));
  const detail = errors.map(({ path, message }) => `${path}: ${message}`).join('; ');
  const refusal = problem(422, 'Policy not valid', detail);
  return { ...refusal, jsonBody: { ...refusal.jsonBody, errors } };
}
