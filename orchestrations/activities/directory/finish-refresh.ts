import { countsText } from '../../../shared/domain/devices/coverage.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import type { Matched } from './match-devices.ts';

type Deps = Pick<ActivityDeps, 'directory' | 'clock' | 'log'>;

interface Input {
  readonly startedAt: number;
  /** What was found; absent when the lists could not be read. */
  readonly matched?: Omit<Matched, 'macsWanted'>;
  readonly incomplete?: string;
}

/**
 * Ends a refresh: forgets the devices that neither vendor lists any more and records that the
 * directory is complete; or, when it failed, only records that, and the directory stays as it was.
 * Logs how many devices can be acted on, and why the others cannot. Where the lists showed fewer
 * devices than they are said to hold, nothing is forgotten. Idempotent.
 */
export function makeFinishRefresh({ directory, clock, log }: Deps) {
  return async ({ startedAt, matched, incomplete }: Input): Promise<object> => {
    if (!matched || incomplete !== undefined) {
      log('directory-refresh-failed', { reason: incomplete });
      return {};
    }
    const { missing, coverage } = matched;
    await directory.finishRefresh(startedAt, clock.now(), { keepUnlisted: missing > 0, coverage });
    const { withActions, by, without } = coverage;
    log('directory-refreshed', {
      agents: matched.agents,
      servers: matched.servers,
      withActions,
      by: countsText(by),
      without: countsText(without),
      missing,
    });
    for (const { customerId, ...counts } of coverage.customers)
      log('directory-coverage', {
        customerId: customerId ?? undefined,
        withActions: counts.withActions,
        without: countsText(counts.without),
      });
    return {};
  };
}
