import type { HttpResponseInit } from '@azure/functions';
import type { z } from 'zod';

/** An error as RFC 9457 says: `detail` names what is wrong and why, for a person. */
export function problem(status: number, title: string, detail: string): HttpResponseInit {
  return {
    status,
    headers: { 'content-type': 'application/problem+json' },
    jsonBody: { type: 'about:blank', title, status, detail },
  };
}

/** The 400 for input a schema refused: the path and reason of each mistake. */
export function invalidInput(error: z.ZodError): HttpResponseInit {
  const mistakes = error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`);
  return problem(400, 'Invalid request', mistakes.join('; '));
}
