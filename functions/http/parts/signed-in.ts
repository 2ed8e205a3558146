import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { type Principal, principalOf } from './principal.ts';
import { problem } from './problem.ts';

/** The app roles of infra/app-roles.json, each with what the ones before it may do. */
const ROLES = ['reader', 'operator', 'admin'] as const;

/** One of them. */
export type Role = (typeof ROLES)[number];

/**
 * Returns the refusal for whoever is signed in without the role, or undefined. Who is not signed in
 * has come with a function key, which opens all as before.
 */
export function refusalFor(
  request: Pick<HttpRequest, 'headers'>,
  needed: Role,
  isSignInOn: boolean,
): HttpResponseInit | undefined {
  const principal = principalOf(request, isSignInOn);
  if (!principal || hasRole(principal, needed)) return undefined;
  return problem(
    403,
    'Role missing',
    `This needs the app role ${needed}. An administrator gives it in Entra, under Enterprise applications; then sign in again.`,
  );
}

/** Whether someone has a role, or one that may do more. */
export function hasRole({ roles }: Principal, needed: Role): boolean {
  return ROLES.slice(ROLES.indexOf(needed)).some((role) => roles.includes(role));
}

/** Whether who sent a request is signed in with a role; false for who came with a key alone. */
export function isSignedInAs(request: Pick<HttpRequest, 'headers'>, role: Role, isSignInOn: boolean): boolean {
  const principal = principalOf(request, isSignInOn);
  return principal !== undefined && hasRole(principal, role);
}
