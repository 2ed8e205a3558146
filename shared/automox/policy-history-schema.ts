import { z } from 'zod';
import type { RunOutput } from '../domain/tickets/run-output.ts';
import { date, id, oneOf, optionalId, optionalText } from '../http/fields.ts';
import { isUnreadable, readRow, row, type Unreadable } from '../http/rows.ts';
import { count, exitCode } from './fields.ts';
import { lastLines, maskedLine } from './run-output.ts';

const MAX_ID_LENGTH = 100;
const MAX_REASON_LENGTH = 2_000;

/** The most that one public client of the vendor's asks for. */
export const OUTPUT_LENGTH = 20_000;

/**
 * One run of a policy: on one device or on all of its groups, ordered by whomever. It has no state
 * of its own.
 */
export interface PolicyRun {
  /** Names the run; it is not returned when one is ordered. */
  readonly executionToken: string;
  readonly policyUuid?: string | undefined;
  /** Epoch ms by the vendor's clock; of the order or of the start, which is not documented. */
  readonly runAt?: number | undefined;
  /** How many devices it is for, and how many have not reported. */
  readonly deviceCount?: number | undefined;
  readonly pending?: number | undefined;
}

/** What one run did on one device. Times are epoch ms. */
export interface RunResult {
  readonly serverId: number;
  /**
   * `pending` may last as long as the device stays away; of the other words only `failed` was
   * observed live.
   */
  readonly status:
    | 'pending'
    | 'success'
    | 'failed'
    | 'not_included'
    | 'remediation_not_applicable'
    | 'blocked'
    | 'unknown';
  /** The script's own: 0 is success; undefined = it had none, or it is not reported. */
  readonly exitCode?: number | undefined;
  /** The vendor's own numbers, which mean other things than exit codes. */
  readonly errorCode?: number | undefined;
  readonly runAt?: number | undefined;
  readonly eventAt?: number | undefined;
  /** One line, secrets masked. */
  readonly reason?: string | undefined;
  readonly stdout?: RunOutput | undefined;
  readonly stderr?: RunOutput | undefined;
}

/** Rows of one answer that belong to what was asked for. */
export interface HistoryRows<T> {
  readonly rows: readonly (T | Unreadable)[];
  /** Rows as they came. */
  readonly rawCount: number;
  /** Rows left out, of another policy or another device. */
  readonly filteredOut: number;
  /** How many pages there are, where the vendor reports it. */
  readonly totalPages?: number | undefined;
}

/** A token goes into a path, so only what a uuid is made of. */
const token = optionalText(MAX_ID_LENGTH).transform((value) => (value && /^[\w-]+$/.test(value) ? value : undefined));

const PolicyRun: z.ZodType<PolicyRun> = row({
  execution_token: token,
  exec_token: token,
  policy_uuid: optionalText(MAX_ID_LENGTH),
  run_time: date,
  device_count: count,
  pending: count,
}).transform((run, context) => {
  const executionToken = run.execution_token ?? run.exec_token;
  if (executionToken === undefined) {
    context.addIssue({ code: 'custom', path: ['execution_token'], message: 'missing' });
    return z.NEVER;
  }
  return {
    executionToken,
    policyUuid: run.policy_uuid?.toLowerCase(),
    runAt: run.run_time.at,
    deviceCount: run.device_count,
    pending: run.pending,
  };
});

const RunResult: z.ZodType<RunResult> = row({
  device_id: id,
  result_status: oneOf('pending', 'success', 'failed', 'not_included', 'remediation_not_applicable', 'blocked'),
  result_reason: optionalText(MAX_REASON_LENGTH),
  'result-reason': optionalText(MAX_REASON_LENGTH),
  run_time: date,
  event_time: date,
  exit_code: exitCode,
  error_code: exitCode,
  stdout: z.unknown(),
  stderr: z.unknown(),
}).transform((result) => {
  const reason = result.result_reason ?? result['result-reason'];
  return {
    serverId: result.device_id,
    status: result.result_status,
    exitCode: result.exit_code,
    errorCode: result.error_code,
    runAt: result.run_time.at,
    eventAt: result.event_time.at,
    reason: reason === undefined ? undefined : maskedLine(reason),
    stdout: lastLines(result.stdout, OUTPUT_LENGTH),
    stderr: lastLines(result.stderr, OUTPUT_LENGTH),
  };
});

/** Rows come under `data.runs`, as `data`, or bare, by endpoint and age. */
const Rows = z.union([
  row({ data: row({ runs: z.array(z.unknown()) }), metadata: z.unknown() }).transform(({ data, metadata }) => ({
    raw: data.runs,
    metadata,
  })),
  row({ data: z.array(z.unknown()), metadata: z.unknown() }).transform(({ data, metadata }) => ({
    raw: data,
    metadata,
  })),
  z.array(z.unknown()).transform((raw) => ({ raw, metadata: undefined as unknown })),
]);

const Metadata = row({ total_pages: optionalId });

/**
 * Returns the runs of a policy; a row that does not name its policy stays, since it was asked for
 * under this one.
 */
export function runsOf(policyUuid: string): z.ZodType<HistoryRows<PolicyRun>> {
  const isOurs = (run: PolicyRun) => run.policyUuid === undefined || run.policyUuid === policyUuid.toLowerCase();
  return rowsOf(PolicyRun, 'execution_token', isOurs);
}

/** Returns what a run did on one device. */
export function resultsOf(serverId: number): z.ZodType<HistoryRows<RunResult>> {
  return rowsOf(RunResult, 'device_id', (result) => result.serverId === serverId);
}

function rowsOf<T extends object>(
  schema: z.ZodType<T>,
  idName: string,
  belongs: (row: T) => boolean,
): z.ZodType<HistoryRows<T>> {
  return Rows.transform(({ raw, metadata }) => {
    const rows = raw.map((item) => readRow(item, schema, idName));
    const kept = rows.filter((one) => isUnreadable(one) || belongs(one));
    const totalPages = Metadata.safeParse(metadata).data?.total_pages;
    return { rows: kept, rawCount: raw.length, filteredOut: rows.length - kept.length, totalPages };
  });
}
