import type { backtest as en } from '../en/backtest.ts';

/** The German texts of this view. */
export const backtest: typeof en = {
  title: 'Rückrechnung',
};
