import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { z } from 'zod';
import { problem } from './problem.ts';

/** The app roles of infra/app-roles.json, each with what the ones before it may do. */
const ROLES = ['reader', 'operator', 'admin'] as const;

/** One of them. */
export type Role = (typeof ROLES)[number];

/** What the platform's sign-in says of who sent a request. */
const HEADER = 'x-ms-client-principal';

const Principal = z.object({
  auth_typ: z.string(),
  role_typ: z.string().nullish(),
  claims: z.array(z.object({ typ: z.string(), val: z.string() })),
});

/** The names under which Entra's app roles arrive, beside the one that the principal names. */
const ROLE_CLAIMS = ['roles', 'http://schemas.microsoft.com/ws/2008/06/identity/claims/role'];

/**
 * Returns the refusal for whoever is signed in without the role, or undefined. Who is not signed in
 * has come with a function key, which opens all as before. Without the platform's sign-in
 * (`isSignInOn`) the header is what anybody may send, and counts for nothing.
 */
export function refusalFor(
  request: Pick<HttpRequest, 'headers'>,
  needed: Role,
  isSignInOn: boolean,
): HttpResponseInit | undefined {
  const header = isSignInOn ? request.headers.get(HEADER) : null;
  if (header === null) return undefined;
  const roles = rolesOf(header);
  if (ROLES.slice(ROLES.indexOf(needed)).some((role) => roles.includes(role))) return undefined;
  return problem(
    403,
    'Role missing',
    `This needs the app role ${needed}. An administrator gives it in Entra, under Enterprise applications; then sign in again.`,
  );
}

/** None for a header that cannot be read, and for who has not signed in through Entra. */
function rolesOf(header: string): readonly string[] {
  const principal = Principal.safeParse(parsed(header));
  if (!principal.success || principal.data.auth_typ !== 'aad') return [];
  const { claims, role_typ } = principal.data;
  return claims.filter(({ typ }) => typ === role_typ || ROLE_CLAIMS.includes(typ)).map(({ val }) => val);
}

function parsed(header: string): unknown {
  try {
    return JSON.parse(Buffer.from(header, 'base64').toString('utf8'));
  } catch {
    return undefined;
  }
}
