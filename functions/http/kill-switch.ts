import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { z } from 'zod';
import type { AppDeps } from '../../orchestrations/runtime/deps.ts';
import { failureText } from '../../orchestrations/runtime/failure-text.ts';
import { whoText } from '../../shared/domain/people/who.ts';
import { plainText } from '../../shared/domain/text/plain-text.ts';
import { killSwitchEvent } from '../../shared/notify/kill-switch-event.ts';
import { type KillSwitch, type KillSwitchChange, killSwitchRow } from '../../shared/storage/kill-switch.ts';
import { problem } from './parts/problem.ts';
import { readBody } from './parts/request-input.ts';
import { refusalFor } from './parts/signed-in.ts';
import { whoIs } from './parts/who.ts';

type ChangeDeps = Pick<AppDeps, 'killSwitch' | 'clock' | 'customers' | 'log' | 'outbox' | 'policy' | 'signInOn'>;

const MAX_REASON = 300;
const MAX_NAME = 100;

/** The body that sets the switch. */
export const SetKillSwitch = z.strictObject({
  on: z.boolean(),
  reason: z.string().trim().min(1, 'says why, for whoever finds it on').max(MAX_REASON),
  /** Who sets it, where nobody has signed in. */
  by: z.string().trim().min(1).max(MAX_NAME).optional(),
});

/** `If-Match` holds the ETag this API gave out: a revision in quotes. */
const REVISION = /^"(\d{1,15})"$/;

/**
 * `GET /api/kill-switch`: whether new actions are stopped, why, who said so and when. 200 with an
 * ETag.
 */
export function makeGetKillSwitch({ killSwitch }: Pick<AppDeps, 'killSwitch'>) {
  return async (): Promise<HttpResponseInit> => answer(await killSwitch.get());
}

/**
 * `PUT /api/kill-switch` `{on, reason, by?}`: stops every new change outside, or allows it again;
 * in force from the next write on. 200 with the new state, 400 says what is wrong, 412 when
 * `If-Match` was sent and another writer was faster. Without `If-Match` it always wins: an
 * emergency brake must not need a second try. Of people who are signed in an operator may turn it on,
 * only an admin off (403).
 */
export function makeSetKillSwitch(deps: ChangeDeps) {
  const { killSwitch, clock, log, policy, signInOn } = deps;
  return async (request: HttpRequest): Promise<HttpResponseInit> => {
    const body = await readBody(request, SetKillSwitch);
    if ('refusal' in body) return body.refusal;
    const refused = body.value.on ? undefined : refusalFor(request, 'admin', signInOn);
    if (refused) return refused;
    const ifMatch = request.headers.get('if-match');
    const revision = ifMatch === null ? undefined : REVISION.exec(ifMatch)?.[1];
    if (ifMatch !== null && revision === undefined)
      return problem(400, 'Invalid request', 'If-Match is not an ETag that GET /api/kill-switch gave out.');
    const { on, by } = body.value;
    const reason = plainText(body.value.reason, MAX_REASON);
    const who = whoIs(request, deps, by);
    const setBy = who.how === 'key' ? undefined : whoText(who, policy.language);
    const change: KillSwitchChange = { on, reason, ...(setBy !== undefined && { setBy }) };
    const state = await killSwitch.set(change, clock.now(), revision === undefined ? undefined : Number(revision));
    if (!state) return problem(412, 'Changed meanwhile', 'Somebody else set the kill switch; read it again.');
    const { name, how, account, typed } = who;
    log('kill-switch-set', { on, reason, by: name, how, account, typed });
    await notifyChange(deps, state);
    return answer(state);
  };
}

/** It is set whatever becomes of this: what is not sent now is sent by the health watch. */
async function notifyChange({ customers, outbox, log }: ChangeDeps, state: KillSwitch): Promise<void> {
  try {
    await outbox.add(killSwitchEvent(state, await customers.policyOf(undefined)));
  } catch (error) {
    log('change-not-notified', { reason: failureText(error) });
  }
}

function answer(state: KillSwitch): HttpResponseInit {
  const { revision, ...shown } = z.encode(killSwitchRow, state);
  return { headers: { etag: `"${revision}"` }, jsonBody: shown };
}
