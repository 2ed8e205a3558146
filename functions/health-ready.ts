import type { HttpResponseInit } from '@azure/functions';
import type { AppDeps } from '../orchestrations/deps.ts';
import { iso } from './query-fields.ts';

type Deps = Pick<AppDeps, 'alerts' | 'clock' | 'killSwitch' | 'policy' | 'readiness'>;

/** `warning` = works, but a person should know; only `failed` makes the app not ready. */
interface Check {
  readonly name: string;
  readonly status: 'ok' | 'warning' | 'failed';
  /** For anybody: no secret, no address, no name of a customer. */
  readonly detail: string;
}

/** Without a complete poll for this long, alerts pile up unseen. The default poll comes every 2 minutes. */
const POLL_AGE_MS = 30 * 60_000;

/** A check that has not answered by then has failed: a probe waits for seconds, the SDK's retries for minutes. */
const CHECK_DEADLINE_MS = 5_000;

/** Anybody may call this, and each answer costs reads: an answer is used again for this long. */
const CACHE_MS = 10_000;

/**
 * `GET /api/health/ready` (anonymous): 200 when the app can do its work, 503 when not, with one line per check: storage, vendor key
 * (read, never used), last complete poll, technician, kill switch. The last two only warn.
 */
export function makeHealthReady(deps: Deps) {
  const startedAt = deps.clock.now();
  let cached: { readonly until: number; readonly answer: Promise<HttpResponseInit> } | undefined;
  return async (): Promise<HttpResponseInit> => {
    const now = deps.clock.now();
    if (!cached || now >= cached.until) cached = { until: now + CACHE_MS, answer: checkAll(deps, startedAt) };
    return cached.answer;
  };
}

async function checkAll(deps: Deps, startedAt: number): Promise<HttpResponseInit> {
  const { readiness } = deps;
  const named = (name: string, check: () => Promise<Omit<Check, 'name'>>) => answered(deps, name, check);
  const checks = await Promise.all([
    named('storage', () => readiness.storage().then(() => ({ status: 'ok', detail: 'answers' }))),
    named('vendor-key', () => readiness.vendorKey().then(() => ({ status: 'ok', detail: 'can be read' }))),
    named('last-poll', () => checkPoll(deps, startedAt)),
    named('technician', async () => checkTechnician(deps)),
    named('kill-switch', () => checkKillSwitch(deps)),
  ]);
  const isReady = checks.every(({ status }) => status !== 'failed');
  return { status: isReady ? 200 : 503, jsonBody: { status: isReady ? 'ready' : 'not-ready', checks } };
}

/** The check's answer; one that throws or takes too long has failed. Its error may name addresses and is not shown. */
async function answered({ clock }: Deps, name: string, check: () => Promise<Omit<Check, 'name'>>): Promise<Check> {
  const late = Promise.withResolvers<Omit<Check, 'name'>>();
  const cancel = clock.setTimer(() => late.resolve({ status: 'failed', detail: 'does not answer' }), CHECK_DEADLINE_MS);
  try {
    return { name, ...(await Promise.race([check(), late.promise])) };
  } catch {
    return { name, status: 'failed', detail: 'cannot be read' };
  } finally {
    cancel();
  }
}

/** An app that has just started is given time for its first poll. */
async function checkPoll({ alerts, clock }: Deps, startedAt: number): Promise<Omit<Check, 'name'>> {
  const pollId = await alerts.lastCompletePoll();
  // A poll's id is the time it began.
  const at = pollId === undefined ? undefined : Date.parse(pollId);
  const detail = at === undefined ? 'none yet' : `${Math.round((clock.now() - at) / 60_000)} minutes ago`;
  if (at !== undefined && clock.now() - at <= POLL_AGE_MS) return { status: 'ok', detail };
  return { status: clock.now() - startedAt <= POLL_AGE_MS ? 'warning' : 'failed', detail };
}

function checkTechnician({ policy }: Deps): Omit<Check, 'name'> {
  if (policy.technicianEmail !== undefined) return { status: 'ok', detail: 'named by the policy' };
  return { status: 'warning', detail: 'the policy names none: no comments are written to tickets' };
}

async function checkKillSwitch({ killSwitch }: Deps): Promise<Omit<Check, 'name'>> {
  const { on, setAt } = await killSwitch.get();
  return on
    ? { status: 'warning', detail: `on since ${iso(setAt)}: nothing is changed` }
    : { status: 'ok', detail: 'off' };
}
