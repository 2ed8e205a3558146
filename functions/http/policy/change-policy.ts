import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import type { z } from 'zod';
import { plainText } from '../../../shared/domain/text/plain-text.ts';
import { pendingEntry } from '../../../shared/policy/stored/entries.ts';
import type { PolicyState } from '../../../shared/policy/stored/policy-source.ts';
import { checkPolicy, type PolicyCheck } from '../../services/policy/check-policy.ts';
import { notifyPolicy } from '../../services/policy/notify-policy.ts';
import { etagOf } from '../../services/policy/policy-view.ts';
import { storePolicy, withdrawPending } from '../../services/policy/store-policy.ts';
import type { PolicyCheckAnswer } from '../answers/policy.ts';
import { problem } from '../parts/problem.ts';
import { readQuery } from '../parts/request-input.ts';
import { isSignedInAs } from '../parts/signed-in.ts';
import { whoIs } from '../parts/who.ts';
import { aroundOf, type PolicyDeps, PolicyQuery, policyAnswer } from './get-policy.ts';
import {
  ChangePolicy,
  CheckPolicy,
  meantPolicy,
  RollBackPolicy,
  readPolicyBody,
  WithdrawPolicy,
} from './policy-input.ts';

/**
 * `POST /api/policy/check` `{document | version}`: whether a policy is valid, and what it would
 * change, for whom, in words. Changes nothing. 200; 404 for a version that is not kept; 413; 422
 * with the path of each mistake.
 */
export function makeCheckPolicy(deps: PolicyDeps) {
  return async (request: HttpRequest): Promise<HttpResponseInit> => {
    const query = readQuery(request, PolicyQuery);
    if ('refusal' in query) return query.refusal;
    const body = await readPolicyBody(request, CheckPolicy);
    if ('refusal' in body) return body.refusal;
    const state = await deps.policies.fresh();
    const meant = await meantPolicy(deps, state, body.value);
    if ('refusal' in meant) return meant.refusal;
    const checked = checkPolicy(state, meant.value.policy, deps, await aroundOf(deps, state, query.value));
    const { effectiveAt, changes, notes, ...rest } = checked;
    const jsonBody: z.input<typeof PolicyCheckAnswer> = {
      ...rest,
      effectiveAt: effectiveAt === undefined ? null : new Date(effectiveAt).toISOString(),
      ...{ changes: [...changes], notes: [...notes] },
    };
    return { jsonBody };
  };
}

/**
 * `PUT /api/policy` `{document | version, reason?, by?, check?}`: stores a policy. What does not
 * widen what the app may do is in force at once (200); what does needs `check`, and the role admin
 * or the route `PUT /api/policy/pending`, and is pending for 15 minutes (202). 403; 404; 412 when
 * another one is in force than `If-Match` names; 413; 422 with the path of each mistake; 428
 * without `If-Match`, or without `check` where it is needed.
 */
export function makePutPolicy(deps: PolicyDeps) {
  return changing(deps, ChangePolicy, (request) => isSignedInAs(request, 'admin', deps.signInOn));
}

/** `PUT /api/policy/pending` (admin): the same for whoever holds the master key, which may widen. */
export function makePutPending(deps: PolicyDeps) {
  return changing(deps, ChangePolicy, () => true);
}

/** `POST /api/policy/roll-back` `{version, reason?, by?, check?}`: as `PUT /api/policy`, of a version of the history. */
export function makeRollBackPolicy(deps: PolicyDeps) {
  return changing(deps, RollBackPolicy, (request) => isSignedInAs(request, 'admin', deps.signInOn));
}

/**
 * `DELETE /api/policy/pending` `[{by?}]`: withdraws the change that is pending. 200 with the policy in
 * force; 404 when none is; 412 when it changed meanwhile.
 */
export function makeWithdrawPolicy(deps: PolicyDeps) {
  return async (request: HttpRequest): Promise<HttpResponseInit> => {
    const query = readQuery(request, PolicyQuery);
    if ('refusal' in query) return query.refusal;
    // Who withdraws in haste sends none, and that of a DELETE may be dropped on its way.
    const body = await readPolicyBody(request, WithdrawPolicy, '{}');
    if ('refusal' in body) return body.refusal;
    const state = await deps.policies.fresh();
    const ifMatch = request.headers.get('if-match');
    if (ifMatch !== null && ifMatch !== etagOf(state)) return changedMeanwhile();
    const { head } = state;
    const pending = head && pendingEntry(head.entries, deps.clock.now());
    if (!pending) return problem(404, 'Not found', 'No change of the policy is pending.');
    const who = whoIs(request, deps, body.value.by);
    if (!(await withdrawPending(deps, head, who))) return changedMeanwhile();
    return answerNow(deps, query.value);
  };
}

type Change = z.output<typeof ChangePolicy>;

/** What stores a policy; `mayWiden` says of a request whether it may store one that widens. */
function changing(deps: PolicyDeps, schema: z.ZodType<Change>, mayWiden: (request: HttpRequest) => boolean) {
  return async (request: HttpRequest): Promise<HttpResponseInit> => {
    const query = readQuery(request, PolicyQuery);
    if ('refusal' in query) return query.refusal;
    const body = await readPolicyBody(request, schema);
    if ('refusal' in body) return body.refusal;
    const state = await deps.policies.fresh();
    const unmatched = refusalToMatch(request, state);
    if (unmatched) return unmatched;
    const meant = await meantPolicy(deps, state, body.value);
    if ('refusal' in meant) return meant.refusal;
    const around = await aroundOf(deps, state, query.value);
    const checked = checkPolicy(state, meant.value.policy, deps, around);
    const refused = checked.widens ? refusalToWiden(mayWiden(request), checked, body.value) : undefined;
    if (refused) return refused;
    const { reason, version: of, by } = body.value;
    const who = whoIs(request, deps, by);
    const plain = reason === undefined ? {} : { reason: plainText(reason, 300) };
    const stored = await storePolicy(
      deps,
      state,
      { ...meant.value, who, ...plain, ...(of !== undefined && { of }) },
      checked,
    );
    return stored ? answerNow(deps, query.value, checked.widens ? 202 : 200) : changedMeanwhile();
  };
}

async function answerNow(deps: PolicyDeps, query: z.output<typeof PolicyQuery>, status = 200) {
  const state = await deps.policies.fresh();
  await notifyPolicy(deps, state);
  return policyAnswer(deps, state, await aroundOf(deps, state, query), status);
}

function refusalToMatch(request: HttpRequest, state: PolicyState): HttpResponseInit | undefined {
  const ifMatch = request.headers.get('if-match');
  if (ifMatch === etagOf(state)) return undefined;
  if (ifMatch !== null) return changedMeanwhile();
  const detail = 'Send the ETag of GET /api/policy as If-Match: a change is of the policy that its author has read.';
  return problem(428, 'If-Match missing', detail);
}

function refusalToWiden(may: boolean, { check }: PolicyCheck, given: Change): HttpResponseInit | undefined {
  if (!may) {
    const detail =
      'This widens what the app may do: it needs the app role admin, or the master key at PUT /api/policy/pending. POST /api/policy/check says what widens.';
    return problem(403, 'Widens', detail);
  }
  if (given.check === undefined) {
    const detail = 'This widens what the app may do: send `check` of POST /api/policy/check along, which says what.';
    return problem(428, 'Check missing', detail);
  }
  if (given.check === check) return undefined;
  return problem(
    412,
    'Check of something else',
    'What was checked is another policy, or another one is in force since.',
  );
}

function changedMeanwhile(): HttpResponseInit {
  return problem(412, 'Changed meanwhile', 'Another policy is in force or pending by now; read it again.');
}
