/** A back-test, as `GET /api/backtests` lists it. */
export interface Backtest {
  readonly id: string;
  readonly state: string;
  readonly startedAt: string;
  /** Begin of its period, which ends when it was started. */
  readonly since: string;
  readonly alerts: number;
  /** 0 to 1, of reading. */
  readonly progress: number;
  readonly changedAt: string;
  readonly endedAt?: string;
  readonly because?: string;
}

const RUNNING = ['reading', 'playing'];

/** It is done, failed or cancelled. */
export function hasEnded({ state }: Backtest): boolean {
  return !RUNNING.includes(state);
}

/** How many seconds are left at the pace so far; undefined while nobody could say. */
export function secondsLeft({ state, progress, startedAt, changedAt }: Backtest): number | undefined {
  const spent = (Date.parse(changedAt) - Date.parse(startedAt)) / 1_000;
  return state === 'reading' && progress >= MINIMUM && spent > 0 ? (spent * (1 - progress)) / progress : undefined;
}

const MINIMUM = 0.02;
