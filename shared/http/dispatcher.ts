import { Agent } from 'undici';

/**
 * Vendors' edges accept a connection within tens of ms. A cut here is worth more than the deadline's: it proves that a
 * write was never sent.
 */
const CONNECT_TIMEOUT_MS = 4_000;

/** The connection pool for vendor calls; `requestJson` sets the deadlines. Close it when the app stops. */
export function makeDispatcher(options: Agent.Options = {}): Agent {
  return new Agent({ connect: { timeout: CONNECT_TIMEOUT_MS }, headersTimeout: 0, bodyTimeout: 0, ...options });
}
