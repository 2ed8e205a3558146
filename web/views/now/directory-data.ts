import { useEffect } from 'preact/hooks';
import { get } from '../../api/client.ts';
import { type Loaded, useLoaded } from '../../lib/use-loaded.ts';
import { POLL_MS } from '../../lib/use-polled.ts';

/** How far a refresh is; null = not known. */
export interface Refreshing {
  readonly startedAt: string;
  readonly stage: string | null;
  readonly list: number | null;
  readonly lists: number | null;
  readonly pagesRead: number;
  readonly pages: number | null;
}

/** As `GET /api/directory` says, as far as the page shows it. */
export interface Directory {
  readonly refreshedAt: string | null;
  readonly agents: number;
  readonly servers: number;
  readonly coverage: {
    readonly withActions: number;
    readonly without: Readonly<Record<string, number>>;
  } | null;
  readonly refreshing: Refreshing | null;
  readonly lastFailure: { readonly at: string; readonly because: string | null } | null;
}

/** Loads the directory's state when it has changed, and while a refresh runs again and again; else it costs nothing. */
export function useDirectory(refreshedAt: string | null): Loaded<Directory> {
  const loaded = useLoaded(`directory ${refreshedAt}`, (signal) => get<Directory>('/directory', signal));
  const { data, isLoading, again } = loaded;
  const isRefreshing = (data?.refreshing ?? null) !== null;
  useEffect(() => {
    if (!isRefreshing || isLoading) return;
    const timer = setTimeout(again, POLL_MS);
    return () => clearTimeout(timer);
  }, [isRefreshing, isLoading, again]);
  return loaded;
}
