import { parseArgs } from 'node:util';
import { type Language, languages } from '../../shared/texts/language.ts';
import type { DateOrder } from './file/dates.ts';
import { BacktestInputError } from './file/file-error.ts';

/** What the command was asked for. */
export interface BacktestOptions {
  /** An exported history; absent = the account itself. */
  readonly file?: string | undefined;
  readonly agents?: string | undefined;
  readonly days: number;
  readonly policy?: string | undefined;
  readonly dates?: DateOrder | undefined;
  readonly zone?: string | undefined;
  readonly language?: Language | undefined;
  readonly json?: string | undefined;
  readonly html?: string | undefined;
  readonly requestsPerMinute: number;
  readonly maxRequests: number;
  readonly fresh: boolean;
  readonly help: boolean;
}

/** What `--help` prints. */
export const USAGE = `Says what the app would have done with the alerts of the last days. Reads only.

  npm run backtest                        the account of ATERA_API_KEY, or of KEY_VAULT_URL
  npm run backtest -- --file alerts.csv   an exported history, CSV or JSON

  --days N                how far back (default 30, at most 366)
  --policy FILE           the policy to play by (default POLICY_FILE, else the defaults)
  --agents FILE           with --file: the devices, JSON as GET /agents answers
  --dates dmy|mdy         with --file: which number of 03/04/2026 is the day
  --zone ZONE             with --file: zone of dates without one (default UTC)
  --language en|de        of the report (default: the policy's)
  --json FILE --html FILE where to write the report besides the terminal ("-" = the terminal)
  --requests-per-minute N our share of Atera's limit for this (default 100)
  --max-requests N        pages read at most (default 2000)
  --fresh                 forget what an interrupted run has read
`;

const NUMBERS = {
  days: { byDefault: 30, least: 1, most: 366 },
  'requests-per-minute': { byDefault: 100, least: 1, most: 4_000 },
  'max-requests': { byDefault: 2_000, least: 1, most: 20_000 },
} as const;

/** Returns the options of a command line. Throws `BacktestInputError`. */
export function readOptions(args: readonly string[]): BacktestOptions {
  const values = parsed(args);
  const { file, agents, policy, dates, zone, language, json, html, fresh = false, help = false } = values;
  if (agents !== undefined && file === undefined)
    throw new BacktestInputError('--agents is for --file: the account itself is asked for its devices.');
  for (const name of ['dates', 'zone'] as const) {
    if (values[name] !== undefined && file === undefined) throw new BacktestInputError(`--${name} is for --file.`);
  }
  return {
    ...{ file, agents, policy, zone, json, html, fresh, help },
    dates: oneOf('dates', dates, ['dmy', 'mdy']),
    language: oneOf('language', language, languages),
    days: number('days', values.days),
    requestsPerMinute: number('requests-per-minute', values['requests-per-minute']),
    maxRequests: number('max-requests', values['max-requests']),
  };
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        ...{ file: text, agents: text, days: text, policy: text, dates: text, zone: text, language: text },
        ...{ json: text, html: text, 'requests-per-minute': text, 'max-requests': text },
        ...{ fresh: flag, help: { ...flag, short: 'h' } },
      },
    }).values;
  } catch (error) {
    throw new BacktestInputError(`${(error as Error).message.split('\n')[0]} See npm run backtest -- --help.`);
  }
}

function number(name: keyof typeof NUMBERS, text: string | undefined): number {
  const { byDefault, least, most } = NUMBERS[name];
  if (text === undefined) return byDefault;
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new BacktestInputError(`--${name} ${text} must be a whole number from ${least} to ${most}.`);
}

function oneOf<const T extends string>(name: string, text: string | undefined, allowed: readonly T[]): T | undefined {
  if (text === undefined) return undefined;
  const found = allowed.find((one) => one === text);
  if (found === undefined) throw new BacktestInputError(`--${name} ${text} must be ${allowed.join(' or ')}.`);
  return found;
}
