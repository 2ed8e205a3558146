import type { Host } from '../../../dev/host/index.ts';

/** The answer of one call; `body` is its JSON parsed, `text` as it came. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly type: string;
  /** '' when there is none. */
  readonly location: string;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test that finds another shape fails where it reads it
  readonly body: any;
}

/** Calls a route of the app over a real socket. */
export async function call(
  { host }: { readonly host: Pick<Host, 'url'> },
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const response = await fetch(`${host.url}${path}`, {
    method,
    headers: { connection: 'close', ...headers },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const type = response.headers.get('content-type') ?? '';
  const isJson = type.includes('json') && text !== '';
  return {
    status: response.status,
    headers: response.headers,
    type,
    location: response.headers.get('location') ?? '',
    text,
    body: isJson ? JSON.parse(text) : undefined,
  };
}
