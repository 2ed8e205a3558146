import { z } from 'zod';
import { BacktestReport } from '../../../shared/backtest/report.ts';
import { backtestRow } from '../../../shared/storage/backtests.ts';

/** How far a back-test is. */
export const Backtest = backtestRow.omit({ cursor: true });

/** Those that are kept, the newest first. */
export const BacktestList = z.object({ backtests: z.array(Backtest) });

/** A back-test with its report; null while it has none. */
export const BacktestWithReport = Backtest.extend({ report: BacktestReport.nullable() });
