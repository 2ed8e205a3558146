import type { RpcCookie, RpcHttp, TypedData } from '../functions/core-types.ts';
import type { FunctionTable, HostFunction } from '../functions/function-table.ts';
import type { InvocationOutcome } from '../functions/invoke.ts';
import type { HostRequest, HostResponse } from './exchange.ts';
import { parseRoute, type Route } from './route.ts';

export interface HttpFunction {
  fn: HostFunction;
  methods: string[];
  route: Route;
  authLevel: string;
}

/**
 * The routes of all HTTP functions, most specific first. Throws for a route the real host refuses.
 */
export function httpFunctions(functions: FunctionTable): HttpFunction[] {
  const found = functions.all('http').map((fn): HttpFunction => {
    const { route, methods, authLevel } = fn.trigger;
    const template = typeof route === 'string' ? route : fn.name;
    if (/^admin/i.test(template)) {
      throw new Error(`Function '${fn.name}': The specified route conflicts with one or more built in routes.`);
    }
    const allowed = Array.isArray(methods) ? methods.map((method) => String(method).toUpperCase()) : ['GET', 'POST'];
    return {
      fn,
      methods: allowed,
      route: parseRoute(template),
      authLevel: String(authLevel ?? 'anonymous').toLowerCase(),
    };
  });
  return found.sort((a, b) => (a.route.rank < b.route.rank ? -1 : a.route.rank > b.route.rank ? 1 : 0));
}

/**
 * The function for a method and the path parts behind the prefix; a wrong method is no match
 * either.
 */
export function findHttpFunction(
  all: readonly HttpFunction[],
  method: string,
  parts: readonly string[],
): { found: HttpFunction; params: Record<string, string> } | undefined {
  for (const found of all) {
    const params = found.methods.includes(method) ? found.route.match(parts) : undefined;
    if (params) return { found, params };
  }
  return undefined;
}

/** The trigger value of an HTTP function. Repeated query keys are joined with a comma. */
export function httpTriggerData(request: HostRequest, params: Record<string, string>): TypedData {
  // Not by assignment: a parameter may be called `__proto__`.
  const query = wrap(
    Object.fromEntries([...request.query.keys()].map((key) => [key, request.query.getAll(key).join(',')])),
  );
  const { host: _host, ...headers } = request.headers;
  const http: RpcHttp = {
    method: request.method,
    url: `${request.origin}${request.path}${request.search}`,
    nullableHeaders: wrap(headers),
    nullableParams: wrap(params),
    nullableQuery: query,
    ...(request.body.length > 0 ? { body: { bytes: request.body } } : {}),
  };
  return { http };
}

function wrap(values: Record<string, string>): Record<string, { value: string }> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { value }]));
}

/** What the caller gets: nothing about errors, 204 for a handler that returned nothing. */
export function httpResponse(outcome: InvocationOutcome): HostResponse {
  if (!outcome.ok) return { status: 500 };
  const http = outcome.response.returnValue?.http;
  if (!http) return { status: 204 };
  const headers: Record<string, string | string[]> = { ...http.headers };
  const cookies = (http.cookies ?? []).map(setCookie);
  if (cookies.length > 0) headers['set-cookie'] = cookies;
  delete headers['content-length'];
  const body = http.body?.bytes ? { body: http.body.bytes } : {};
  return { status: Number(http.statusCode ?? 200), headers, ...body };
}

/** A cookie in ASP.NET's order and spelling. */
function setCookie(cookie: RpcCookie): string {
  const parts = [`${cookie.name}=${encodeURIComponent(cookie.value ?? '')}`];
  const expires = cookie.expires?.value?.seconds;
  if (expires !== undefined) parts.push(`expires=${new Date(expires * 1000).toUTCString()}`);
  if (cookie.maxAge?.value !== undefined) parts.push(`max-age=${cookie.maxAge.value}`);
  if (cookie.domain?.value !== undefined) parts.push(`domain=${cookie.domain.value}`);
  parts.push(`path=${cookie.path?.value ?? '/'}`);
  if (cookie.secure?.value) parts.push('secure');
  if (cookie.sameSite === 'lax' || cookie.sameSite === 'strict') parts.push(`samesite=${cookie.sameSite}`);
  if (cookie.httpOnly?.value) parts.push('httponly');
  return parts.join('; ');
}
