import type { AlertRow } from '../../../shared/domain/alerts/alert-row.ts';
import { rankOf } from '../../../shared/domain/alerts/rank.ts';
import type { DeviceClass } from '../../../shared/domain/devices/device-class.ts';
import type { ConditionFacts, Opened } from '../../../shared/domain/occurrences/condition.ts';
import { courseOf } from '../../../shared/domain/occurrences/course/course.ts';
import type { Outcome } from '../../../shared/domain/occurrences/course/outcome.ts';
import { remediationId } from '../../../shared/domain/occurrences/keys.ts';
import { MINUTE_MS } from '../../../shared/durations.ts';
import { languageOf } from '../../../shared/policy/customer.ts';
import { pooled } from '../../../shared/pooled.ts';
import { UnreadableConditionError } from '../../../shared/storage/conditions/conditions.ts';
import type { Language } from '../../../shared/texts/language.ts';
import { triageTexts } from '../../../shared/texts/triage/index.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import { failureText } from '../../runtime/failure-text.ts';
import { reportUnreadable } from './report-unreadable.ts';

type Deps = Pick<ActivityDeps, 'alerts' | 'conditions' | 'directory' | 'outcomes' | 'clock' | 'policy' | 'log'>;

/** Alerts opened at the same time: each is a few storage transactions, one after the other. */
const WIDTH = 8;

/**
 * So few are all opened at once: their order does not matter, and their devices' classes need not
 * be read.
 */
const FEW = 20;

/**
 * An alert that could not be opened is tried again after this, so that it does not hold up those
 * that can.
 */
const RETRY_MS = MINUTE_MS;

/** How many alerts were opened, and whether time ran out before all were begun. */
interface Opening {
  readonly opened: number;
  readonly left: boolean;
}

/**
 * Opens an occurrence for each waiting alert, the most urgent first, or lets it join the open one.
 * `until` is epoch ms.
 */
export async function openWaitingAlerts(deps: Deps, until: number): Promise<Opening> {
  const now = deps.clock.now();
  const waiting = (await Array.fromAsync(deps.alerts.waiting())).filter(({ retryAt = 0 }) => retryAt <= now);
  const ranked = await rankAll(deps, waiting);
  // Of one condition one after the other, oldest first: they change the same row.
  const conditions = [...Map.groupBy(ranked, ({ row }) => `${row.deviceKey} ${row.conditionKey}`).values()];
  let opened = 0;
  const mayGoOn = () => deps.clock.now() < until;
  const begun = await pooled(conditions, { width: WIDTH, mayGoOn }, async (alerts) => {
    const inOrder = alerts.toSorted((a, b) => a.row.alertId - b.row.alertId);
    for (const { row, rank } of inOrder) if (await tryToOpen(deps, row, rank)) opened++;
  });
  return { opened, left: begun < conditions.length };
}

interface Ranked {
  readonly row: AlertRow;
  readonly rank: number;
}

async function rankAll({ directory }: Deps, rows: readonly AlertRow[]): Promise<Ranked[]> {
  const classes = rows.length > FEW ? await deviceClasses(directory) : new Map<number, DeviceClass>();
  const ranked = rows.map((row) => ({ row, rank: rankOf(row, classes.get(row.agentId ?? 0)) }));
  return ranked.sort((a, b) => a.rank - b.rank || a.row.createdAt - b.row.createdAt);
}

async function deviceClasses(directory: Deps['directory']): Promise<Map<number, DeviceClass>> {
  const classes = new Map<number, DeviceClass>();
  for await (const { id, deviceClass } of directory.agents()) classes.set(id, deviceClass);
  return classes;
}

async function tryToOpen(deps: Deps, row: AlertRow, rank: number): Promise<boolean> {
  try {
    return (await openFor(deps, row, rank)) !== undefined;
  } catch (error) {
    deps.log('alert-not-opened', { alertId: row.alertId, error: failureText(error) });
    if (error instanceof UnreadableConditionError) await reportUnreadable(deps, [row], error).catch(() => {});
    // At worst it is tried sooner.
    await deps.alerts.save([{ ...row, retryAt: deps.clock.now() + RETRY_MS }]).catch(() => {});
    return false;
  }
}

/**
 * Opens or joins the occurrence of one alert, and says so in its outcome row. Undefined when the
 * alert names no condition.
 */
export async function openFor(
  deps: Omit<Deps, 'directory'>,
  { retryAt: _retryAt, ...row }: AlertRow,
  rank = 0,
): Promise<Opened | undefined> {
  const facts = conditionFactsOf(row);
  if (!facts) return undefined;
  const opened = await deps.conditions.openOccurrence({ ...facts, rank }, deps.clock.now());
  const language = languageOf(deps.policy, row.customerId);
  await deps.outcomes.save([outcomeOf(row, opened, { now: deps.clock.now(), language })]);
  await deps.alerts.save([{ ...row, state: 'handled' }]);
  deps.log(opened.joined ? 'alert-joined' : 'occurrence-opened', {
    alertId: row.alertId,
    runId: remediationId(opened.condition),
    device: row.deviceName,
  });
  return opened;
}

function conditionFactsOf(row: AlertRow): ConditionFacts | undefined {
  const { deviceKey, conditionKey, agentId, deviceGuid, details, ticketId } = row;
  if (!deviceKey || !conditionKey) return undefined;
  const { alertId, playbook, customerId, deviceName } = row;
  const about = { playbook, customerId, deviceName, ...(ticketId !== undefined && { ticketId }) };
  return {
    deviceKey,
    conditionKey,
    alertId,
    ...about,
    ...(agentId !== undefined && deviceGuid === undefined && { agentId }),
    ...(deviceGuid !== undefined && { deviceGuid }),
    ...(details && { details }),
  };
}

function outcomeOf(
  row: AlertRow,
  { condition, joined }: Opened,
  { now, language }: { readonly now: number; readonly language: Language },
): Outcome {
  const { alertId, title, playbook, customerId, customerName, deviceName, firstListedAt } = row;
  const runId = remediationId(condition);
  const texts = triageTexts(language);
  return {
    subject: String(alertId),
    state: 'waiting',
    code: joined ? 'joined' : 'opened',
    text: joined ? texts.joined({ runId }) : texts.opened({ runId }),
    ...{ alertId, title, playbook, customerId, customerName, deviceName, firstListedAt },
    deviceKey: condition.deviceKey,
    conditionKey: condition.conditionKey,
    remediationId: runId,
    ticketId: condition.ticketId,
    nextAt: condition.nextAt,
    updatedAt: now,
    raisedAt: row.createdAt,
    ...courseOf(condition, { isLeft: false, ticketId: condition.ticketId, alertId }),
  };
}
