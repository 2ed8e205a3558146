import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AteraClient } from '../../shared/atera/client.ts';
import { pastDevices } from '../../shared/backtest/devices.ts';
import { reportHtml } from '../../shared/backtest/html/report-html.ts';
import type { PastRow } from '../../shared/backtest/reading/past-row.ts';
import { cursorNotes } from '../../shared/backtest/reading/read-notes.ts';
import { rowReader } from '../../shared/backtest/reading/read-rows.ts';
import type { BacktestReport } from '../../shared/backtest/report.ts';
import { reportText } from '../../shared/backtest/report-text.ts';
import { runBacktest } from '../../shared/backtest/run-backtest.ts';
import type { Clock } from '../../shared/clock.ts';
import { DAY_MS } from '../../shared/durations.ts';
import { makeSender, type Sender } from '../../shared/http/dispatcher.ts';
import { isUnreadable } from '../../shared/http/rows.ts';
import type { Policy } from '../../shared/policy/policy.ts';
import { readPolicy } from '../../shared/policy/read-policy.ts';
import { azureCredential, openKeySource } from '../../shared/secrets/open-key-source.ts';
import { readSettings, type Settings } from '../../shared/settings.ts';
import { readAgentsFile } from './file/agents-file.ts';
import { BacktestInputError } from './file/file-error.ts';
import { openFileHistory } from './file/file-history.ts';
import { leasesOf } from './leases.ts';
import { type BacktestOptions, readOptions, USAGE } from './options.ts';
import { Progress, type Screen } from './progress.ts';
import { readAccount } from './read-account.ts';
import { RunFile } from './saved-run.ts';

/** Where the command runs. */
export interface CommandWorld {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly out: Screen;
  readonly err: Screen;
  readonly clock: Clock;
  /** Where an interrupted run is kept. */
  readonly folder: string;
  readonly dispatcher?: Sender;
}

/** The whole of `npm run backtest`. Returns its exit code; expected mistakes are one line on `err`. */
export async function backtestCommand(world: CommandWorld): Promise<number> {
  const progress = new Progress(world.err, () => world.clock.now());
  try {
    const options = readOptions(world.args);
    if (options.help) {
      world.out.write(USAGE);
      return 0;
    }
    const policy = readPolicy(options.policy ?? world.env.POLICY_FILE);
    const { report, forget } = await (options.file === undefined ? ofAccount : ofFile)(
      world,
      options,
      policy,
      progress,
    );
    progress.end();
    writeReport(world, options, report);
    forget();
    return 0;
  } catch (error) {
    progress.end();
    if (!isExpected(error)) throw error;
    world.err.write(`${error.message}\n`);
    return 1;
  }
}

function isExpected(error: unknown): error is Error {
  const names = ['BacktestInputError', 'PolicyError', 'SettingsError', 'SecretError'];
  return error instanceof Error && names.includes(error.name);
}

/** `forget` is for when the report is written: what was read is needed no more. */
interface Made {
  readonly report: BacktestReport;
  readonly forget: () => void;
}

async function ofFile(
  world: CommandWorld,
  options: BacktestOptions,
  policy: Policy,
  progress: Progress,
): Promise<Made> {
  const { file = '', dates, zone, days } = options;
  const history = await openFileHistory(file, { dates, zone });
  const agents = options.agents === undefined ? [] : await readAgentsFile(options.agents);
  const devices = pastDevices({ agents, agentOfGuid: history.agentOfGuid });
  const { language = policy.language } = options;
  const now = world.clock.now();
  const readRow = rowReader({ policy, devices, readAt: now, language });
  const rows: PastRow[] = [];
  let unreadable = 0;
  for await (const alert of history.alerts()) {
    if (isUnreadable(alert)) unreadable++;
    else rows.push(await readRow(alert));
    if (rows.length % 500 === 0) progress.show(history.share(), `${rows.length} alerts`);
  }
  if (rows.length === 0)
    throw new BacktestInputError(
      `None of the ${unreadable} rows of ${file} is an alert that can be read: each needs a numeric id.`,
    );
  const until = Math.min(history.newestAt() ?? now, now);
  const read = { source: file.split(/[\\/]/).at(-1) ?? file, unreadable, notes: history.notes() };
  const report = await runBacktest({ rows, policy, devices, from: until - days * DAY_MS, until, read, language });
  return { report, forget: () => {} };
}

async function ofAccount(
  world: CommandWorld,
  options: BacktestOptions,
  policy: Policy,
  progress: Progress,
): Promise<Made> {
  const { clock, env, dispatcher = makeSender() } = world;
  // Nothing of it is used here: the command keeps no tables and knows no Automox.
  const settings = readSettings({
    ...env,
    AzureWebJobsStorage: 'UseDevelopmentStorage=true',
    AUTOMOX_ORG_ID: undefined,
  });
  const file = new RunFile(join(world.folder, 'run.ndjson'), { asked: askedHash(settings, options, policy) });
  const run = file.open(clock.now(), options);
  if (run.isContinued)
    world.err.write(`Continues with ${run.rows.length} alerts that were read before (--fresh starts over).\n`);
  const keys = openKeySource(settings.atera.key, { clock, credential: azureCredential(settings.identity) });
  const client = new AteraClient({ baseUrl: settings.atera.baseUrl, keys, dispatcher, clock });
  const until = run.startedAt;
  const since = until - options.days * DAY_MS;
  const underLease = leasesOf(options.requestsPerMinute, clock);
  const { maxRequests, language = policy.language } = options;
  const { devices, cursor } = await readAccount({
    client,
    underLease,
    clock,
    file,
    run,
    policy,
    progress,
    since,
    maxRequests,
    language,
  });
  const read = {
    source: new URL(settings.atera.baseUrl).host,
    unreadable: cursor.unreadable,
    notes: cursorNotes(cursor),
  };
  const report = await runBacktest({ rows: run.rows, policy, devices, from: since, until, read, language });
  return { report, forget: () => file.remove() };
}

/** Another account, policy or period is another run. */
function askedHash({ atera }: Settings, { days, language }: BacktestOptions, policy: Policy): string {
  return createHash('sha256')
    .update(JSON.stringify([atera.baseUrl, atera.key, days, language, policy]))
    .digest('hex')
    .slice(0, 32);
}

function writeReport({ out, err }: CommandWorld, { json, html }: BacktestOptions, report: BacktestReport): void {
  const forms = [
    { path: json, text: () => `${JSON.stringify(report, undefined, 2)}\n` },
    { path: html, text: () => reportHtml(report) },
  ];
  const inTerminal = forms.find(({ path }) => path === '-');
  out.write(inTerminal ? inTerminal.text() : reportText(report));
  for (const { path, text } of forms) {
    if (path === undefined || path === '-') continue;
    try {
      writeFileSync(path, text());
    } catch (error) {
      throw new BacktestInputError(`The report cannot be written: ${(error as Error).message}`);
    }
    err.write(`Written: ${path}\n`);
  }
}
