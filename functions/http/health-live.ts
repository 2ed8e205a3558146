import type { HttpResponseInit } from '@azure/functions';

/** `GET /api/health/live`: 200 as long as the process answers; it asks nothing and nobody. */
export async function healthLive(): Promise<HttpResponseInit> {
  return { jsonBody: { status: 'live' } };
}
