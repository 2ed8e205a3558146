import type { ActivityDeps } from '../../runtime/deps.ts';

type Deps = Pick<ActivityDeps, 'backtests' | 'clock' | 'log'>;

interface Input {
  readonly id: string;
  /** Absent = it had ended already, and only what was read is left to forget. */
  readonly because?: string;
}

/** Ends a back-test that cannot go on, and forgets what was read. Idempotent. */
export function makeEndBacktest({ backtests, clock, log }: Deps) {
  return async ({ id, because }: Input): Promise<object> => {
    const now = clock.now();
    const changes = { state: 'failed', because, changedAt: now, endedAt: now } as const;
    const ended = because === undefined ? undefined : await backtests.change(id, changes);
    await backtests.forgetRows(id);
    if (ended) log('backtest-failed', { id, because });
    return {};
  };
}
