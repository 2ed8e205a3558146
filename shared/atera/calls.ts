import type { Dispatcher } from 'undici';
import type { z } from 'zod';
import type { LeaseSession } from '../budget/lease.ts';
import type { Clock } from '../clock.ts';
import { VendorError } from '../errors.ts';
import { type JsonRequest, requestJson, type Transport } from '../http/request-json.ts';
import type { ApiKeySource } from '../secrets/api-key-source.ts';
import { authHeader } from './credentials.ts';

export interface AteraClientOptions {
  /** With the version, for instance `https://app.atera.com/api/v3`. */
  readonly baseUrl: string;
  readonly keys: ApiKeySource;
  readonly dispatcher: Dispatcher;
  readonly clock: Clock;
}

type Params = Readonly<Record<string, string | number>>;

/** The forms of call the client is made of: one attempt each, with the key in the header that fits it. */
export class AteraCalls {
  readonly #transport: Transport;
  readonly #keys: ApiKeySource;

  constructor({ baseUrl, keys, dispatcher, clock }: AteraClientOptions) {
    this.#transport = { vendor: 'Atera', baseUrl, dispatcher, clock };
    this.#keys = keys;
  }

  /**
   * Reads one object; undefined when it is gone, which Atera says with 404, with 200 and null, or with 200 and nothing.
   */
  find<T>(
    session: LeaseSession,
    pathTemplate: string,
    params: Params,
    schema: z.ZodType<T | undefined>,
  ): Promise<T | undefined> {
    const response = schema.nullish().transform((found) => found ?? undefined);
    return this.get(session, pathTemplate, { params }, response).catch(undefinedIfGone);
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
   * On a 401 the key source looks once for a newer key; the caller may retry, with a new lease, only if there is one.
   */
  async send<T>(session: LeaseSession, call: Omit<JsonRequest<T>, 'headers'>): Promise<T> {
    const key = await this.#keys.current();
    try {
      return await requestJson(this.#transport, session, { ...call, headers: authHeader(key) });
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
