/** Why a message did not arrive. */
export type AttemptCode =
  /** The vault does not have the secret, or does not answer. */
  | 'secret_unavailable'
  /** The secret is not what a channel of this type needs. */
  | 'secret_invalid'
  /** Its address must not be reached: the scheme, the host, or where the name leads to now. */
  | 'address_refused'
  /** The name leads nowhere now. */
  | 'address_unknown'
  | 'unreachable'
  | 'timeout'
  | 'redirected'
  | 'rate_limited'
  | 'receiver_failed'
  /** The receiver refuses everything: it was deleted, switched off, or its key is not valid. */
  | 'channel_refused'
  /** The receiver refuses this message. */
  | 'message_refused';

/**
 * What became of one attempt. `isPermanent`: the same again does not help before a person changes
 * something. `reason` is for people (English), and holds nothing that the receiver answered.
 */
export type Attempt =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly isPermanent: boolean;
      readonly retryAfterSeconds?: number;
      readonly code: AttemptCode;
      readonly reason: string;
    };
