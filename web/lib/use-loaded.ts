import { useCallback, useEffect, useState } from 'preact/hooks';
import { ApiError } from '../api/client.ts';

/** What is loaded once for a view: loading, failed or there. */
export interface Loaded<T> {
  readonly data: T | undefined;
  readonly error: ApiError | undefined;
  readonly isLoading: boolean;
  again(): void;
}

/**
 * Loads when `key` changes; what was loaded for another key is kept on the screen meanwhile. A late
 * answer to an earlier key is dropped.
 */
export function useLoaded<T>(key: string, load: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const [round, setRound] = useState(0);
  const [state, setState] = useState<Omit<Loaded<T>, 'again'>>({ data: undefined, error: undefined, isLoading: true });
  useEffect(() => {
    const ended = new AbortController();
    setState((before) => ({ ...before, error: undefined, isLoading: true }));
    load(ended.signal).then(
      (data) => ended.signal.aborted || setState({ data, error: undefined, isLoading: false }),
      (error: unknown) => {
        if (ended.signal.aborted) return;
        setState((before) => ({ ...before, error: asApiError(error), isLoading: false }));
      },
    );
    return () => ended.abort();
  }, [key, round]);
  return { ...state, again: useCallback(() => setRound((count) => count + 1), []) };
}

/** One action at a time: whether it runs, and why the last one failed. */
export function useAction(): {
  readonly isBusy: boolean;
  readonly error: ApiError | undefined;
  run(work: () => Promise<unknown>): Promise<boolean>;
  clear(): void;
} {
  const [state, setState] = useState<{ isBusy: boolean; error: ApiError | undefined }>({
    isBusy: false,
    error: undefined,
  });
  const run = async (work: () => Promise<unknown>) => {
    setState({ isBusy: true, error: undefined });
    try {
      await work();
      setState({ isBusy: false, error: undefined });
      return true;
    } catch (error) {
      setState({ isBusy: false, error: asApiError(error) });
      return false;
    }
  };
  return { ...state, run, clear: () => setState({ isBusy: false, error: undefined }) };
}

/** A mistake of this page is shown as one, not swallowed. */
function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  return new ApiError(-1, '', error instanceof Error ? error.message : String(error));
}
