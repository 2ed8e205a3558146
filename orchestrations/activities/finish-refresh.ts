import type { ActivityDeps } from '../deps.ts';
import type { Matched } from './match-devices.ts';

type Deps = Pick<ActivityDeps, 'directory' | 'clock' | 'log'>;

interface Input {
  readonly startedAt: number;
  /** What was found; absent when the lists could not be read. */
  readonly matched?: Matched;
  readonly incomplete?: string;
}

/**
 * Ends a refresh: forgets the devices that neither vendor lists any more and remembers that the directory is new; or, when it broke off,
 * only says so, and the directory stays as it was. Where the lists showed fewer devices than they are said to hold, nothing is
 * forgotten. Twice is harmless.
 */
export function makeFinishRefresh({ directory, clock, log }: Deps) {
  return async ({ startedAt, matched, incomplete }: Input): Promise<object> => {
    if (!matched || incomplete !== undefined) {
      log('directory-refresh-broken-off', { reason: incomplete });
      return {};
    }
    const { missing, hands } = matched;
    await directory.finishRefresh(startedAt, clock.now(), { keepUnlisted: missing > 0 });
    log('directory-refreshed', { agents: matched.agents, servers: matched.servers, hands, missing });
    return {};
  };
}
