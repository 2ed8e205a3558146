/** What the app said instead of an answer, or that it did not answer at all (`status` 0). */
export class ApiError extends Error {
  readonly status: number;
  readonly title: string;

  constructor(status: number, title: string, detail: string) {
    super(detail);
    this.status = status;
    this.title = title;
  }

  /** Nothing came back: no network, or the app is away. */
  get isOffline(): boolean {
    return this.status === 0;
  }
}

/** An answer: its parsed JSON, or `undefined` with status 304. */
export interface Answer<T> {
  readonly status: number;
  readonly body: T | undefined;
  readonly etag: string | undefined;
  readonly headers: Headers;
}

interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly body?: unknown;
  /** Another key for this call alone; '' = the one that was typed. */
  readonly key?: string;
  readonly ifMatch?: string | undefined;
  readonly ifNoneMatch?: string | undefined;
  readonly signal?: AbortSignal;
}

const BASE = '/api';

/** The key that was typed: kept in this page's memory and nowhere else. */
let typedKey: string | undefined;

/** Takes the key for every later call; `undefined` forgets it. */
export function setKey(typed: string | undefined): void {
  typedKey = typed;
}

/** Calls a route of the app; throws `ApiError` for anything but 2xx and 304. */
export async function call<T>(path: string, options: Call = {}): Promise<Answer<T>> {
  const response = await send(path, options);
  const etag = response.headers.get('etag') ?? undefined;
  if (response.status === 304) return { status: 304, body: undefined, etag, headers: response.headers };
  return { status: response.status, body: (await response.json()) as T, etag, headers: response.headers };
}

/** Returns the JSON of a GET route. */
export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  const { body } = await call<T>(path, signal ? { signal } : {});
  return body as T;
}

/** Returns a text (a page, a CSV) and the token of its next part. */
export async function getText(path: string): Promise<{ readonly text: string; readonly next: string | undefined }> {
  const response = await send(path, {});
  return { text: await response.text(), next: response.headers.get('x-continuation-token') ?? undefined };
}

async function send(
  path: string,
  { method = 'GET', body, key, ifMatch, ifNoneMatch, signal }: Call,
): Promise<Response> {
  const headers: Record<string, string> = {};
  const shown = key || typedKey;
  if (shown !== undefined) headers['x-functions-key'] = shown;
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (ifMatch !== undefined) headers['if-match'] = ifMatch;
  if (ifNoneMatch !== undefined) headers['if-none-match'] = ifNoneMatch;
  const response = await fetch(`${BASE}${path}`, {
    ...{ method, headers, cache: 'no-store', credentials: 'same-origin', redirect: 'error' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(0, '', '');
  });
  if (!response.ok && response.status !== 304) throw await errorOf(response);
  return response;
}

async function errorOf(response: Response): Promise<ApiError> {
  const problem = await response.json().catch(() => ({}));
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  return new ApiError(response.status, text(problem?.title), text(problem?.detail));
}
