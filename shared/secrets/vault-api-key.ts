import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { SecretError } from '../errors.ts';
import type { ApiKeySource } from './api-key-source.ts';
import { isUnresolvedReference } from './key-vault-reference.ts';

/**
 * How long a value is used before it is read again: a rotated key is picked up within this even
 * without a 401.
 */
const CACHE_MS = 10 * 60_000;

/**
 * After a failed read the old value is used this long without asking again, so that a dead vault
 * does not slow every call.
 */
const PAUSE_AFTER_FAILURE_MS = 30_000;

/**
 * A key rejected again right after a read of the vault is not looked up again for this long: people
 * take longer to rotate it.
 */
const FORCED_READ_GAP_MS = 60_000;

/**
 * Key Vault answers within 100 ms; the SDK's own time-out would be minutes, and activities end
 * after 30 s.
 */
const READ_TIMEOUT_MS = 5_000;

/** The one call of Azure's `SecretClient` that is used. */
export interface SecretReader {
  getSecret(name: string, options: { abortSignal: AbortSignal }): Promise<VaultSecret>;
}

/** What of a secret is used. */
interface VaultSecret {
  readonly value?: string;
  readonly properties?: { readonly expiresOn?: Date };
}

/**
 * What is known of a failed call of the Azure SDK; its texts may hold request details and are not
 * passed on.
 */
const AzureError = z.object({ statusCode: z.number().optional(), code: z.string().optional() });

/**
 * A vendor's key in a Key Vault, always its newest version. Cached for 10 minutes; the old value
 * stays in use while the vault is down; callers that come together share one read.
 */
export class VaultApiKey implements ApiKeySource {
  readonly #vault: SecretReader;
  readonly #secretName: string;
  readonly #clock: Clock;
  #known: { readonly value: string; readonly expiresAt: number | undefined } | undefined;
  #nextReadAt = 0;
  #reading: Promise<string> | undefined;
  #forced: { readonly at: number; readonly rejectedKey: string; readonly outcome: Promise<unknown> } | undefined;

  constructor({ vault, secretName, clock }: { vault: SecretReader; secretName: string; clock: Clock }) {
    this.#vault = vault;
    this.#secretName = secretName;
    this.#clock = clock;
  }

  async current(): Promise<string> {
    if (this.#known && this.#clock.now() < this.#nextReadAt) return this.#known.value;
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined;
    });
    return await this.#reading.catch((error: unknown) => {
      if (this.#known) return this.#known.value;
      throw error;
    });
  }

  expiresAt(): number | undefined {
    return this.#known?.expiresAt;
  }

  async refreshAfterRejection(rejectedKey: string): Promise<{ readonly changed: boolean }> {
    if (this.#known?.value === rejectedKey && !this.#wasJustReadFor(rejectedKey)) {
      // Not shared with a read under way, which may have begun before the key was rotated.
      this.#forced = { at: this.#clock.now(), rejectedKey, outcome: this.#read().catch(() => undefined) };
    }
    await this.#forced?.outcome;
    return { changed: this.#known !== undefined && this.#known.value !== rejectedKey };
  }

  #wasJustReadFor(rejectedKey: string): boolean {
    const forced = this.#forced;
    return forced?.rejectedKey === rejectedKey && this.#clock.now() < forced.at + FORCED_READ_GAP_MS;
  }

  async #read(): Promise<string> {
    const controller = new AbortController();
    const cancel = this.#clock.setTimer(() => controller.abort(), READ_TIMEOUT_MS);
    try {
      const secret = await this.#vault.getSecret(this.#secretName, { abortSignal: controller.signal });
      const value = this.#accept(secret.value);
      this.#known = { value, expiresAt: secret.properties?.expiresOn?.getTime() };
      this.#nextReadAt = this.#clock.now() + CACHE_MS;
      return value;
    } catch (error) {
      this.#nextReadAt = this.#clock.now() + PAUSE_AFTER_FAILURE_MS;
      throw error instanceof SecretError ? error : this.#unavailable(error);
    } finally {
      cancel();
    }
  }

  #accept(raw: string | undefined): string {
    // A trailing line feed is what `az keyvault secret set --file` leaves behind.
    const value = raw?.trim() ?? '';
    if (value !== '' && !isUnresolvedReference(value)) return value;
    const problem = value === '' ? 'is empty' : 'holds a Key Vault reference instead of a key';
    throw new SecretError('secret_unavailable', `Secret ${this.#secretName} ${problem}`);
  }

  #unavailable(error: unknown): SecretError {
    const { data } = AzureError.safeParse(error);
    const reason = data?.statusCode ?? data?.code ?? 'no answer';
    const isRefused = data?.statusCode !== undefined && data.statusCode < 500 && data.statusCode !== 429;
    return new SecretError('secret_unavailable', `Secret ${this.#secretName} can't be read from the vault: ${reason}`, {
      retryable: !isRefused,
      details: { secretName: this.#secretName, reason },
    });
  }
}
