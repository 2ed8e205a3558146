import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { z } from 'zod';
import { carryOut } from '../../../orchestrations/activities/due/carry-out-mutes.ts';
import type { AppDeps } from '../../../orchestrations/runtime/deps.ts';
import { endOf } from '../../../shared/domain/mutes/mute.ts';
import { whoText } from '../../../shared/domain/people/who.ts';
import { inSentence } from '../../../shared/domain/text/in-sentence.ts';
import { languageOf } from '../../../shared/policy/customer.ts';
import { muteView } from '../parts/mute-view.ts';
import { readQuery } from '../parts/request-input.ts';
import { whoIs } from '../parts/who.ts';
import { isMuteId, MUTE_UNKNOWN } from './list-mutes.ts';

type Deps = Pick<AppDeps, 'mutes' | 'conditions' | 'customers' | 'outbox' | 'policy' | 'clock' | 'log' | 'signInOn'>;

/** Who ends a mute, and why: in the query, for a body of a DELETE may be dropped on its way. */
export const EndMute = z.strictObject({
  reason: z.string().trim().min(1, 'says why').max(200),
  by: z.string().trim().min(1).max(100).optional(),
});

/**
 * `DELETE /api/mutes/{id}?reason=&by=`: ends a mute before its time, also one that is only planned.
 * What it held up is checked again. 200 with the mute, also when it had ended already; 400; 404.
 */
export function makeEndMute(deps: Deps) {
  return async (request: HttpRequest): Promise<HttpResponseInit> => {
    const query = readQuery(request, EndMute);
    if ('refusal' in query) return query.refusal;
    const { id } = request.params;
    if (!isMuteId(id)) return MUTE_UNKNOWN;
    const { mutes, policy, clock, log } = deps;
    const now = clock.now();
    const who = whoIs(request, deps, query.value.by);
    const reason = inSentence(query.value.reason) || query.value.reason;
    const changed = await mutes.update(id, (mute) =>
      now >= endOf(mute)
        ? mute
        : { ...mute, ended: { at: now, by: whoText(who, languageOf(policy, mute.customerId)), reason } },
    );
    const mute = changed ?? (await mutes.get(id));
    if (!mute) return MUTE_UNKNOWN;
    if (mute.ended?.at === now) {
      log('mute-ended-early', { id, by: mute.ended.by });
      // What is left of it the next poll does.
      await carryOut(deps, mute).catch(() => {});
    }
    return { jsonBody: muteView(mute, now) };
  };
}
