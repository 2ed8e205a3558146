import type { Reply, SimulatedRequest } from '../vendor.ts';
import type { AteraBehaviour } from './behaviour.ts';
import { invalid, problem } from './problem.ts';

/** Members of a request body. */
export type Body = Readonly<Record<string, unknown>>;

/** Runs `next` with the numeric path member; 400 for one that is empty or no number. */
export function withId(request: SimulatedRequest, member: string, next: (id: number) => Reply): Reply {
  const text = request.params[member] ?? '';
  if (!/^\d{1,18}$/.test(text)) return invalid(member, `The value '${text}' is not valid.`);
  return next(Number(text));
}

/** Runs `next` with the body as an object; 400 when it is anything else. */
export function withBody(request: SimulatedRequest, next: (body: Body) => Reply): Reply {
  const { body, malformed } = request;
  if (malformed || !isObject(body)) return invalid('$', 'A JSON object is required.');
  return next(body);
}

/** A member that is a non-empty string. */
export function text(body: Body, member: string): string | undefined {
  const value = body[member];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A member that is a whole number, also written as a string (forms, older clients). */
export function whole(body: Body, member: string): number | undefined {
  const value = body[member];
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined;
}

/** An object as member. */
export function nested(body: Body, member: string): Body | undefined {
  const value = body[member];
  return isObject(value) ? value : undefined;
}

/**
 * The answer to a GET of a missing object; `documented` = what the vendor's specification lists for
 * it.
 */
export function missing({ missing: mode }: AteraBehaviour, documented: 'not-found' | 'null'): Reply {
  const effective = mode === 'documented' ? documented : mode;
  return effective === 'null' ? { status: 200, json: null } : problem(404);
}

function isObject(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
