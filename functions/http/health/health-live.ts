import type { HttpResponseInit } from '@azure/functions';

/** `GET /api/health/live`: 200 as long as the process responds; it checks no dependency. */
export async function healthLive(): Promise<HttpResponseInit> {
  return { jsonBody: { status: 'live' } };
}
