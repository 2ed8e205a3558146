import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { LinkKey } from './link-keys.ts';

/** What a link is about: one question of one occurrence, and what was read for it. */
export const Question = z.object({
  remediationId: z.string().regex(/^rem\.[A-Za-z0-9._-]{1,200}$/),
  /** `approval.number`: the first, second, … question of the occurrence. */
  number: z.int().positive().max(9_999),
  /** `approval.evidence`. */
  evidence: z.string().regex(/^[0-9a-f]{32}$/),
});

/** As above. */
export type Question = z.output<typeof Question>;

/**
 * What a token turns out to be. `foreign`: signed with a key that is not known here, or for another
 * installation. `tampered`: not what the key that it names has signed.
 */
export type ReadToken =
  | { readonly state: 'valid'; readonly question: Question }
  | { readonly state: 'unreadable' | 'foreign' | 'tampered' };

const VERSION = '1';

/** Every character of it stays as it is in an address. */
const TOKEN =
  /^(?<version>1)~(?<keyId>[\w-]{8})~(?<audience>[\w-]{16})~(?<remediationId>rem\.[A-Za-z0-9._-]{1,200})~(?<number>[1-9]\d{0,3})~(?<evidence>[0-9a-f]{32})~(?<signature>[\w-]{43})$/;

/** Returns the mark of one installation: a link to another one that shares the key is not ours. */
export function audienceOf(publicUrl: string, taskHubName: string): string {
  const { host, pathname } = new URL(publicUrl);
  return createHash('sha256').update(`${host}${pathname}\n${taskHubName}`).digest('base64url').slice(0, 16);
}

/**
 * Returns the token of a question. It has one form only, so that what is signed is what is read,
 * and it does not end: the row's `expiresAt` is the only clock.
 */
export function signQuestion({ remediationId, number, evidence }: Question, audience: string, key: LinkKey): string {
  const content = [VERSION, key.id, audience, remediationId, number, evidence].join('~');
  return `${content}~${signatureOf('link', content, key)}`;
}

/** Returns what a token says, once its signature has been checked. */
export function readToken(token: string, audience: string, keys: readonly LinkKey[]): ReadToken {
  const parts = TOKEN.exec(token)?.groups;
  if (!parts) return { state: 'unreadable' };
  const key = keys.find(({ id }) => id === parts.keyId);
  if (!key) return { state: 'foreign' };
  const content = token.slice(0, token.lastIndexOf('~'));
  if (!isSame(signatureOf('link', content, key), parts.signature ?? '')) return { state: 'tampered' };
  if (parts.audience !== audience) return { state: 'foreign' };
  const { remediationId, evidence } = parts;
  const question = Question.safeParse({ remediationId, evidence, number: Number(parts.number) });
  return question.success ? { state: 'valid', question: question.data } : { state: 'unreadable' };
}

/** What a form belongs to: the link it was opened with, and whoever was signed in then. */
export interface FormOf {
  readonly token: string;
  /** '' without a sign-in. */
  readonly principalId: string;
}

/** Long enough to read and to ask somebody; then the page is opened again, and shows what holds then. */
export const FORM_HOLDS_MS = 15 * 60_000;

/** The clocks of two instances differ by this at most. */
const CLOCKS_DIFFER_MS = 60_000;

/** Returns the token of a form that was made at `now` (epoch ms). */
export function signForm(form: FormOf, now: number, key: LinkKey): string {
  return `${now}~${signatureOf('form', formContent(form, now), key)}`;
}

/** Returns whether a form is one that the app made for this link and person a short while ago. */
export function isFormValid(text: string, form: FormOf, now: number, keys: readonly LinkKey[]): boolean {
  const parts = /^(?<at>[1-9]\d{0,14})~(?<signature>[\w-]{43})$/.exec(text)?.groups;
  if (!parts) return false;
  const at = Number(parts.at);
  if (at > now + CLOCKS_DIFFER_MS || now >= at + FORM_HOLDS_MS) return false;
  return keys.some((key) => isSame(signatureOf('form', formContent(form, at), key), parts.signature ?? ''));
}

function formContent({ token, principalId }: FormOf, at: number): string {
  return `${at}\n${token}\n${principalId}`;
}

/** What is signed for one purpose is of no use for another. */
function signatureOf(purpose: 'link' | 'form', content: string, key: LinkKey): string {
  return createHmac('sha256', key.secret).update(`rmm-answer-${purpose}\n${content}`).digest('base64url');
}

/** Compares texts, not bytes: a last character that decodes to the same bytes is another text. */
function isSame(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
