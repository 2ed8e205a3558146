import type { DurableClient } from 'durable-functions';
import type { Condition } from '../../../shared/domain/occurrences/condition.ts';
import { followUpId, remediationInstance } from '../../../shared/domain/occurrences/keys.ts';
import { isNewerVersion } from '../../../shared/domain/versions.ts';
import { MINUTE_MS } from '../../../shared/durations.ts';
import { terminateIfRunning } from '../../runtime/client/durable-terminate.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import { updateUnmoved } from './due-row.ts';

type Deps = Pick<ActivityDeps, 'conditions' | 'clock' | 'log' | 'version'>;

/**
 * What a run that was ended still has under way (an activity lasts 30 s) must have ended before it
 * is restarted.
 */
const RESTART_AFTER_MS = 5 * MINUTE_MS;

/**
 * While a new version is deployed, workers of both are there for some minutes: what the newer one
 * has just started is left to it.
 */
const TAKE_UP_AFTER_MS = 10 * MINUTE_MS;

/** Then either the older workers are gone, or they take it up once more. */
const TAKEN_UP_LASTS_MS = 60 * MINUTE_MS;

/** Rows read at once, and for how long: an activity lasts 30 s, and the next poll goes on. */
const PAGE_ROWS = 1_000;
const LOOKING_MS = 5_000;

/**
 * True while a run is under way that was started by a newer version than this one, long enough ago:
 * no older worker runs it, and after a rollback there is no other.
 */
export function isLeftBehind(row: Condition, { clock, version }: Pick<Deps, 'clock' | 'version'>): boolean {
  const { runBy, run, runEnded } = row;
  if (!runBy || runEnded >= run || row.state === 'closed') return false;
  return isNewerVersion(runBy.version, version) && clock.now() >= runBy.at + TAKE_UP_AFTER_MS;
}

/**
 * Makes due what newer versions than this one have left behind; `newest` has started runs on these
 * tables. Costs nothing as long as this version is the newest.
 */
export async function wakeLeftBehind(deps: Deps, newest: string | undefined): Promise<void> {
  if (newest === undefined || !isNewerVersion(newest, deps.version)) return;
  const { conditions, clock } = deps;
  const until = clock.now() + LOOKING_MS;
  let token: string | undefined;
  do {
    const { rows, next } = await conditions.list({ state: 'open' }, { top: PAGE_ROWS, token });
    for (const row of rows.filter((one) => isLeftBehind(one, deps))) {
      const now = clock.now();
      if ((row.nextAt ?? 0) > now) await updateUnmoved(conditions, row, (before) => ({ ...before, nextAt: now }));
    }
    token = next;
  } while (token !== undefined && clock.now() < until);
}

/**
 * Takes the row from a run that does not end: from now on it refuses what that run writes, and the
 * next one begins in five minutes under another id. The old one is terminated as well, which a
 * worker of its version does as soon as there is one again. Returns the row as it is now.
 */
export async function takeFromRun(
  { conditions, clock, log, version }: Deps,
  client: DurableClient,
  row: Condition,
  { reason, counts }: { readonly reason: string; readonly counts: boolean },
): Promise<Condition | undefined> {
  const isFollowUp = row.state === 'watching';
  const runId = isFollowUp ? followUpId(row, row.followUps) : remediationInstance(row);
  await terminateIfRunning(client, runId, reason);
  const run = row.run + 1;
  const nextAt = clock.now() + RESTART_AFTER_MS;
  const taken = await updateUnmoved(
    conditions,
    row,
    (before) => ({
      ...(isFollowUp ? before : underAnotherId(before)),
      ...{ runEnded: run, nextAt, starts: Math.max(0, before.starts - (counts ? 0 : 1)) },
      ...(counts ? {} : { runBy: { version, at: clock.now(), takenUp: true } }),
    }),
    run,
  );
  if (taken?.run === run) log('run-taken-up', { runId, device: row.deviceName, version: row.runBy?.version, reason });
  return taken;
}

/**
 * Returns the version under which the next run of a row is started, if not that of who starts it:
 * what an older worker has just taken up is for every worker to run, also where a newer one starts
 * it.
 */
export function startedAs({ runBy }: Condition, now: number): string | undefined {
  return runBy?.takenUp && now < runBy.at + TAKEN_UP_LASTS_MS ? runBy.version : undefined;
}

/** Returns the row of a remediation whose next run gets an id that no run has had. */
export function underAnotherId(row: Condition): Condition {
  return { ...row, restarts: (row.restarts ?? 0) + 1 };
}
