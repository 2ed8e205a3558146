import type { Host } from '../../../dev/host/index.ts';
import { type Answer, call } from './api.ts';

interface Asked {
  readonly host: Pick<Host, 'url'>;
}

/** Calls a route under `/api/policy`. */
export const policyCall = (
  app: Asked,
  method: string,
  path = '',
  body?: unknown,
  headers: Record<string, string> = {},
) => call(app, method, `/api/policy${path}`, body, headers);

/** The policy in force, as the API shows it. */
export async function policyNow(app: Asked): Promise<Answer['body']> {
  return (await policyCall(app, 'GET')).body;
}

/** Stores a document, or a version of the history, with the ETag of the policy in force. */
export async function putPolicy(
  app: Asked,
  given: { readonly document: unknown } | { readonly version: number },
  { path = '', by = 'Ada', method = 'PUT', headers = {} }: PutOptions = {},
): Promise<Answer> {
  const { etag } = await policyNow(app);
  return policyCall(app, method, path, { ...given, by }, { 'if-match': etag, ...headers });
}

interface PutOptions {
  readonly path?: string;
  readonly by?: string;
  readonly method?: string;
  readonly headers?: Record<string, string>;
}

/** Announces a document that widens, as whoever holds the master key does: checked first. */
export async function announcePolicy(
  app: Asked,
  given: { readonly document: unknown } | { readonly version: number },
): Promise<Answer> {
  const { body: checked } = await policyCall(app, 'POST', '/check', given);
  return policyCall(
    app,
    'PUT',
    '/pending',
    { ...given, by: 'Ada', check: checked.check },
    { 'if-match': checked.etag },
  );
}
