import { pendingQuestion } from '../../../shared/domain/approvals/answer.ts';
import { covers, endOf, isInForce, type Mute } from '../../../shared/domain/mutes/mute.ts';
import type { Condition } from '../../../shared/domain/occurrences/condition.ts';
import { deviceKey } from '../../../shared/domain/occurrences/keys.ts';
import { MINUTE_MS } from '../../../shared/durations.ts';
import type { StoredMute } from '../../../shared/storage/mutes.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import { failureText } from '../../runtime/failure-text.ts';
import { type NotifyMuteDeps, notifyMute } from '../notify/notify-mute.ts';
import { updateUnmoved } from './due-row.ts';

type Deps = Pick<ActivityDeps, 'conditions' | 'mutes' | 'clock' | 'log'> & NotifyMuteDeps;

/** Rows read at once, and for how long: an activity lasts 30 s, and the next poll goes on. */
const PAGE_ROWS = 1_000;
const WORKING_MS = 5_000;

/**
 * While there is none, a poll asks again so seldom: whoever makes one carries it out at once, and a
 * run that starts meanwhile finds it before it writes.
 */
const NONE_FOR_MS = 10 * MINUTE_MS;

/**
 * What was deferred by a mute while a person ended it would wait for the end that it had: for so
 * long it is looked for again. The end of a run is written within 21 minutes.
 */
const LATE_MS = 30 * MINUTE_MS;
const LOOK_AGAIN_MS = 5 * MINUTE_MS;

/**
 * Carries out, once, what follows when a mute begins or ends: open questions about it become due,
 * so that their runs withdraw them; what it held up becomes due, and is checked again in its turn.
 * Between the two it is only asked about. Idempotent, also when interrupted: a mute is marked last.
 */
export async function carryOutMutes(deps: Deps): Promise<void> {
  const { mutes, clock, log } = deps;
  try {
    const { mutes: current } = await mutes.current(0, NONE_FOR_MS);
    const until = clock.now() + WORKING_MS;
    for (const mute of current) await carryOut(deps, mute, until);
  } catch (error) {
    log('mutes-not-carried-out', { error: failureText(error) });
  }
}

/**
 * The same for one, by whoever has just made or ended it; `until` is epoch ms. What is left then is
 * done by the next poll.
 */
export async function carryOut(deps: Deps, mute: StoredMute, until = deps.clock.now() + WORKING_MS): Promise<void> {
  const now = deps.clock.now();
  if (now >= endOf(mute)) await end(deps, mute, until);
  else if (isInForce(mute, now) && !mute.begun) await begin(deps, mute, until);
}

async function begin(deps: Deps, mute: StoredMute, until: number): Promise<void> {
  await notifyMute(deps, mute);
  const now = deps.clock.now();
  const isAsked = (row: Condition) => covers(mute, row) && pendingQuestion(row, now) !== undefined;
  if (!(await makeDue(deps, mute, until, isAsked))) return;
  await deps.mutes.update(mute.id, (row) => ({ ...row, begun: true }));
  deps.log('mute-begun', { id: mute.id, until: new Date(endOf(mute)).toISOString() });
}

/**
 * While a run is under way its row is due at its deadline, and it finds the mute gone by itself; one
 * that had found it before, and ends because of it a moment later, is found by the next look.
 */
async function end(deps: Deps, mute: StoredMute, until: number): Promise<void> {
  const now = deps.clock.now();
  if (mute.lookAgainAt !== undefined && now < mute.lookAgainAt) return;
  const isAgain = mute.lookAgainAt !== undefined;
  const isHeld = (row: Condition) =>
    row.mute === mute.id && row.state !== 'remediating' && (!isAgain || waitsForEnd(row, mute));
  if (!(await makeDue(deps, mute, until, isHeld))) return;
  // At its time whatever it holds up is due by itself, whenever that is written.
  if (mute.ended && now < endOf(mute) + LATE_MS) {
    await deps.mutes.update(mute.id, (row) => ({ ...row, lookAgainAt: now + LOOK_AGAIN_MS }));
    return;
  }
  await deps.mutes.finish(mute);
  deps.log('mute-ended', { id: mute.id });
}

/** What has been judged since waits for something else. */
function waitsForEnd({ state, nextAt, approval }: Condition, { until }: Mute): boolean {
  return state === 'opening' && (nextAt === until || nextAt === approval?.answer?.until);
}

/** Returns false when time ran out before all were. */
async function makeDue(
  { conditions, clock }: Deps,
  mute: Mute,
  until: number,
  isMeant: (row: Condition) => boolean,
): Promise<boolean> {
  for (const place of placesOf(mute)) {
    let token: string | undefined;
    do {
      const page = await conditions.list({ state: 'open', ...place }, { top: PAGE_ROWS, token });
      for (const row of page.rows.filter(isMeant)) {
        if (clock.now() > until) return false;
        const now = clock.now();
        if ((row.nextAt ?? 0) > now) await updateUnmoved(conditions, row, (before) => ({ ...before, nextAt: now }));
      }
      token = page.next;
    } while (token !== undefined);
  }
  return true;
}

/** Where its conditions are: of a device also those that know it by no more than its name. */
function placesOf({
  deviceKey: key,
  deviceName,
  customerId,
}: Mute): readonly { deviceKey?: string; customerId?: number }[] {
  if (key === undefined) return customerId === undefined ? [] : [{ customerId }];
  if (deviceName === undefined || customerId === undefined) return [{ deviceKey: key }];
  return [{ deviceKey: key }, { deviceKey: deviceKey({ customerId, deviceName }) }];
}
