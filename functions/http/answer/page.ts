import { createHash } from 'node:crypto';
import type { HttpResponseInit } from '@azure/functions';
import { type Markup, markup } from '../../../shared/backtest/html/markup.ts';
import { answerPageTexts } from '../../../shared/texts/answer-page/index.ts';
import type { Language } from '../../../shared/texts/language.ts';
import { PAGE_STYLE } from './page-style.ts';

/** A page that says one thing. */
export type PageCode = keyof ReturnType<typeof answerPageTexts>['pages'];

/** What each page answers with. */
const STATUS = {
  ...{
    approved: 200,
    rejected: 200,
    answered: 410,
    otherwise: 409,
    expired: 410,
    changed: 410,
    over: 410,
    withdrawn: 410,
    gone: 404,
  },
  ...{ unreadable: 400, tampered: 403, foreign: 403, off: 503, 'not-allowed': 403 },
  ...{ 'sign-in': 401, 'no-role': 403, 'no-operator': 403, busy: 429 },
  ...{ 'bad-form': 400, 'too-large': 413, 'bad-record': 409, failed: 500 },
} as const satisfies Record<PageCode, number>;

const PAGE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(PAGE_STYLE.toString()).digest('base64')}'`,
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

/**
 * Nothing inline but the one style, in no frame, in no search, in no cache; and no page that is
 * opened from here learns the address.
 */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': PAGE_POLICY,
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'x-robots-tag': 'noindex, nofollow',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
};

const TRY_AGAIN_SECONDS = '60';

/** What some pages must say beside their status. */
const EXTRA_HEADERS: { readonly [Code in PageCode]?: Readonly<Record<string, string>> } = {
  busy: { 'retry-after': TRY_AGAIN_SECONDS },
  off: { 'retry-after': TRY_AGAIN_SECONDS },
  'sign-in': { 'www-authenticate': 'Bearer realm="RMM Remediation"' },
};

const LOGO = markup`<svg viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="8" fill="#0f766e"/><path d="M4 17h6l3-8 5 15 4-11 2 4h4" fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"/></svg>`;

/** Returns a whole page around its content. */
export function page(
  status: number,
  { title, language }: { readonly title: string; readonly language: Language },
  content: readonly (Markup | undefined)[],
  headers: Readonly<Record<string, string>> = {},
): HttpResponseInit {
  const body = markup`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${title} · RMM Remediation</title><style>${PAGE_STYLE}</style></head>
<body><header>${LOGO}<span>RMM Remediation</span></header><main>${content.filter((part) => part !== undefined)}</main></body></html>`;
  return { status, headers: { ...PAGE_HEADERS, ...headers }, body: body.toString() };
}

/** Returns the page that says one thing, and where to go on. */
export function simplePage(code: PageCode, language: Language, more: readonly (Markup | undefined)[] = []) {
  const texts = answerPageTexts(language);
  const { title, text } = texts.pages[code];
  const said = markup`<section class="card"><h1>${title}</h1><p>${text}</p>${more.filter((part) => part !== undefined)}</section>`;
  const onward = markup`<footer class="muted"><a href="/api/dashboard/">${texts.dashboard}</a></footer>`;
  return page(STATUS[code], { title, language }, [said, onward], EXTRA_HEADERS[code]);
}

/** Returns the page for whoever has not signed in, which leads back to the question. */
export function signInPage(token: string, language: Language): HttpResponseInit {
  const back = encodeURIComponent(`/api/answer?t=${token}`);
  const texts = answerPageTexts(language);
  return simplePage('sign-in', language, [
    markup`<p><a class="button" href="/.auth/login/aad?post_login_redirect_uri=${back}">${texts.signIn}</a></p>`,
  ]);
}
