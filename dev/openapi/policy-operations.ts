import {
  PolicyAnswer,
  PolicyCheckAnswer,
  PolicyHistory,
  PolicyVersionAnswer,
} from '../../functions/http/answers/policy.ts';
import { PolicyQuery } from '../../functions/http/policy/get-policy.ts';
import { ChangePolicy, CheckPolicy, RollBackPolicy, WithdrawPolicy } from '../../functions/http/policy/policy-input.ts';
import { INVALID, INVALID_BODY, missingRole, type OperationDoc } from './operation.ts';
import * as examples from './policy-examples.ts';

const tag = 'Policy';
const query = PolicyQuery;
const ETAG = { ETag: 'For `If-Match`.' } as const;
const MATCH = {
  'If-Match': { description: 'The ETag of the policy that the change is of. Needed.', example: examples.policy.etag },
} as const;
const NOT_KEPT = 'There is no such version; the last 20 are kept.';
const CHANGES = {
  ...INVALID_BODY,
  404: NOT_KEPT,
  412: 'Another policy is in force or pending by now, or `check` is of another change.',
  422: 'The policy is not valid: `errors` has the path and reason of each mistake.',
  428: '`If-Match` is missing, or `check` where the change widens.',
} as const;
const WIDENS = `${missingRole('operator')} Or the change widens what the app may do, which needs the role \`admin\`, or the master key at \`PUT /api/policy/pending\`.`;
const STORED = {
  200: { description: 'In force.', schema: PolicyAnswer, example: examples.policy, headers: ETAG },
  202: {
    description: 'It widens: it comes into force in 15 minutes.',
    schema: PolicyAnswer,
    example: examples.announced,
    headers: ETAG,
  },
} as const;

/** What the app may do, and who changed that. */
export const policyOperations: readonly OperationDoc[] = [
  {
    ...{ name: 'getPolicy', method: 'get', route: 'policy', tag, query },
    who: 'reader',
    summary: 'The policy in force, and the change that is pending',
    answers: { 200: { description: 'The policy.', schema: PolicyAnswer, example: examples.policy, headers: ETAG } },
    problems: INVALID,
  },
  {
    ...{ name: 'getPolicyHistory', method: 'get', route: 'policy/history', tag, query },
    who: 'reader',
    summary: 'The versions that are kept, the newest first',
    answers: { 200: { description: 'Without their documents.', schema: PolicyHistory, example: examples.history } },
    problems: INVALID,
  },
  {
    ...{ name: 'getPolicyVersion', method: 'get', route: 'policy/history/{version}', tag, query },
    who: 'reader',
    summary: 'One version, and what would change if it were brought back',
    params: { version: { description: 'The number of a version.', example: '3' } },
    answers: { 200: { description: 'The version.', schema: PolicyVersionAnswer, example: examples.version } },
    problems: { ...INVALID, 404: NOT_KEPT },
  },
  {
    ...{ name: 'checkPolicy', method: 'post', route: 'policy/check', tag, query },
    who: 'reader',
    summary: 'Is a policy valid, and what would it change for whom? It changes nothing',
    body: { schema: CheckPolicy, example: { document: examples.document } },
    answers: { 200: { description: 'It is valid.', schema: PolicyCheckAnswer, example: examples.check } },
    problems: { ...INVALID_BODY, 404: NOT_KEPT, 422: CHANGES[422] },
  },
  {
    ...{ name: 'putPolicy', method: 'put', route: 'policy', tag, query, headers: MATCH },
    who: 'operator',
    summary: 'Store a policy',
    body: { schema: ChangePolicy, example: { document: examples.document, reason: 'fewer attempts', by: 'Kim' } },
    answers: STORED,
    problems: { ...CHANGES, 403: WIDENS },
  },
  {
    ...{ name: 'rollBackPolicy', method: 'post', route: 'policy/roll-back', tag, query, headers: MATCH },
    who: 'operator',
    summary: 'Bring a version of the history back',
    body: { schema: RollBackPolicy, example: { version: 2, reason: 'too many questions', by: 'Kim' } },
    answers: STORED,
    problems: { ...CHANGES, 403: WIDENS },
  },
  {
    ...{ name: 'putPendingPolicy', method: 'put', route: 'policy/pending', tag, query, headers: MATCH },
    who: 'admin',
    needsMaster: true,
    summary: 'Store a policy that widens what the app may do',
    body: {
      schema: ChangePolicy,
      example: { document: examples.document, by: 'Kim', check: examples.check.check },
    },
    answers: STORED,
    problems: CHANGES,
  },
  {
    ...{ name: 'withdrawPolicy', method: 'delete', route: 'policy/pending', tag, query },
    who: 'operator',
    summary: 'Withdraw the change that is pending',
    body: { schema: WithdrawPolicy, example: { by: 'Kim' }, isOptional: true },
    answers: { 200: STORED[200] },
    problems: { ...INVALID_BODY, 404: 'No change is pending.', 412: CHANGES[412] },
  },
];
