import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';
import { z } from 'zod';
import type { AppDeps } from '../../../orchestrations/runtime/deps.ts';
import { remediationKey } from '../../../shared/domain/occurrences/remediation-key.ts';
import { plainText } from '../../../shared/domain/text/plain-text.ts';
import { answerQuestion } from '../../services/answer-question.ts';
import { approvalView } from '../parts/approval-view.ts';
import { problem } from '../parts/problem.ts';
import { readBody } from '../parts/request-input.ts';
import { whoIs } from '../parts/who.ts';

const words = (what: string, maxLength: number) =>
  z
    .string()
    .max(maxLength)
    .transform((text) => plainText(text, maxLength))
    .refine((text) => text !== '', what);

const WHO_ANSWERS = 'says who answers, for the record';

/** A person's no. */
export const RejectRequest = z.strictObject({
  evidence: z
    .string()
    .regex(/^[0-9a-f]{32}$/, 'is no evidence: 32 hex digits, as GET /api/remediations/{id} shows them'),
  /** Needed where nobody has signed in. */
  by: words(WHO_ANSWERS, 100).optional(),
  reason: words('says why, for the ticket', 300),
});
/** A person's yes: the reason may be left out. */
export const ApproveRequest = RejectRequest.partial({ reason: true });

/**
 * `POST /api/remediations/{id}/approve` `{evidence, by, reason?}` and `…/reject` `{evidence, by,
 * reason}`: a person's answer to the question of a remediation, for exactly the evidence that was
 * read. The first answer wins; repeating it notifies the run again. 200 says what happens next, 404
 * for an unknown id, 409 when no such question is open. Answers are taken while the kill switch is
 * on.
 */
export function makeAnswerApproval(
  deps: Pick<AppDeps, 'alerts' | 'conditions' | 'customers' | 'outcomes' | 'clock' | 'policy' | 'log' | 'signInOn'>,
  approved: boolean,
) {
  return async (request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> => {
    const body = await readBody(request, approved ? ApproveRequest : RejectRequest);
    if ('refusal' in body) return body.refusal;
    const id = request.params.id ?? '';
    const key = remediationKey(id);
    if (!key) return problem(404, 'Not found', 'This is not the id of a remediation (rem.…).');
    const { by, ...said } = body.value;
    const who = whoIs(request, deps, by);
    if (who.how === 'key') return problem(400, 'Invalid request', `by: ${WHO_ANSWERS}`);
    const taken = await answerQuestion(deps, df.getClient(context), key, { approved, who, ...said });
    if (taken.state === 'unknown') return problem(404, 'Not found', 'There is no remediation with this id.');
    if (taken.state !== 'taken') return refusals[taken.state];
    const next = taken.notified ? nexts[approved ? 'approve' : 'reject'] : nexts.goneOn;
    return {
      jsonBody: {
        id,
        approval: approvalView(taken.row, deps.clock.now(), await deps.customers.policyOf(taken.row.customerId)),
        next,
      },
    };
  };
}

const refusals = {
  over: problem(409, 'Ended already', 'This remediation has ended; nobody is asked any more.'),
  'no-question': problem(409, 'No question', 'This remediation asks nothing now.'),
  'other-evidence': problem(409, 'Evidence changed', 'It has changed; read it again at GET /api/remediations/{id}.'),
  'answered-otherwise': problem(409, 'Answered already', 'The other answer was first; to stop it, cancel.'),
  expired: problem(409, 'Expired', 'The question has expired; the app continues without an answer.'),
};

const nexts = {
  approve: 'The device is checked again; only if it still shows this evidence is it done, then verified.',
  reject: 'Nothing is done to the device; if the condition still holds, a ticket says who said no, and why.',
  goneOn: 'No run waits for it now; GET /api/remediations/{id} says how it goes on.',
};
