import type { AutomoxClient } from '../../../shared/automox/client.ts';
import type { PolicyRun, RunResult } from '../../../shared/automox/policy-history-schema.ts';
import type { LeaseSession } from '../../../shared/budget/fence.ts';
import type { Lease } from '../../../shared/budget/lease.ts';
import type { Leased } from '../../../shared/budget/run-leased.ts';
import type { DeviceAction } from '../../../shared/domain/approvals/proposal.ts';
import type { OutputFound } from '../../../shared/domain/tickets/output-comment.ts';
import { MINUTE_MS } from '../../../shared/durations.ts';
import { isUnreadable } from '../../../shared/http/rows.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';

type Deps = Pick<ActivityDeps, 'automox' | 'runLeased' | 'policy'>;

interface Input {
  readonly lease: Lease;
  readonly action: Extract<DeviceAction, { kind: 'worklet' }>;
  /** When it was sent, by our clock (epoch ms). */
  readonly sentAt: number;
}

/** Most runs that are read; each is a request. */
const MOST_RUNS = 4;

/** The organisation, the worklet, its runs, and each of the runs that may be ours. */
export const OUTPUT_REQUESTS = 3 + MOST_RUNS;

/** Automox's clock and ours may differ, and its times are rounded. */
const CLOCK_MARGIN_MS = 2 * MINUTE_MS;

/**
 * Only a run that Automox dates so close to ours is quoted: another operator's may be the only one
 * it lists. No other run was in the queue right before ours, and a device that is connected takes
 * it within a minute or so.
 */
const SURELY_OURS_MS = { before: 10_000, after: 2 * MINUTE_MS };

/** A run of more devices than one page holds is a schedule's, and never ours, which is for one. */
const MOST_DEVICES = 20;

/**
 * Returns what a worklet that was sent printed, with secrets masked. Automox gives no token for
 * what it is ordered to run, so the run is found by time and device; where several may be ours, or
 * the only one may be another's, none is. Undefined = the policy does not want it, or Automox names
 * no uuid. Changes nothing.
 */
export function makeReadOutput({ automox, runLeased, policy }: Deps) {
  return ({ lease, action, sentAt }: Input): Promise<Leased<OutputFound | undefined>> =>
    runLeased(lease, async (session) => {
      const client = automox?.of(action.organizationId);
      if (!client || !policy.workletOutput) return undefined;
      const organizations = readable((await client.listOrganizations(session)).rows);
      const organizationUuid = organizations.find(({ id }) => id === action.organizationId)?.uuid;
      const policyUuid = (await client.getPolicy(session, action.workletId))?.uuid;
      if (organizationUuid === undefined || policyUuid === undefined) return undefined;
      const history = await client.listPolicyRuns(session, { organizationUuid, policyUuid });
      const runs = history ? candidates(readable(history.rows), sentAt) : [];
      if (runs.length > MOST_RUNS) return { state: 'several' };
      return found(
        await resultsOf(client, session, runs, { organizationUuid, policyUuid, serverId: action.serverId }),
        sentAt,
      );
    });
}

function candidates(runs: readonly PolicyRun[], sentAt: number): PolicyRun[] {
  return runs.filter(({ runAt, deviceCount = 1 }) => {
    const isSince = runAt === undefined || runAt >= sentAt - CLOCK_MARGIN_MS;
    return isSince && deviceCount <= MOST_DEVICES;
  });
}

async function resultsOf(
  client: AutomoxClient,
  session: LeaseSession,
  runs: readonly PolicyRun[],
  where: { readonly organizationUuid: string; readonly policyUuid: string; readonly serverId: number },
): Promise<RunResult[]> {
  const results: RunResult[] = [];
  for (const { executionToken, runAt } of runs) {
    const page = await client.listRunResults(session, { ...where, executionToken });
    results.push(...readable(page?.rows ?? []).map((result) => ({ ...result, runAt: runAt ?? result.runAt })));
  }
  return results;
}

function found(results: readonly RunResult[], sentAt: number): OutputFound {
  const [result, ...others] = results;
  if (others.length > 0) return { state: 'several' };
  if (!result || result.status === 'pending') return { state: 'none' };
  const { runAt, exitCode, reason, stdout, stderr } = result;
  const after = runAt === undefined ? Number.POSITIVE_INFINITY : runAt - sentAt;
  if (after < -SURELY_OURS_MS.before || after > SURELY_OURS_MS.after) return { state: 'unclear', runAt };
  return { state: 'found', exitCode, reason, stdout, stderr };
}

function readable<T extends object>(rows: readonly T[]): Exclude<T, { unreadable: true }>[] {
  return rows.filter((row): row is Exclude<T, { unreadable: true }> => !isUnreadable(row));
}
