import type { HttpRequest } from '@azure/functions';
import { z } from 'zod';
import { plainText } from '../../../shared/domain/text/plain-text.ts';

/** Who is signed in, as the platform says. */
export interface Principal {
  /** The app roles of Entra; none for who has not signed in through Entra. */
  readonly roles: readonly string[];
  /** Plain text. */
  readonly name?: string | undefined;
  /** The account, such as an e-mail address; plain text. */
  readonly account?: string | undefined;
  /** Stays the same whatever they are called; '' where nothing says so. */
  readonly id: string;
}

/** What the platform's sign-in says of who sent a request. */
const HEADER = 'x-ms-client-principal';

const MAX_NAME = 100;

const Header = z.object({
  auth_typ: z.string(),
  name_typ: z.string().nullish(),
  role_typ: z.string().nullish(),
  claims: z.array(z.object({ typ: z.string(), val: z.string() })),
});

const XML_SOAP = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims';

/** The names under which Entra's claims arrive, the best first. */
const CLAIMS = {
  roles: ['roles', 'http://schemas.microsoft.com/ws/2008/06/identity/claims/role'],
  name: ['name', `${XML_SOAP}/name`],
  account: ['preferred_username', 'upn', `${XML_SOAP}/upn`, 'email', `${XML_SOAP}/emailaddress`],
  id: ['http://schemas.microsoft.com/identity/claims/objectidentifier', 'oid'],
};

/**
 * Returns who is signed in, or undefined: then the request came without a sign-in. Without the
 * platform's sign-in (`isSignInOn`) the header is what anybody may send, and counts for nothing.
 */
export function principalOf(request: Pick<HttpRequest, 'headers'>, isSignInOn: boolean): Principal | undefined {
  const header = isSignInOn ? request.headers.get(HEADER) : null;
  if (header === null) return undefined;
  const read = Header.safeParse(parsed(header));
  if (!read.success || read.data.auth_typ !== 'aad') return { roles: [], id: '' };
  const { claims, role_typ, name_typ } = read.data;
  const first = (names: readonly (string | null | undefined)[]) => {
    const found = names.flatMap((name) => claims.find(({ typ, val }) => typ === name && val.trim() !== '') ?? [])[0];
    return found && (plainText(found.val, MAX_NAME) || undefined);
  };
  const account = first(CLAIMS.account);
  return {
    roles: claims.filter(({ typ }) => typ === role_typ || CLAIMS.roles.includes(typ)).map(({ val }) => val),
    name: first([...CLAIMS.name, name_typ]) ?? account,
    account,
    id: first(CLAIMS.id) ?? account ?? '',
  };
}

function parsed(header: string): unknown {
  try {
    return JSON.parse(Buffer.from(header, 'base64').toString('utf8'));
  } catch {
    return undefined;
  }
}
