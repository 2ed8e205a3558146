import { accessOf, type Operation } from '../helpers/app/openapi.ts';
import type { Draw } from '../interruptions/draw.ts';

/** What is known to the caller: ids that exist, so that requests reach more than a 404. */
export interface KnownIds {
  readonly alertId: number;
  readonly id: string;
  readonly evidence: string;
  readonly backtestId: string;
  readonly muteId: string;
  /** Of the policy in force. */
  readonly policyEtag: string;
}

/** What stands for a policy: valid ones, and such as are none. */
const POLICIES: readonly object[] = [
  {},
  { technicianEmail: 'robot@msp.example', attemptsPerWeek: 2 },
  { attemptsPerWeek: 2, modes: { customers: { 11: { diskSpace: 'observe' } } } },
  { attemptsPerDay: 9, attemptsPerWeek: 9 },
  { attemptsPerDay: 0, customers: { '007': {} }, modes: [] },
  JSON.parse('{"__proto__": {"attemptsPerDay": 9}, "constructor": 1}'),
  { customers: { 11: { automox: { devices: [{ agentId: 1 }] } } }, worklets: { diskCleanup: '<script>' } },
];

/** A request to send. `key`: with which key; the one that opens it may be the master key. */
export interface FuzzedRequest {
  readonly operation: Operation;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly key: 'right' | 'function' | 'none' | 'wrong';
}

type Schema = Readonly<Record<string, unknown>>;

/** Texts that break what was not made for them. */
const HOSTILE = [
  ...['', ' ', '0', '-1', '1e309', '9007199254740993', '999999999999999', 'NaN', 'null', 'true', '[]', '{}'],
  ...[
    '__proto__',
    'constructor',
    'toString',
    '../../etc/passwd',
    '%00',
    '%2e%2e%2f',
    "' or PartitionKey ne '",
    '"',
    "'",
  ],
  ...['<script>alert(1)</script>', '=1+1', '\u0000', '\u202e', '\ud800', '🧨'.repeat(50), 'a'.repeat(3_000)],
  ...[
    'rem.',
    'rem.a1.b.',
    `req.${'f'.repeat(64)}`,
    'rem.a1001.disk-space.C.99999999',
    '2026-02-30',
    '0000-01-01',
    '9999-12-31',
  ],
  ...['eyJuZXh0UGFydGl0aW9uS2V5IjoiYSJ9', 'e30=', '*', '"4"', 'W/"4"', '"999999999999999"'],
] as const;

const VALUES: readonly unknown[] = [
  ...HOSTILE,
  0,
  -1,
  1.5,
  1e308,
  Number.MAX_SAFE_INTEGER,
  true,
  null,
  [],
  {},
  [[[]]],
  { a: { b: {} } },
];

/** Makes a request from what the document says of an operation: mostly nearly right. */
export function requestFrom(operation: Operation, known: KnownIds, draw: Draw): FuzzedRequest {
  const texts = new Map(operation.parameters.map((one) => [one, textOf(operation, one, known, draw)]));
  const of = (place: string) => operation.parameters.filter((one) => one.in === place);
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const parameter = of('path').find((one) => one.name === name);
    return encodeURIComponent(wellFormed((parameter && texts.get(parameter)) || 'x'));
  });
  const query = of('query')
    .filter(({ name }) => draw.yes(`query ${name}`, 0.5))
    .map((one) => [one.name, texts.get(one) ?? '']);
  if (draw.yes('surplus', 0.05)) query.push([draw.pick(HOSTILE, 'surplus name'), draw.pick(HOSTILE, 'surplus value')]);
  const search = query.map((pair) => pair.map((text = '') => encodeURIComponent(wellFormed(text))).join('=')).join('&');
  const headers = of('header')
    .filter(({ name }) => draw.yes(`header ${name}`, 0.5))
    .map((one) => [one.name, headerText(texts.get(one) ?? '')]);
  return {
    ...{ operation, method: operation.method, key: keyOf(operation, draw) },
    path: `/api${path}${search === '' ? '' : `?${search}`}`,
    headers: Object.fromEntries(headers),
    body: bodyOf(operation, known, draw),
  };
}

function keyOf(operation: Operation, draw: Draw): FuzzedRequest['key'] {
  if (draw.yes('no key', 0.06)) return 'none';
  if (draw.yes('wrong key', 0.06)) return 'wrong';
  return accessOf(operation) === 'admin' && draw.yes('lesser key', 0.2) ? 'function' : 'right';
}

/** What is known under the name of a parameter. */
function ownOf({ path }: Operation, { alertId, id, ...own }: KnownIds, name: string): string | undefined {
  const idOfPath = path.startsWith('/backtests/') ? own.backtestId : path.startsWith('/mutes/') ? own.muteId : id;
  const ids = {
    ...{ alertId: String(alertId), id: idOfPath, budget: 'atera', version: '1' },
    ...(path.startsWith('/policy') && { 'If-Match': own.policyEtag }),
  };
  return ids[name as keyof typeof ids];
}

function textOf(
  operation: Operation,
  { name, schema }: Operation['parameters'][number],
  known: KnownIds,
  draw: Draw,
): string {
  const own = ownOf(operation, known, name);
  if (own !== undefined && draw.yes(`own ${name}`, 0.5)) return own;
  if (draw.yes(`hostile ${name}`, 0.5)) return draw.pick(HOSTILE, `text ${name}`);
  return String(drawn(schema, known, draw, name));
}

function bodyOf({ method, requestBody }: Operation, known: KnownIds, draw: Draw): string | undefined {
  if (method === 'GET') return undefined;
  const schema = requestBody?.content['application/json']?.schema;
  if (!schema || draw.yes('raw body', 0.1)) return wellFormed(draw.pick(HOSTILE, 'raw body text'));
  const value = drawn(schema, known, draw, 'body');
  if (draw.yes('cut body', 0.05)) return JSON.stringify(value).slice(0, -1);
  return JSON.stringify(value) ?? 'null';
}

/** A value that fits the schema, or one time in five does not. */
function drawn(schema: Schema, known: KnownIds, draw: Draw, at: string): unknown {
  if (draw.yes(`wrong ${at}`, 0.2)) return draw.pick(VALUES, `value ${at}`);
  const { anyOf, enum: choices, type, properties, required = [], pattern, format, maxLength, minimum = 1 } = schema;
  if (Array.isArray(anyOf)) return drawn(draw.pick(anyOf as Schema[], `of ${at}`), known, draw, `${at}|`);
  if (Array.isArray(choices)) return draw.pick(choices, `choice ${at}`);
  if (type === 'object' && !properties) return draw.pick(POLICIES, `policy ${at}`);
  if (type === 'object') return objectOf({ properties, required } as ObjectSchema, known, draw, at);
  if (type === 'boolean') return draw.yes(`flag ${at}`, 0.5);
  if (type === 'integer' || type === 'number') return draw.yes(`known ${at}`, 0.5) ? known.alertId : minimum;
  if (format === 'date-time') return draw.pick(MOMENTS, `moment ${at}`);
  if (format === 'date') return draw.pick(['2026-03-01', '2026-03-02', '2025-04-01', '2024-02-29'], `day ${at}`);
  if (pattern === '^[0-9a-f]{32}$') return known.evidence;
  if (pattern !== undefined) return String(draw.between([1, 2_000], `number ${at}`));
  return draw.yes(`long ${at}`, 0.1)
    ? 'x'.repeat(Number(maxLength ?? 100))
    : draw.pick(['5', 'Ada', 'C', 'open', 'offline-device', ...HOSTILE], `text ${at}`);
}

/** Around the time of the tests: mutes that are refused, short, long, planned. */
const MOMENTS = [
  ...['2026-03-02T07:00:00Z', '2026-03-02T09:00:00Z', '2026-03-02T12:00:00+01:00', '2026-03-04T09:00:00.5Z'],
  ...['2026-03-09T09:00:00-11:00', '2026-05-30T09:00:00Z', '2026-08-01T00:00:00Z', '9999-12-31T23:59:59Z'],
] as const;

interface ObjectSchema {
  readonly properties: Readonly<Record<string, Schema>>;
  readonly required: readonly string[];
}

function objectOf({ properties, required }: ObjectSchema, known: KnownIds, draw: Draw, at: string): object {
  const members = Object.entries(properties)
    .filter(([name]) => draw.yes(`has ${at}.${name}`, required.includes(name) ? 0.93 : 0.5))
    .map(([name, schema]) => [name, drawn(schema, known, draw, `${at}.${name}`)]);
  if (draw.yes(`more ${at}`, 0.07)) members.push([draw.pick(HOSTILE, `more name ${at}`), 1]);
  return Object.fromEntries(members);
}

/** A lone half of a surrogate pair cannot be sent in an address. */
function wellFormed(text: string): string {
  return text.toWellFormed();
}

/** A header cannot hold line ends or letters beyond Latin-1; fetch refuses them. */
function headerText(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]/g, '').slice(0, 1_000);
}
