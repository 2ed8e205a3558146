import type { Agent, Dispatcher } from 'undici';

/**
 * Vendors' edges accept a connection within tens of ms. A cut here is worth more than the
 * deadline's: it proves that a write was never sent.
 */
const CONNECT_TIMEOUT_MS = 4_000;

/** How connections to vendors are kept; `requestJson` sets the deadlines. */
export const POOL_OPTIONS: Agent.Options = {
  connect: { timeout: CONNECT_TIMEOUT_MS },
  headersTimeout: 0,
  bodyTimeout: 0,
};

/** What vendor calls are sent with: an undici dispatcher, or what stands for one. */
export type Sender = Pick<Dispatcher, 'request'>;

/**
 * Returns the app's connection pool for vendor calls. undici is loaded with the first call: the
 * start needs none of it.
 */
export function makeSender(): Sender {
  let pool: Promise<Agent> | undefined;
  const open = async () => {
    // By `default`: undici is CommonJS, and a bundle knows no other name of its members.
    const { default: undici } = await import('undici');
    return new undici.Agent(POOL_OPTIONS);
  };
  return {
    request: async (options: Dispatcher.RequestOptions<null>) => {
      pool ??= open();
      return (await pool).request(options);
    },
  };
}
