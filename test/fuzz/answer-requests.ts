import type { Draw } from '../interruptions/draw.ts';

/** What is known to the caller: a link and a form that count, and those of others. */
export interface KnownLink {
  readonly token: string;
  /** Of the page of this minute. */
  readonly form: string;
  /** Valid at another installation, for another question, for other evidence, before a key was replaced. */
  readonly others: readonly string[];
}

/** A request to send to the page behind a link. None of them may change anything. */
export interface AnswerRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Whether it holds the link that counts, and so may be shown the question. */
  readonly hasLink: boolean;
}

const HOSTILE = [
  ...['', ' ', '0', '~', '~~~~~~', '1~', '__proto__', 'constructor', '%', '%00', '%E0%A4%A', '..%2f..%2f', '\u0000'],
  ...[
    "' or PartitionKey ne '",
    '<script>alert(1)</script>',
    '\u202e',
    '🧨'.repeat(20),
    'a'.repeat(3_000),
    '[object Object]',
  ],
  ...['1~abcdefgh~abcdefghijklmnop~rem.a1001.disk-space.C.1~1~f~x', 'rem.a1001.disk-space.C.1', 'null', '{}', '[]'],
] as const;

const TYPES = [
  'application/x-www-form-urlencoded',
  'application/x-www-form-urlencoded; charset=utf-16',
  'application/json',
  'multipart/form-data; boundary=x',
  'text/plain',
  '',
] as const;

/** Makes a request: a mutation of what counts, in one place or several, and never what counts itself. */
export function answerRequest({ token, form, others }: KnownLink, draw: Draw): AnswerRequest {
  const hostile = (name: string) => draw.pick(HOSTILE, name);
  const mutated = mutationOf(token, draw, 'token');
  const given = draw.pick([token, mutated, mutated, draw.pick(others, 'other'), hostile('token')], 'which token');
  const headers = headersOf(draw);
  if (!draw.yes('post', 0.6)) {
    const method = draw.pick(['GET', 'GET', 'GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'PATCH'], 'method');
    const query = queryOf(given, draw);
    // What is no part of an address is left out of it: a mutation may be the link again.
    const hasLink = new URLSearchParams(query).get('t') === token;
    return { method, path: `/api/answer?${query}`, headers, hasLink };
  }
  const type = draw.pick(TYPES, 'type');
  const isForm = type === TYPES[0] && given === token;
  // What would count but for one thing: that is the nearest to it.
  const spoilt = draw.pick(['form', 'answer', 'name', 'site', 'twice', 'reason'], 'spoilt');
  const fields = new URLSearchParams({
    t: given,
    form: isForm && spoilt === 'form' ? mutationOf(form, draw, 'form') : form,
    answer: isForm && spoilt === 'answer' ? hostile('answer') : draw.pick(['approve', 'reject'], 'answer'),
    name: isForm && spoilt === 'name' ? draw.pick(['', ' ', '\u200b', 'x'.repeat(101)], 'name') : 'Mallory',
    reason: isForm && spoilt === 'reason' ? 'x'.repeat(draw.pick([301, 9_999, 20_000], 'length')) : 'because',
  });
  if (isForm && spoilt === 'twice') fields.append(draw.pick(['t', 'form', 'name'], 'which twice'), hostile('twice'));
  const site =
    isForm && spoilt === 'site' ? { 'sec-fetch-site': draw.pick(['cross-site', 'same-site', 'x'], 'site') } : {};
  const body = type === TYPES[1] || type === TYPES[0] || draw.yes('as form', 0.5) ? fields.toString() : hostile('body');
  // The second type is a form too: with all else right it would count, and rightly.
  const isRight = type === TYPES[1] && given === token;
  return {
    ...{ method: 'POST', path: `/api/answer${draw.yes('query', 0.2) ? `?${queryOf(given, draw)}` : ''}` },
    headers: { ...headers, ...site, ...(type !== '' && { 'content-type': type }) },
    body: isRight ? body.replace('form=', 'form=x') : body,
    hasLink: given === token,
  };
}

function queryOf(token: string, draw: Draw): string {
  const name = draw.pick(['t', 't', 't', 't', 'T', 't[]', 'token', '__proto__'], 'parameter');
  const more = draw.yes('more', 0.2) ? `&${draw.pick(['code=x', 't=y', 'clientId=z', '%00=1', '='], 'more')}` : '';
  return `${name}=${draw.yes('encoded', 0.5) ? encodeURIComponent(token.toWellFormed()) : token.replaceAll(/[^!-~]/g, '')}${more}`;
}

/** A character changed, taken out, put in or moved; never the same text. */
function mutationOf(text: string, draw: Draw, name: string): string {
  const at = Math.floor(draw.chance(`${name} at`) * text.length);
  const sign = draw.pick([...'~.-_aA019/+= %\n'], `${name} sign`);
  const kinds = [
    text.slice(0, at) + sign + text.slice(at + 1),
    text.slice(0, at) + text.slice(at + 1),
    text.slice(0, at) + sign + text.slice(at),
    text.slice(at) + text.slice(0, at),
    text.toUpperCase(),
    text.replace(/~(\d+)~/, (_, number: string) => `~${Number(number) + 1}~`),
  ];
  const mutated = draw.pick(kinds, `${name} kind`);
  return mutated === text ? `${text}x` : mutated;
}

function headersOf(draw: Draw): Record<string, string> {
  const principal = {
    auth_typ: 'aad',
    claims: [
      { typ: 'roles', val: 'admin' },
      { typ: 'name', val: 'The Boss' },
    ],
  };
  const forged = Buffer.from(JSON.stringify(principal)).toString('base64');
  return {
    ...(draw.yes('forged', 0.3) && { 'x-ms-client-principal': draw.pick([forged, 'e30=', '%', ''], 'principal') }),
    ...(draw.yes('forwarded', 0.1) && { 'x-forwarded-host': 'evil.example', 'x-original-url': '/api/kill-switch' }),
    ...(draw.yes('override', 0.1) && { 'x-http-method-override': 'POST' }),
  };
}
