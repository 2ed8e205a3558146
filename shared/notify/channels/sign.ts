interface Signed {
  readonly id: string;
  readonly body: string;
  /** Of this try (epoch ms): a receiver refuses an old one. */
  readonly at: number;
}

/**
 * Returns the headers of Standard Webhooks: one signature for each key, so that a receiver verifies
 * with either while keys are exchanged.
 */
export async function signed({ id, body, at }: Signed, keys: readonly string[]): Promise<Record<string, string>> {
  // By `default`: it is CommonJS. Loaded with the first message of this kind.
  const { default: webhooks } = await import('standardwebhooks');
  const signatures = keys.map((key) => new webhooks.Webhook(key).sign(id, new Date(at), body));
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at / 1_000)),
    'webhook-signature': signatures.join(' '),
  };
}
