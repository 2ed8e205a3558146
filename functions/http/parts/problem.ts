import type { HttpResponseInit } from '@azure/functions';
import type { z } from 'zod';

/** Returns an error as RFC 9457 says: `detail` names what is wrong and why, for a person. */
export function problem(status: number, title: string, detail: string): HttpResponseInit {
  return {
    status,
    headers: { 'content-type': 'application/problem+json' },
    jsonBody: { type: 'about:blank', title, status, detail },
  };
}

/** The answer about an alert that our tables do not know. */
export const ALERT_UNKNOWN = problem(
  404,
  'Not found',
  'No poll has listed an alert with this id, or it was closed over 90 days ago (see /api/outcomes).',
);

/** Returns the 400 for input a schema refused: the path and reason of each mistake. */
export function invalidInput(error: z.ZodError): HttpResponseInit {
  const mistakes = error.issues.flatMap(nearest).map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`);
  return problem(400, 'Invalid request', mistakes.join('; '));
}

/** Of a body that may have several forms, the mistakes against the one it comes nearest to. */
function nearest(issue: z.core.$ZodIssue): readonly z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const [fewest] = issue.errors.toSorted((one, other) => weightOf(one) - weightOf(other));
  return fewest ?? [issue];
}

/** Members that a form does not know are one mistake each, though they are reported together. */
function weightOf(issues: readonly z.core.$ZodIssue[]): number {
  return issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 1), 0);
}
