import type { Reply } from '../vendor.ts';

const TITLES: Readonly<Record<number, string>> = { 400: 'Bad Request', 404: 'Not Found', 409: 'Conflict' };

/**
 * ASP.NET ProblemDetails; `errors` as a validation failure adds it. Labelled the way ASP.NET labels
 * it.
 */
export function problem(status: 400 | 404 | 409, errors?: Readonly<Record<string, readonly string[]>>): Reply {
  const json = {
    type: `https://tools.ietf.org/html/rfc9110#section-15.5.${status - 399}`,
    title: errors ? 'One or more validation errors occurred.' : TITLES[status],
    status,
    detail: null,
    instance: null,
    ...(errors ? { errors } : {}),
  };
  return { status, headers: { 'Content-Type': 'application/problem+json; charset=utf-8' }, json };
}

/** 400 naming one member. */
export function invalid(member: string, message: string): Reply {
  return problem(400, { [member]: [message] });
}
