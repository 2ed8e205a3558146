import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';
import type { z } from 'zod';
import type { RegisteredDeps } from '../../orchestrations/runtime/deps.ts';
import type { DirectoryRefresh } from '../../shared/storage/directory/directory-rows.ts';
import { beginRefresh } from '../services/begin-refresh.ts';
import { type RefreshState, readRefreshState } from '../services/refresh-state.ts';
import type { Directory, RefreshBegun } from './answers/operations.ts';
import { iso } from './parts/query-fields.ts';

/** Every open page asks while a refresh runs: within this they share one answer. */
const SHARED_FOR_MS = 3_000;

type Deps = Pick<RegisteredDeps, 'automox' | 'clock' | 'directory' | 'log' | 'inForce'>;

/**
 * `get`: `GET /api/directory`: when the devices of both vendors were last listed, how many the app
 * can act on, by which marks, and why it cannot act on the others, in all and by customer; how far a
 * refresh is that runs, and why the last one failed. 200; before the first refresh `refreshedAt` is
 * null. Two reads, shared by all who ask within three seconds.
 *
 * `refresh`: `POST /api/directory/refresh` (operator): lists the devices of both vendors again,
 * below remediations in the rate budget. One at a time: beside one that runs it begins none, and
 * answers with that one. 202 with how far it is.
 */
export function makeDirectoryRoutes(deps: Deps) {
  const { directory, clock, log } = deps;
  let shared: { readonly at: number; readonly answer: Promise<z.input<typeof Directory>> } | undefined;
  const read = (client: df.DurableClient) => {
    const answer = Promise.all([directory.lastRefresh(), readRefreshState(client)]).then(view);
    shared = { at: clock.now(), answer };
    return answer;
  };
  return {
    async get(_request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> {
      const isFresh = shared !== undefined && clock.now() - shared.at < SHARED_FOR_MS;
      return { jsonBody: await (isFresh ? shared?.answer : read(df.getClient(context))) };
    },
    async refresh(_request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> {
      const client = df.getClient(context);
      const begun = (await beginRefresh(client, { ...deps, ...(await deps.inForce()) })) === 'started';
      if (begun) log('directory-refresh-asked', {});
      const { refreshing } = await read(client);
      const jsonBody: z.input<typeof RefreshBegun> = { begun, refreshing };
      return { status: 202, headers: { location: '/api/directory' }, jsonBody };
    },
  };
}

function view([last, state]: [DirectoryRefresh | undefined, RefreshState]): z.input<typeof Directory> {
  const { agents = 0, servers = 0, coverage } = last ?? {};
  const { running, failed } = state;
  return {
    ...{ refreshedAt: iso(last?.startedAt) ?? null, finishedAt: iso(last?.finishedAt) ?? null },
    ...{ agents, servers, coverage: coverage ?? null },
    refreshing: running ? runningView(running) : null,
    lastFailure: failed ? { at: iso(failed.endedAt) ?? null, because: failed.because ?? null } : null,
  };
}

function runningView({ startedAt, progress }: NonNullable<RefreshState['running']>) {
  const { stage = null, list = null, lists = null, pagesRead = 0, pages = null } = progress ?? {};
  return { startedAt: iso(startedAt), stage, list, lists, pagesRead, pages };
}
