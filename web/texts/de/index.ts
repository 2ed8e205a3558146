import type { en } from '../en/index.ts';
import { backtest } from './backtest.ts';
import { channels } from './channels.ts';
import { common } from './common.ts';
import { historyTexts } from './history.ts';
import { mutes } from './mutes.ts';
import { now } from './now.ts';
import { policy } from './policy.ts';
import { reference } from './reference.ts';
import { report } from './report.ts';

/** The German table: the same entries. */
export const de: typeof en = {
  common,
  now,
  history: historyTexts,
  report,
  backtest,
  channels,
  mutes,
  policy,
  reference,
};
