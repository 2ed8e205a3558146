import type { HttpResponseInit } from '@azure/functions';

/**
 * `GET /api/openapi.json`: the description of this API (OpenAPI 3.1), as docs/openapi.json holds it.
 * Loaded with the first request for it: the start needs none of it.
 */
export async function getOpenapi(): Promise<HttpResponseInit> {
  const { default: document } = await import('../../docs/openapi.json', { with: { type: 'json' } });
  return { headers: { 'cache-control': 'private, max-age=300' }, jsonBody: document };
}
