import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { ApiError, call } from '../api/client.ts';

/** What a polled route last said. */
export interface Polled<T> {
  readonly data: T | undefined;
  /** Why the last try failed; the data before it are kept. */
  readonly error: ApiError | undefined;
  /** When the app last answered, by this machine's clock. */
  readonly heardAt: number | undefined;
  /** What came with the last answer, changed or not. */
  readonly headers: Headers | undefined;
  /** Asks now. */
  refresh(): void;
}

/** The embedded host is on this machine and costs nothing; a deployed app is billed for each call. */
const isLocal = ['127.0.0.1', 'localhost', '[::1]'].includes(location.hostname);

/** How often an open page asks. */
export const POLL_MS = isLocal ? 2_000 : 10_000;
const HIDDEN_MS = 60_000;
const SLOWEST_MS = 30_000;

interface PollOptions<T> {
  /** False: nothing is asked. */
  readonly isOn?: boolean;
  /** Another number: from the beginning. */
  readonly round?: number;
  /** Whether nothing will change soon by itself; must be the same function each time. */
  readonly isSettled?: (data: T) => boolean;
}

/**
 * Asks a route again and again, with the ETag of what is known: while nothing has changed the
 * answer has no body. Slower while the page is hidden, while it is settled, and after failures.
 */
export function usePolled<T>(path: string, options: PollOptions<T> = {}): Polled<T> {
  const { isOn = true, round = 0, isSettled } = options;
  const [state, setState] = useState<Omit<Polled<T>, 'refresh'>>(NOTHING);
  const ask = useRef<() => void>(() => {});
  useEffect(() => {
    if (!isOn) return;
    const poll = startPolling<T>({ path, isSettled }, (change) => setState((before) => ({ ...before, ...change })));
    ask.current = poll.now;
    return () => {
      poll.stop();
      ask.current = () => {};
      setState(NOTHING);
    };
  }, [path, isOn, round, isSettled]);
  return { ...state, refresh: useCallback(() => ask.current(), []) };
}

const NOTHING = { data: undefined, error: undefined, heardAt: undefined, headers: undefined };

type Change<T> = Partial<Omit<Polled<T>, 'refresh'>>;

interface Subject<T> {
  readonly path: string;
  readonly isSettled: ((data: T) => boolean) | undefined;
}

function startPolling<T>({ path, isSettled }: Subject<T>, onChange: (change: Change<T>) => void) {
  const ended = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isBusy = false;
  let etag: string | undefined;
  let failures = 0;
  let isWanted = false;
  let isQuiet = false;
  const now = async () => {
    isWanted = true;
    if (isBusy || ended.signal.aborted) return;
    isBusy = true;
    isWanted = false;
    clearTimeout(timer);
    try {
      const answer = await call<T>(path, { ifNoneMatch: etag, signal: ended.signal });
      ({ etag } = answer);
      failures = 0;
      const { status, body, headers } = answer;
      if (body !== undefined) isQuiet = isSettled?.(body) ?? false;
      onChange({ error: undefined, heardAt: Date.now(), headers, ...(status !== 304 && { data: body }) });
    } catch (error) {
      failures++;
      if (error instanceof ApiError) onChange({ error });
    }
    isBusy = false;
    // Whoever asked meanwhile has changed something that this answer may not show yet.
    if (isWanted) askNow();
    else if (!ended.signal.aborted)
      timer = setTimeout(now, document.hidden || isQuiet ? HIDDEN_MS : waitAfter(failures));
  };
  const askNow = () => void now();
  const onReturn = () => !document.hidden && askNow();
  document.addEventListener('visibilitychange', onReturn);
  for (const event of ['online', 'offline']) addEventListener(event, askNow);
  askNow();
  return {
    now: askNow,
    stop() {
      clearTimeout(timer);
      ended.abort();
      document.removeEventListener('visibilitychange', onReturn);
      for (const event of ['online', 'offline']) removeEventListener(event, askNow);
    },
  };
}

function waitAfter(failures: number): number {
  return Math.min(POLL_MS * 2 ** failures, Math.max(SLOWEST_MS, POLL_MS));
}
