import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import type { Clock } from '../../../shared/clock.ts';
import { type Arrived, type Judged, type Receiver, startReceiver } from './receiver.ts';

/** A key as a receiver makes it. */
export const SIGNING_SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

/** Advised: at most 20 kB. */
const MAX_BYTES = 20_000;

/**
 * Starts a receiver that verifies each message with the package of Standard Webhooks, by the test's
 * clock, and takes each id once.
 */
export function startWebhook(clock: Clock, signingSecret = SIGNING_SECRET): Promise<Receiver> {
  const webhook = new Webhook(signingSecret);
  const ids = new Set<string>();
  return startReceiver(clock, ({ body, headers }: Arrived): Judged => {
    if (Buffer.byteLength(body) > MAX_BYTES) return { status: 413 };
    try {
      const shown = at(clock, () => webhook.verify(body, { ...headers }));
      const id = headers['webhook-id'] ?? '';
      if (ids.has(id)) return { status: 200 };
      ids.add(id);
      return { status: 204, shown: { id, ...(shown as object) } };
    } catch (error) {
      if (error instanceof WebhookVerificationError) return { status: 401, answer: error.message };
      throw error;
    }
  });
}

/** The package reads the machine's time; nothing else runs meanwhile. */
function at<T>(clock: Clock, work: () => T): T {
  const real = Date.now;
  Date.now = () => clock.now();
  try {
    return work();
  } finally {
    Date.now = real;
  }
}
