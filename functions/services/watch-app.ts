import type { AppDeps } from '../../orchestrations/runtime/deps.ts';
import { isInForce, whomText } from '../../shared/domain/mutes/mute.ts';
import { withLocalTimes } from '../../shared/domain/time/local-times.ts';
import { DAY_MS, MINUTE_MS } from '../../shared/durations.ts';
import { type Check, checkHealth } from '../../shared/health.ts';
import { summaryEvent } from '../../shared/notify/daily-summary.ts';
import { eventId, type NotifyEvent } from '../../shared/notify/event.ts';
import type { EventName } from '../../shared/notify/event-names.ts';
import { killSwitchEvent } from '../../shared/notify/kill-switch-event.ts';
import { type DueSummary, dueSummary } from '../../shared/notify/summary-time.ts';
import { type HealthChange, type Watched, watchChecks } from '../../shared/notify/watch.ts';
import { appEventTexts } from '../../shared/texts/app-event/index.ts';

/** What the watch works with. */
export type WatchDeps = Pick<
  AppDeps,
  | 'alerts'
  | 'answerLinks'
  | 'clock'
  | 'clockWatch'
  | 'conditions'
  | 'customers'
  | 'directory'
  | 'killSwitch'
  | 'log'
  | 'monitored'
  | 'mutes'
  | 'narrowings'
  | 'outbox'
  | 'outboxStore'
  | 'outcomes'
  | 'policies'
  | 'policy'
  | 'readiness'
  | 'sites'
  | 'ticketWatch'
  | 'watchStore'
>;

/** A change of the kill switch that was not sent within this is no news. */
const NEWS_MS = DAY_MS;

/** Rows of open conditions that a summary reads. */
const MOST_OPEN = 1_000;

/**
 * Notifies people of what the app finds of itself: checks of health that stand otherwise than before,
 * a kill switch that was changed without a notification, and once a day the summary. Idempotent:
 * an event is added before the row says so, under an id that follows from the row.
 */
export async function watchApp(deps: WatchDeps, startedAt: number): Promise<void> {
  const { clock, customers, outbox, outboxStore, watchStore } = deps;
  const now = clock.now();
  // Whoever added it was interrupted before the next poll could know of it.
  if ((await outboxStore.waiting()).events.length > 0) await outbox.ring();
  const { watched, etag } = await watchStore.get();
  const { checks } = await checkHealth({ ...deps, inForce: async () => deps }, startedAt);
  const { checks: after, changes } = watchChecks(watched.checks, checks, now);
  const here = await customers.policyOf(undefined);
  for (const change of changes) await outbox.add(healthEvent(change, here, now));
  const killSwitch = await notifyKillSwitch(deps, watched, here);
  const due = dueSummary(deps.policy.notify.dailySummaryAt, here.timeZone, now);
  // Of the day on which the first channel was named there is nothing to sum up.
  const isDue = due && watched.summary !== undefined && due.day !== watched.summary && isWanted(deps, 'daily-summary');
  if (isDue) await outbox.add(await makeSummary(deps, due, checks));
  const summary = due?.day ?? watched.summary ?? 'none';
  await saveIfChanged(deps, watched, etag, { checks: after, killSwitch, summary });
}

/** Whether a channel is notified of such events. */
export function isWanted({ policy }: Pick<WatchDeps, 'policy'>, event: EventName): boolean {
  return policy.notify.channels.some(({ events }) => events.includes(event));
}

type Here = Awaited<ReturnType<WatchDeps['customers']['policyOf']>>;

function healthEvent({ name, status, detail, since }: HealthChange, here: Here, now: number): NotifyEvent {
  const texts = appEventTexts(here.language);
  const text =
    status === 'ok'
      ? texts.healthyAgain({ check: name, detail })
      : texts.unhealthy({ check: name, detail, fails: status === 'failed' });
  return {
    ...{ id: eventId('app-unhealthy', name, status, since), event: 'app-unhealthy', at: now },
    ...(status === 'ok' && { ended: true }),
    text: withLocalTimes(text, here),
  };
}

/** Who set it may have been interrupted before that was sent. Returns the last change that was sent. */
async function notifyKillSwitch(
  { killSwitch, clock, outbox }: WatchDeps,
  { killSwitch: notified }: Watched,
  here: Here,
) {
  const state = await killSwitch.get();
  const isNews = state.revision !== (notified ?? 0) && clock.now() - (state.setAt ?? 0) < NEWS_MS;
  if (isNews) await outbox.add(killSwitchEvent(state, here));
  return state.revision;
}

async function makeSummary(deps: WatchDeps, { day, at }: DueSummary, checks: readonly Check[]): Promise<NotifyEvent> {
  const { conditions, directory, log, mutes, outcomes } = deps;
  const unread = (what: string) => () => log('summary-part-unread', { what });
  const [refresh, open, found, current] = await Promise.all([
    directory.lastRefresh().catch(unread('customers')),
    conditions.list({ state: 'open' }, { top: MOST_OPEN }).catch(unread('conditions')),
    Array.fromAsync(outcomes.between(at - DAY_MS, at)).catch(unread('outcomes')),
    mutes.current(MINUTE_MS).catch(unread('mutes')),
  ]);
  const holding = (current?.mutes ?? []).filter((mute) => isInForce(mute, at));
  const muted = holding.map((mute) => ({
    what: whomText(mute),
    from: mute.from,
    until: mute.until,
    reason: mute.reason,
    by: mute.by,
  }));
  return summaryEvent({
    ...{ day, to: at, checks, open: open?.rows ?? [], outcomes: found ?? undefined, mutes: muted },
    nameOf: (customerId) => refresh?.customerNames?.[String(customerId)],
  });
}

async function saveIfChanged(
  { watchStore }: WatchDeps,
  before: Watched,
  etag: string | undefined,
  after: Watched,
): Promise<void> {
  if (JSON.stringify(before) !== JSON.stringify(after)) await watchStore.save(after, etag);
}
