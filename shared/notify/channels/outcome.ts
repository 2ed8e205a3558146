import type { Channel } from '../../policy/sections/notify-section.ts';
import type { Attempt, AttemptCode } from './attempt.ts';
import type { PostResult } from './post.ts';

type Failed = Extract<Attempt, { ok: false }>;

/** Where a name leads nowhere now; the resolver may be at fault. */
const UNKNOWN_NAME = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ENODATA', 'EAI_NODATA']);

/** The receivers' own words for "this message is wrong", by their statuses. */
const MESSAGE_REFUSED = new Set([400, 406, 409, 411, 413, 414, 415, 422, 431]);

/**
 * Returns what the answer to one message means. A 2xx is all that any receiver promises; with Teams
 * it means that the flow was triggered, not that the card was shown.
 */
export function attemptOf(type: Channel['type'], result: PostResult): Attempt {
  const { status } = result;
  if (status === undefined) return notReached(result.code);
  if (status >= 200 && status < 300) return { ok: true };
  const wait = result.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: result.retryAfterSeconds };
  if (status === 429)
    return { ...failed('rate_limited', false, `the receiver takes no more for now (${status})`), ...wait };
  if (status >= 500 || status === 408 || status === 425)
    return { ...failed('receiver_failed', false, `the receiver failed (${status})`), ...wait };
  if (status < 400) return failed('redirected', true, `the receiver redirects (${status}); redirects are not followed`);
  // What we send Teams is always a card: a 400 is its flow's, for instance because it is switched off.
  const isMessage = MESSAGE_REFUSED.has(status) && !(type === 'teams' && status === 400);
  if (isMessage) return failed('message_refused', true, `the receiver refuses the message (${status})`);
  return failed('channel_refused', true, `${CHANNEL_REFUSED[type]} (${status})`);
}

/** What a person should look at. */
const CHANNEL_REFUSED: Readonly<Record<Channel['type'], string>> = {
  teams: 'the workflow is gone, switched off, or does not let "Anyone" trigger it',
  slack: 'Slack does not know the webhook any more, or its channel is archived or closed to it',
  webhook: 'the receiver refuses every message: its address is gone or it does not accept the signature',
};

function notReached(code: string | undefined): Failed {
  if (code === undefined) return failed('timeout', false, 'the receiver did not answer in time');
  if (code === 'ADDRESS_REFUSED')
    return failed('address_refused', true, 'its name leads to an address that is not public');
  if (UNKNOWN_NAME.has(code)) return failed('address_unknown', false, 'its name leads nowhere');
  if (/CERT|SELF_SIGNED|ERR_TLS/.test(code))
    return failed('unreachable', false, 'its certificate is not valid for its name');
  return failed('unreachable', false, 'no connection');
}

/** Returns a failed attempt. */
export function failed(code: AttemptCode, isPermanent: boolean, reason: string): Failed {
  return { ok: false, code, isPermanent, reason };
}
