import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';
import { z } from 'zod';
import type { AppDeps } from '../../../orchestrations/runtime/deps.ts';
import { remediationKey } from '../../../shared/domain/occurrences/remediation-key.ts';
import { plainText } from '../../../shared/domain/text/plain-text.ts';
import { cancelOccurrence } from '../../services/cancel-occurrence.ts';
import { problem } from '../parts/problem.ts';
import { readBody } from '../parts/request-input.ts';
import { whoIs } from '../parts/who.ts';

const MAX_REASON = 300;

/** Why a remediation is left alone. */
export const CancelRequest = z.strictObject({
  reason: z.string().trim().min(1, 'says why, for the outcome').max(MAX_REASON),
  /** Who cancels, where nobody has signed in. */
  by: z.string().trim().min(1).max(100).optional(),
});

const CANCELLING =
  'Nothing is written any more. A ticket was begun whose number is not known yet; it is looked for, then the remediation is closed.';

function laterFirings(spoilt: string): string {
  return `A later firing cannot be taken up before what the app keeps of this is repaired (${spoilt}).`;
}

type Deps = Pick<
  AppDeps,
  'alerts' | 'conditions' | 'customers' | 'effects' | 'outbox' | 'outcomes' | 'clock' | 'policy' | 'log' | 'signInOn'
>;

/**
 * `POST /api/remediations/{id}/cancel` `{reason}`: the app leaves the occurrence alone; ticket and
 * alert stay as they are. 200 when done, 202 when a ticket that was begun is still searched for,
 * 404 for an unknown id, 409 when it has ended already, or (with Retry-After) when its ticket is
 * being written right now.
 */
export function makeCancelRemediation(deps: Deps) {
  return async (request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> => {
    const body = await readBody(request, CancelRequest);
    if ('refusal' in body) return body.refusal;
    const id = request.params.id ?? '';
    const key = remediationKey(id);
    if (!key) return problem(404, 'Not found', 'This is not the id of a remediation (rem.…).');
    const reason = plainText(body.value.reason, MAX_REASON);
    const who = whoIs(request, deps, body.value.by);
    const result = await cancelOccurrence(deps, df.getClient(context), key, { who, reason });
    switch (result.state) {
      case 'unknown':
        return problem(404, 'Not found', 'There is no remediation with this id.');
      case 'over':
        return problem(409, 'Ended already', 'This remediation has ended; there is nothing to cancel.');
      case 'busy': {
        const seconds = Math.ceil((result.at - deps.clock.now()) / 1_000);
        const busy = problem(409, 'Busy', `Its ticket is being written right now; ask again in ${seconds} s.`);
        return { ...busy, headers: { ...busy.headers, 'retry-after': String(seconds) } };
      }
      case 'cancelling':
        return {
          status: 202,
          jsonBody: { id, state: 'cancelling', ticketId: null, detail: CANCELLING },
        };
      case 'cancelled': {
        const detail = result.spoilt === undefined ? {} : { detail: laterFirings(result.spoilt) };
        return { jsonBody: { id, state: 'closed', ticketId: result.ticketId ?? null, ...detail } };
      }
    }
  };
}
