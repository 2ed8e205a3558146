import type { HttpResponseInit } from '@azure/functions';
import type { z } from 'zod';
import type { AppDeps } from '../../orchestrations/runtime/deps.ts';
import type { Directory } from './answers/operations.ts';
import { iso } from './parts/query-fields.ts';

/**
 * `GET /api/directory`: when the devices of both vendors were last listed, how many the app can act
 * on, by which marks, and why it cannot act on the others, in all and by customer. 200; before the
 * first refresh `refreshedAt` is null. Reads one row.
 */
export function makeGetDirectory({ directory }: Pick<AppDeps, 'directory'>) {
  return async (): Promise<HttpResponseInit> => {
    const last = await directory.lastRefresh();
    const { agents = 0, servers = 0, coverage } = last ?? {};
    const jsonBody: z.input<typeof Directory> = {
      refreshedAt: iso(last?.startedAt) ?? null,
      ...{ agents, servers, coverage: coverage ?? null },
    };
    return { jsonBody };
  };
}
