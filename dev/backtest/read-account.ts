import type { AteraClient } from '../../shared/atera/client.ts';
import { type PastDevices, pastDevices } from '../../shared/backtest/devices.ts';
import {
  afterHistoryPage,
  HISTORY_START,
  type HistoryCursor,
  historyProgress,
} from '../../shared/backtest/reading/history-cursor.ts';
import type { PastRow } from '../../shared/backtest/reading/past-row.ts';
import { rowReader } from '../../shared/backtest/reading/read-rows.ts';
import { type LeaseSession, LeaseSpentError } from '../../shared/budget/lease.ts';
import type { Clock } from '../../shared/clock.ts';
import type { DirectoryAgent } from '../../shared/domain/devices/directory-agent.ts';
import { afterPage, LIST_START, type ListCursor } from '../../shared/domain/lists/list-sweep.ts';
import type { Failure } from '../../shared/errors.ts';
import { isUnreadable } from '../../shared/http/rows.ts';
import type { Policy } from '../../shared/policy/policy.ts';
import type { Language } from '../../shared/texts/language.ts';
import { pastAgent } from './file/agents-file.ts';
import { BacktestInputError } from './file/file-error.ts';
import type { UnderLease } from './leases.ts';
import type { Progress } from './progress.ts';
import { withRetries } from './retries.ts';
import type { RunFile, SavedRun } from './saved-run.ts';

/** What an account is read with. */
export interface AccountReading {
  readonly client: AteraClient;
  readonly underLease: UnderLease;
  readonly clock: Clock;
  readonly file: RunFile;
  readonly run: SavedRun;
  readonly policy: Policy;
  readonly progress: Progress;
  /** Begin of the period (epoch ms). */
  readonly since: number;
  readonly maxRequests: number;
  readonly language: Language;
}

/** A page takes about a second, and a lease lasts 20. */
const PAGES_PER_LEASE = 8;

/** Reads the account's zone and devices, then its alerts, from where the run stands. */
export async function readAccount(
  reading: AccountReading,
): Promise<{ readonly devices: PastDevices; readonly cursor: HistoryCursor }> {
  const { run } = reading;
  if (run.agentsCursor?.next !== 'done') await readDevices(reading);
  const devices = pastDevices({ agents: run.agents, accountTimeZone: run.accountTimeZone });
  reading.progress.next();
  return { devices, cursor: await readAlerts(reading, devices) };
}

/** Without the right to list them it is done without them. */
async function readDevices({ client, underLease, clock, file, run, progress }: AccountReading): Promise<void> {
  const account = await underLease(1, (session) => client.getAccount(session));
  if (account.ok && account.value.timeZoneName !== '') {
    run.accountTimeZone = account.value.timeZoneName;
    file.add({ accountTimeZone: run.accountTimeZone });
  }
  let cursor: ListCursor = run.agentsCursor ?? LIST_START;
  while (cursor.next !== 'done') {
    const from = cursor;
    const ended = await withRetries(clock, () =>
      underLease(PAGES_PER_LEASE, (session) => agentPages(client, session, from)),
    );
    if (!ended.ok && isRefused(ended.failure)) break;
    if (!ended.ok) throw unreachable(ended.failure);
    cursor = ended.value.cursor;
    run.agents.push(...ended.value.agents);
    file.add({ agents: ended.value.agents, agentsCursor: cursor });
    progress.show(cursor.next === 'done' ? 1 : shareOf(cursor), `${run.agents.length} devices`);
  }
  run.agentsCursor = { ...cursor, next: 'done' };
  file.add({ agentsCursor: run.agentsCursor });
}

function shareOf({ next, rowsInPage, lastTotal = 0 }: ListCursor): number {
  return next === 'done' ? 1 : Math.min(0.99, (next * rowsInPage) / Math.max(1, lastTotal));
}

async function agentPages(client: AteraClient, session: LeaseSession, start: ListCursor) {
  let cursor = start;
  const agents: DirectoryAgent[] = [];
  await whileLeased(
    async () => {
      while (cursor.next !== 'done') {
        const page = await client.listAgents(session, cursor.next + 1);
        const readable = page.rows.flatMap((row) => (isUnreadable(row) ? [] : [pastAgent(row)]));
        const { itemsInPage: rowsInPage, totalItemCount: total, rawCount } = page;
        const isLast = (cursor.next + 1) * rowsInPage >= total;
        cursor = afterPage(cursor, { rowsInPage, isLast, total, unusable: rawCount - readable.length });
        agents.push(...readable);
      }
    },
    () => cursor !== start,
  );
  return { cursor, agents };
}

async function readAlerts(reading: AccountReading, devices: PastDevices): Promise<HistoryCursor> {
  const { client, underLease, clock, file, run, policy, progress, since, maxRequests, language } = reading;
  const readRow = rowReader({ policy, devices, readAt: run.startedAt, language });
  let cursor = run.cursor ?? HISTORY_START;
  while (cursor.next !== 'done') {
    const from = cursor;
    const ended = await withRetries(clock, () =>
      underLease(PAGES_PER_LEASE, async (session) => {
        let at = from;
        const rows: PastRow[] = [];
        await whileLeased(
          async () => {
            while (at.next !== 'done') {
              const page = await client.listAlertHistory(session, at.next);
              at = afterHistoryPage(at, page, { since, maxRequests });
              for (const row of page.rows) if (!isUnreadable(row)) rows.push(await readRow(row));
            }
          },
          () => at !== from,
        );
        return { cursor: at, rows };
      }),
    );
    if (!ended.ok) throw unreachable(ended.failure);
    cursor = ended.value.cursor;
    run.rows.push(...ended.value.rows);
    file.add(ended.value);
    progress.show(historyProgress(cursor, { since, readAt: run.startedAt }), `${run.rows.length} alerts`);
  }
  run.cursor = cursor;
  return cursor;
}

/** What was read before the lease was spent, or before a page failed, is kept; a refusal reaches the budget. */
async function whileLeased(work: () => Promise<void>, hasRead: () => boolean): Promise<void> {
  try {
    await work();
  } catch (error) {
    const isRateLimit = (error as { code?: string }).code === 'vendor_rate_limited';
    const isOurs = error instanceof LeaseSpentError || (error as { retryable?: boolean }).retryable === true;
    if (!isOurs || isRateLimit || !hasRead()) throw error;
  }
}

function isRefused({ code }: Failure): boolean {
  return code === 'vendor_forbidden';
}

function unreachable({ code, message }: Failure): BacktestInputError {
  if (code === 'vendor_rejected_credentials')
    return new BacktestInputError(
      `Atera does not accept the key (${message}). Check ATERA_API_KEY: it may have ended or been replaced.`,
    );
  if (code === 'vendor_forbidden')
    return new BacktestInputError(
      `The key may not read alerts (${message}). It needs the right to read Alerts, and Agents for the kind of each device.`,
    );
  if (code === 'vendor_rate_limited')
    return new BacktestInputError(
      `Atera refuses more requests for now (${message}). What was read is kept: run the same command again later, perhaps with a lower --requests-per-minute.`,
    );
  return new BacktestInputError(
    `Atera cannot be read (${message}). What was read is kept: run the same command again to continue.`,
  );
}
