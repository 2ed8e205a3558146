// `npm run backtest`: what the app would have done with an account's alerts of the last days. Reads
// only. Ctrl-C loses nothing: the same command continues.
import { systemClock } from '../shared/clock.ts';
import { backtestCommand } from './backtest/command.ts';

const { env, argv, stdout: out, stderr: err } = process;

process.once('SIGINT', () => {
  err.write('\nStopped. What was read is kept: run the same command again to continue.\n');
  process.exit(130);
});

process.exitCode = await backtestCommand({
  args: argv.slice(2),
  env,
  out,
  err,
  clock: systemClock,
  folder: '.backtest',
});
