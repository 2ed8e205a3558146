import { createHash } from 'node:crypto';
import { call } from './api.ts';
import type { TestApp } from './app.ts';
import { ASKED_ID, startAsked } from './approvals.ts';

/** Where the app of these tests says that people reach it. */
export const PUBLIC_URL = 'https://rmm.msp.example';

/** Returns a key of links, always the same for a name. */
export const linkKey = (name: string) => createHash('sha256').update(name).digest('base64url');

type AskedOptions = NonNullable<Parameters<typeof startAsked>[0]>;

/** Whoever has a link to a question about a cleanup may answer it, where it is no server. */
export const ANYONE = {
  answerByLink: { default: 'authenticated', playbooks: { diskSpace: 'anyoneWithLink' } },
} as const;

/** An app that asks about a workstation, and the link to the question as its message has it. */
export async function startLinked(options: AskedOptions = {}) {
  const links = { publicUrl: PUBLIC_URL, key: linkKey('one') };
  const asked = await startAsked({ kind: 'workstation', links, policy: { ...ANYONE }, ...options });
  const path = await linkPath(asked.app, asked.evidence);
  return { ...asked, path, token: tokenOf(path) };
}

/** Returns the link to the question as a path on the host; '' where the app makes none. */
export async function linkPath({ deps }: TestApp, evidence: string, number = 1): Promise<string> {
  const link = await deps.answerLinks.answerLink({ remediationId: ASKED_ID, number, evidence });
  return link?.replace(PUBLIC_URL, '') ?? '';
}

/** Returns the token in the address of a link. */
export const tokenOf = (path: string) => new URL(path || '/', PUBLIC_URL).searchParams.get('t') ?? '';

/** Opens a link. */
export function open(app: Pick<TestApp, 'host'>, path: string, headers: Readonly<Record<string, string>> = {}) {
  return call(app, 'GET', path, undefined, headers);
}

/** Returns the hidden token in the form of a page; '' for a page without one. */
export const formIn = (html: string) => /name="form" value="([^"]+)"/.exec(html)?.[1] ?? '';

/** What a browser sends with a form of the page itself. */
const BROWSER: Readonly<Record<string, string>> = {
  'content-type': 'application/x-www-form-urlencoded',
  origin: 'null',
  'sec-fetch-site': 'same-origin',
};

/** Sends a form as a browser does; `fields` over those of the page, a blank header is left out. */
export function send(
  app: Pick<TestApp, 'host'>,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
) {
  const body = new URLSearchParams({ answer: 'approve', name: 'Ada', reason: '', ...fields }).toString();
  const sent = Object.entries({ ...BROWSER, ...headers }).filter(([, value]) => value !== '');
  return call(app, 'POST', '/api/answer', body, Object.fromEntries(sent));
}

/** Opens a link and sends the form on it. */
export async function answerBy(
  app: Pick<TestApp, 'host'>,
  path: string,
  fields: Readonly<Record<string, string>> = {},
  headers: Readonly<Record<string, string>> = {},
) {
  const { text } = await open(app, path, headers);
  return send(app, { t: tokenOf(path), form: formIn(text), ...fields }, headers);
}

/** What the platform says of who is signed in. */
export function signedIn(roles: readonly string[], name = 'Kim Beck', account = 'kim@msp.example') {
  const claims = [
    ...roles.map((val) => ({ typ: 'roles', val })),
    { typ: 'name', val: name },
    { typ: 'preferred_username', val: account },
    { typ: 'http://schemas.microsoft.com/identity/claims/objectidentifier', val: `oid-${account}` },
  ];
  const principal = { auth_typ: 'aad', name_typ: 'name', role_typ: 'roles', claims };
  return { 'x-ms-client-principal': Buffer.from(JSON.stringify(principal)).toString('base64') };
}
