import { DAY_MS } from '../durations.ts';
import type { ApiKeySource } from './api-key-source.ts';

/** What is known of a vendor's key beside its value. */
export interface KeyInUse {
  /**
   * When it ends (epoch ms): the earlier of what the key itself and the vault say; absent when
   * neither does.
   */
  readonly expiresAt?: number | undefined;
}

/**
 * How long before its end a key is spoken of: time enough to make a new one and put it into the
 * vault.
 */
const WARN_DAYS = 14;

/**
 * Returns the warning about a key that ends within 14 days or has ended; undefined when there is
 * nothing to say.
 */
export function keyExpiry({ expiresAt }: KeyInUse, now: number): string | undefined {
  if (expiresAt === undefined || expiresAt - now > WARN_DAYS * DAY_MS) return undefined;
  const at = new Date(expiresAt).toISOString();
  return now < expiresAt ? `can be read, but expires ${at}: replace it` : `expired ${at}: replace it`;
}

/**
 * Reads the key, and returns when it ends. `endIn` reads that from the key itself. Throws
 * `SecretError` when none can be obtained.
 */
export async function keyInUse(
  keys: ApiKeySource,
  endIn: (key: string) => number | undefined = () => undefined,
): Promise<KeyInUse> {
  const ends = [endIn(await keys.current()), keys.expiresAt?.()].filter((end) => end !== undefined);
  return ends.length === 0 ? {} : { expiresAt: Math.min(...ends) };
}
