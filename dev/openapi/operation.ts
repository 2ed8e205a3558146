import type { z } from 'zod';
import type { Role } from '../../functions/http/parts/signed-in.ts';

/** One answer of an operation. Without a schema it has no body. */
export interface AnswerDoc {
  readonly description: string;
  readonly schema?: z.ZodType;
  readonly example?: unknown;
  /** Default: `application/json`. */
  readonly types?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** A header or parameter that takes a text. */
export interface TextParameter {
  readonly description: string;
  readonly example: string;
}

/** What the document says of one route. */
export interface OperationDoc {
  /** As the function is called in `functions/register-http.ts`. */
  readonly name: string;
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** Under `/api`. */
  readonly route: string;
  readonly tag: 'Now' | 'Remediations' | 'Alerts' | 'Reports' | 'Back-tests' | 'Mutes' | 'Policy' | 'Operation';
  readonly summary: string;
  /** The app role of who is signed in, as `functions/register-http.ts` asks for it; the two of health ask nobody. */
  readonly who: Role | 'anyone';
  /** True where the master key alone opens it. */
  readonly needsMaster?: true;
  readonly params?: Readonly<Record<string, TextParameter>>;
  readonly query?: z.ZodObject;
  readonly headers?: Readonly<Record<string, TextParameter>>;
  readonly body?: { readonly schema: z.ZodType; readonly example: unknown; readonly isOptional?: boolean };
  readonly answers: Readonly<Record<number, AnswerDoc>>;
  /** Statuses that are answered with a problem, and when. */
  readonly problems: Readonly<Record<number, string>>;
}

/** What may be wrong with any request that is read. */
export const INVALID = { 400: 'A parameter or the body is wrong; `detail` names each mistake.' } as const;

/** The same where there is a body. */
export const INVALID_BODY = { ...INVALID, 413: 'The body is too large.' } as const;

/** The id of a remediation in a path. */
export const remediation = {
  id: { description: 'The id of a remediation.', example: 'rem.a1201.disk-space.C.3' },
} as const;

/** The id of an alert in a path. */
export const alert = { alertId: { description: "Atera's id of an alert.", example: '48213' } } as const;

const UNREADABLE = 'what the app keeps of it cannot be read';

/** Where a record that a person spoilt may stand in the way. */
export const NEEDS_RECORD = { 409: `Not possible as things stand, or ${UNREADABLE}; \`title\` says which.` } as const;

/** Routes that the document leaves out, each with the reason. */
export const leftOut: Readonly<Record<string, string>> = {
  getAnswer: 'A page for a person, behind a link in a message; programs answer by `approve` and `reject`.',
  postAnswer: 'The form on that page.',
  getDashboard: 'A wildcard for the files of one page; OpenAPI has no path parameter that spans slashes.',
};

/** Says which app role is missing. */
export function missingRole(role: Role): string {
  return `Sign-in is on, and whoever is signed in has not the app role \`${role}\` or more.`;
}
