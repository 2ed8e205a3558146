import { pastDevices } from '../../../shared/backtest/devices.ts';
import { HISTORY_START, type HistoryCursor } from '../../../shared/backtest/reading/history-cursor.ts';
import type { PastRow } from '../../../shared/backtest/reading/past-row.ts';
import { cursorNotes } from '../../../shared/backtest/reading/read-notes.ts';
import { runBacktest } from '../../../shared/backtest/run-backtest.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';

type Deps = Pick<ActivityDeps, 'backtests' | 'directory' | 'mutes' | 'policy' | 'clock' | 'log'>;

/**
 * Plays what was read and keeps the report. Idempotent: the same rows give the same report, and
 * they are forgotten only once it is kept. Sends nothing.
 */
export function makePlayBacktest({ backtests, directory, mutes, policy, clock, log }: Deps) {
  return async ({ id }: { readonly id: string }): Promise<object> => {
    const run = await backtests.change(id, { state: 'playing', progress: 1, changedAt: clock.now() });
    if (!run) {
      // Played or cancelled already, perhaps by an execution that was interrupted.
      await backtests.forgetRows(id);
      return {};
    }
    const devices = pastDevices({
      agents: await Array.fromAsync(directory.agents()),
      accountTimeZone: await directory.accountTimeZone(),
    });
    // Written by `readBacktest` alone.
    const rows = (await Array.fromAsync(backtests.rows(id))) as PastRow[];
    const cursor = (run.cursor ?? HISTORY_START) as HistoryCursor;
    const report = await runBacktest({
      mutes: [...(await mutes.current()).mutes, ...(await Array.fromAsync(mutes.past(run.since)))],
      ...{ rows, policy, devices, from: run.since, until: run.startedAt, language: policy.language },
      read: { source: 'Atera', unreadable: cursor.unreadable, notes: cursorNotes(cursor) },
      rest: () => clock.sleep(0),
    });
    await backtests.saveReport(id, report);
    const now = clock.now();
    await backtests.change(id, { state: 'done', changedAt: now, endedAt: now });
    await backtests.forgetRows(id);
    const { alerts, tickets, reopened, questions } = report.total;
    log('backtest-done', { id, alerts, tickets: tickets + reopened, questions });
    return {};
  };
}
