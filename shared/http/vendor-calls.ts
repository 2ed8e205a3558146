import type { z } from 'zod';
import type { LeaseSession } from '../budget/lease.ts';
import type { Clock } from '../clock.ts';
import { VendorError } from '../errors.ts';
import type { ApiKeySource } from '../secrets/api-key-source.ts';
import type { Sender } from './dispatcher.ts';
import { type JsonRequest, type OnCall, requestJson, type Transport } from './request-json.ts';

/** What every vendor's client is built from. */
export interface VendorClientOptions {
  /** Without a trailing slash, version included where the vendor has one. */
  readonly baseUrl: string;
  readonly keys: ApiKeySource;
  readonly dispatcher: Sender;
  readonly clock: Clock;
  /** Hears of each request that was sent. */
  readonly onCall?: OnCall;
}

/**
 * The vendor's name for messages, and the header that authenticates with a key (throws
 * `key_malformed`).
 */
export interface VendorIdentity {
  readonly vendor: string;
  readonly authHeader: (key: string) => Readonly<Record<string, string>>;
}

/** Members of a path or a query. */
export type Params = Readonly<Record<string, string | number>>;

/**
 * The forms of call a vendor's client is made of: one attempt each, with the key in the header that
 * fits it.
 */
export class VendorCalls {
  readonly #transport: Transport;
  readonly #keys: ApiKeySource;
  readonly #authHeader: VendorIdentity['authHeader'];

  constructor({ vendor, authHeader }: VendorIdentity, { keys, ...transport }: VendorClientOptions) {
    this.#transport = { vendor, ...transport };
    this.#keys = keys;
    this.#authHeader = authHeader;
  }

  /**
   * Reads one object; undefined when it is gone, which is reported as 404, as 200 with null, or as
   * 200 without a body.
   */
  find<T>(
    session: LeaseSession,
    pathTemplate: string,
    where: { params?: Params; query?: Params },
    schema: z.ZodType<T | undefined>,
  ): Promise<T | undefined> {
    const response = schema.nullish().transform((found) => found ?? undefined);
    return this.get(session, pathTemplate, where, response).catch(undefinedIfGone);
  }

  /** Reads what must be there. */
  get<T>(
    session: LeaseSession,
    pathTemplate: string,
    where: { params?: Params; query?: Params },
    response: z.ZodType<T>,
  ): Promise<T> {
    return this.send(session, { method: 'GET', pathTemplate, ...where, response });
  }

  /**
   * On a 401 the key source checks once for a newer key; the caller may retry, with a new lease,
   * only if there is one.
   */
  async send<T>(session: LeaseSession, call: Omit<JsonRequest<T>, 'headers'>): Promise<T> {
    const key = await this.#keys.current();
    try {
      return await requestJson(this.#transport, session, { ...call, headers: this.#authHeader(key) });
    } catch (error) {
      if (!(error instanceof VendorError) || error.code !== 'vendor_rejected_credentials') throw error;
      const { changed } = await this.#keys.refreshAfterRejection(key);
      throw new VendorError(error.code, error.message, { retryable: changed, details: error.details });
    }
  }
}

/** For the end of a call: a 404 means gone, anything else is thrown again. */
export function undefinedIfGone(error: unknown): undefined {
  if (error instanceof VendorError && error.code === 'vendor_not_found') return undefined;
  throw error;
}
