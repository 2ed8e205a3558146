import type { Clock } from '../../clock.ts';
import type { Locale } from '../../domain/time/local-times.ts';
import { SecretError } from '../../errors.ts';
import type { Channel } from '../../policy/sections/notify-section.ts';
import type { ApiKeySource } from '../../secrets/api-key-source.ts';
import type { NamedSecrets } from '../../secrets/named-secrets.ts';
import { slackMessage } from '../render/slack-message.ts';
import { teamsMessage } from '../render/teams-message.ts';
import { webhookMessage } from '../render/webhook-body.ts';
import { type AddressRules, checkedAddress } from './address-rules.ts';
import type { Attempt } from './attempt.ts';
import type { ChannelMessage } from './message.ts';
import { attemptOf, failed } from './outcome.ts';
import type { Post, PostOnce } from './post.ts';
import { type ChannelSecret, readChannelSecret } from './secret-value.ts';
import { signed } from './sign.ts';

/** What of a channel is needed to send to it. */
export type Receiver = Pick<Channel, 'name' | 'type' | 'secret'>;

/** Sends messages to channels. */
export interface ChannelSender {
  /**
   * Tries once to send a message; `locale` is the reader's. A secret that a receiver refuses is read
   * again, and tried once more where it has changed. Never throws for what a vault or a receiver
   * does; takes less than 20 s on the clock.
   */
  send(receiver: Receiver, message: ChannelMessage, locale: Locale): Promise<Attempt>;
}

/** What the sender works with. */
export interface SenderDeps {
  readonly clock: Clock;
  readonly secrets: NamedSecrets;
  readonly rules: AddressRules;
  readonly post: PostOnce;
}

/** Later than this there is no second try: a read of the vault and a message take 15 s at most. */
const LATE_MS = 4_000;

/** Returns the sender of a set of secrets. */
export function makeChannelSender(deps: SenderDeps): ChannelSender {
  return {
    async send(receiver, message, locale) {
      const source = deps.secrets.named(receiver.secret);
      const began = deps.clock.now();
      const first = await attempt(deps, source, receiver, message, locale);
      const isLate = deps.clock.now() - began > LATE_MS;
      if (first.ok || !first.usedSecret || !mayBeOld(first) || isLate) return withoutSecret(first);
      const { changed } = await source.refreshAfterRejection(first.usedSecret);
      return changed ? withoutSecret(await attempt(deps, source, receiver, message, locale)) : withoutSecret(first);
    },
  };
}

type WithSecret = Attempt & { readonly usedSecret?: string };

/** A person may have put another address into the vault within the last minutes. */
function mayBeOld(attempt: Attempt): boolean {
  return !attempt.ok && ['channel_refused', 'secret_invalid', 'address_refused', 'redirected'].includes(attempt.code);
}

/** It must go nowhere beyond this file: an attempt is stored and shown. */
function withoutSecret({ usedSecret: _, ...attempt }: WithSecret): Attempt {
  return attempt as Attempt;
}

async function attempt(
  deps: SenderDeps,
  source: ApiKeySource,
  receiver: Receiver,
  message: ChannelMessage,
  locale: Locale,
): Promise<WithSecret> {
  const { type, secret: name } = receiver;
  const value = await source.current().catch((error: unknown) => {
    if (error instanceof SecretError) return error;
    throw error;
  });
  if (value instanceof SecretError) return failed('secret_unavailable', false, value.message);
  const secret = readChannelSecret(type, value);
  if ('wrong' in secret)
    return { ...failed('secret_invalid', true, `Secret ${name} ${secret.wrong}`), usedSecret: value };
  const address = checkedAddress(secret.url, type, deps.rules);
  if ('refused' in address)
    return {
      ...failed('address_refused', true, `The address in secret ${name} ${address.refused}`),
      usedSecret: value,
    };
  const post: Post = { address, ...(await rendered(deps, type, secret, message, locale)) };
  return { ...attemptOf(type, await deps.post(post)), usedSecret: value };
}

async function rendered(
  { clock }: SenderDeps,
  type: Channel['type'],
  { signingKeys }: ChannelSecret,
  message: ChannelMessage,
  locale: Locale,
): Promise<Pick<Post, 'headers' | 'body'>> {
  const headers = { 'content-type': 'application/json; charset=utf-8', 'user-agent': 'rmm-remediation' };
  if (type === 'teams') return { headers, body: teamsMessage(message, locale) };
  if (type === 'slack') return { headers, body: slackMessage(message, locale) };
  const { id, body } = webhookMessage(message);
  return { headers: { ...headers, ...(await signed({ id, body, at: clock.now() }, signingKeys)) }, body };
}
