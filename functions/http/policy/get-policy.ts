import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { z } from 'zod';
import type { RegisteredDeps } from '../../../orchestrations/runtime/deps.ts';
import type { PolicyState } from '../../../shared/policy/stored/policy-source.ts';
import { languages } from '../../../shared/texts/language.ts';
import { type Around, changesTo, etagOf, policyView, versionView } from '../../services/policy/policy-view.ts';
import type { PolicyHistory, PolicyVersionAnswer } from '../answers/policy.ts';
import { problem } from '../parts/problem.ts';
import { readQuery } from '../parts/request-input.ts';

/** What the routes of the policy work with. */
export type PolicyDeps = Pick<
  RegisteredDeps,
  'policies' | 'directory' | 'clock' | 'log' | 'mode' | 'outbox' | 'signInOn' | 'inForce' | 'workletAllowlist'
>;

/** The query of each route: the language of what is said in words; default: the policy's. */
export const PolicyQuery = z.strictObject({ language: z.enum(languages).optional() });

/**
 * `GET /api/policy`: the policy in force, who stored it and when, and the change that is pending.
 * 200 with an ETag.
 */
export function makeGetPolicy(deps: PolicyDeps) {
  return async (request: HttpRequest): Promise<HttpResponseInit> => {
    const query = readQuery(request, PolicyQuery);
    if ('refusal' in query) return query.refusal;
    // The last one read, where the storage does not answer: it is in force.
    const state = await deps.policies.fresh().catch(() => deps.policies.current());
    return policyAnswer(deps, state, await aroundOf(deps, state, query.value));
  };
}

/** `GET /api/policy/history`: the versions that are kept, the newest first, without their documents. 200. */
export function makeGetPolicyHistory(deps: PolicyDeps) {
  return async (request: HttpRequest): Promise<HttpResponseInit> => {
    const query = readQuery(request, PolicyQuery);
    if ('refusal' in query) return query.refusal;
    const state = await deps.policies.fresh();
    const around = await aroundOf(deps, state, query.value);
    const entries = state.head?.entries ?? [];
    const jsonBody: z.input<typeof PolicyHistory> = {
      versions: entries.toReversed().map((entry) => versionView(entry, entries, around)),
    };
    return { jsonBody };
  };
}

/**
 * `GET /api/policy/history/{version}`: one version with its document, and what would change if it
 * were brought back. 200; 404 for one that is not kept.
 */
export function makeGetPolicyVersion(deps: PolicyDeps) {
  return async (request: HttpRequest): Promise<HttpResponseInit> => {
    const query = readQuery(request, PolicyQuery);
    if ('refusal' in query) return query.refusal;
    const state = await deps.policies.fresh();
    const entries = state.head?.entries ?? [];
    const entry = entries.find(({ version }) => String(version) === request.params.version);
    const document = entry && (await deps.policies.store.document(entry.key));
    if (!entry || document === undefined) return versionUnknown();
    const around = await aroundOf(deps, state, query.value);
    const changes = await changesTo(entry, state.policy, deps.policies.store, around);
    const jsonBody: z.input<typeof PolicyVersionAnswer> = {
      ...versionView(entry, entries, around),
      ...{ document, changes },
    };
    return { jsonBody };
  };
}

/** Returns the answer with the policy in force. */
export async function policyAnswer(
  { policies }: Pick<PolicyDeps, 'policies'>,
  state: PolicyState,
  around: Around,
  status = 200,
): Promise<HttpResponseInit> {
  return { status, headers: { etag: etagOf(state) }, jsonBody: await policyView(state, policies, around) };
}

/** Returns what views are made with: names as the last refresh of the directory had them. */
export async function aroundOf(
  { directory, clock }: Pick<PolicyDeps, 'directory' | 'clock'>,
  { policy }: PolicyState,
  { language = policy.language }: z.output<typeof PolicyQuery>,
): Promise<Around> {
  // Names only help to read: without them ids are shown.
  const last = await directory.lastRefresh().catch(() => undefined);
  return { now: clock.now(), names: last?.customerNames ?? {}, language };
}

/** Returns the answer about a version that is not kept. */
export function versionUnknown(): HttpResponseInit {
  return problem(404, 'Not found', 'There is no such version of the policy; the last 20 are kept.');
}
