import type { HttpResponse } from '@azure/functions';
import { normalise } from './normalise.ts';
import type { Exchange, Json, JsonObject } from './recording.ts';
import type { RawExchange } from './world.ts';

/**
 * What a caller of our host got: an HTTP answer, and for the Durable client what the SDK made of
 * it.
 */
export interface Caller {
  result?: { returned: unknown } | { threw: { name: string; message: string } };
  response?: RawExchange | undefined;
  cookies?: string[];
}

const COMPARED_HEADERS = ['content-type', 'location', 'retry-after', 'x-custom', 'content-language'];

/** One line per difference between the recorded answer and ours. */
export async function compareAnswer(exchange: Exchange, caller: Caller): Promise<string[]> {
  const label = `${exchange.name ?? exchange.label}(${JSON.stringify(exchange.args ?? exchange.request?.path ?? '').slice(0, 90)})`;
  const differences: string[] = [];
  const compare = (what: string, recorded: Json | undefined, ours: Json | undefined) => {
    const [a, b] = [JSON.stringify(recorded), JSON.stringify(ours)];
    if (a !== b) differences.push(`${label} ${what}: recorded ${cut(a, b)}, ours ${cut(b, a)}`);
  };
  const { response } = exchange;
  if (response) compare('status', response.status, caller.response?.status);
  if (response && !isList(exchange)) {
    compareHeaders(response.headers, caller, compare);
    compareBody(response, caller.response?.data, compare);
  }
  const observed = exchange.observedByCaller;
  if (typeof observed === 'object' && caller.result && !isList(exchange)) {
    compare('observed by the caller', normalise(observed), normalise(await resultJson(caller.result)));
  }
  return differences;
}

/** Shows two texts from shortly before they part. */
function cut(text = 'nothing', other = ''): string {
  let start = 0;
  while (start < text.length && text[start] === other[start]) start += 1;
  const from = Math.max(0, start - 40);
  return `${from > 0 ? '…' : ''}${text.slice(from, start + 160)}`;
}

/**
 * Lists and bulk purges depend on what else was in the recorded hub; their status is compared, not
 * their content.
 */
function isList(exchange: Exchange): boolean {
  return /^(getStatusBy|getStatusAll|purgeInstanceHistoryBy)$/.test(exchange.name ?? '');
}

function compareHeaders(
  recorded: JsonObject | string | undefined,
  { response, cookies = [] }: Caller,
  compare: (what: string, recorded: Json | undefined, ours: Json | undefined) => void,
): void {
  if (recorded === undefined || typeof recorded === 'string') return;
  for (const name of COMPARED_HEADERS) {
    const value = recorded[name];
    if (value !== undefined) compare(`header ${name}`, normalise(value), normalise(response?.headers[name] ?? null));
  }
  // Lengths depend on ids and keys; that there is an empty body does not.
  if (recorded['content-length'] === '0') compare('empty body', '0', response?.headers['content-length'] ?? null);
  if (recorded['set-cookie'] !== undefined) compare('cookies', recorded['set-cookie'], cookies);
}

function compareBody(
  recorded: NonNullable<Exchange['response']>,
  data: unknown,
  compare: (what: string, recorded: Json | undefined, ours: Json | undefined) => void,
): void {
  const text = Buffer.isBuffer(data)
    ? data.toString('utf8')
    : typeof data === 'string'
      ? data
      : JSON.stringify(data ?? null);
  if (recorded.base64 !== undefined) {
    compare('body', recorded.base64, (data as Buffer).toString('base64'));
  } else if (recorded.json !== undefined) {
    const json = recorded.json as JsonObject;
    const ours = (Buffer.isBuffer(data) ? parse(text) : data) as Json;
    // The recordings say the management URLs once and then refer to them.
    if (json !== null && typeof json === 'object' && '...' in json)
      compare('id', normalise(json.id), normalise((ours as JsonObject | null)?.id));
    else compare('body', normalise(json), normalise(withoutLeftOut(json, ours)));
  } else if (recorded.text !== undefined && !/^<.*>$|not valid JSON because/.test(recorded.text)) {
    compare('body', normalise(recorded.text), normalise(text));
  }
}

/** The recorder cut the history out of some answers: then ours is not compared. */
function withoutLeftOut(recorded: JsonObject, ours: Json): Json {
  if (typeof ours !== 'object' || ours === null || Array.isArray(ours) || 'historyEvents' in recorded) return ours;
  const { historyEvents: _leftOut, ...rest } = ours;
  return rest;
}

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

async function resultJson(result: NonNullable<Caller['result']>): Promise<Json> {
  if ('threw' in result) return { threw: { name: result.threw.name, message: result.threw.message } };
  const { returned } = result;
  if (isHttpResponse(returned)) {
    const { status, headers } = returned;
    const bodyText = await new Response(await returned.arrayBuffer()).text();
    return { returned: { status, headers: Object.fromEntries(headers), bodyText } };
  }
  return { returned: toJson(returned) };
}

function isHttpResponse(value: unknown): value is HttpResponse {
  return typeof value === 'object' && value !== null && 'arrayBuffer' in value;
}

function toJson(value: unknown): Json {
  if (value === undefined) return { $undefined: true };
  return JSON.parse(JSON.stringify(value)) as Json;
}
