import type { Alert } from '../atera/alert-schema.ts';
import type { AlertRow } from '../domain/alerts/alert-row.ts';
import type { Outcome } from '../domain/occurrences/course/outcome.ts';
import { type DeviceRef, deviceKey } from '../domain/occurrences/keys.ts';
import { plainText } from '../domain/text/plain-text.ts';
import { HOUR_MS, MINUTE_MS } from '../durations.ts';
import { isPlaybook, playbookNamed, type SectionName } from '../playbooks/index.ts';
import { languageOf } from '../policy/customer.ts';
import type { Policy } from '../policy/policy.ts';
import type { Language } from '../texts/language.ts';
import { triageTexts } from '../texts/triage/index.ts';
import { deviceOf, type KnownAlert, type KnownDevices, lookUpDevices, MAX_NAME } from './alert-device.ts';
import { type Classification, classifyAlert } from './classify-alert.ts';
import { recognisedAs } from './recognised.ts';

/**
 * A listed alert as it is stored: the row of `alerts`, and the outcome row that says what will
 * become of it.
 */
export interface Triage {
  readonly row: AlertRow;
  readonly outcome: Outcome;
}

/** What of the policy a triage depends on. */
export type TriageRules = Pick<
  Policy,
  'classification' | 'listLagMinutes' | 'firstPollMaxAgeHours' | 'customers' | 'language' | SectionName
>;

/**
 * The circumstances. `isFirst` = no poll of the account was complete yet; `isAsked` = a person asks
 * for this very alert.
 */
export interface TriagePoll {
  readonly id: string;
  readonly now: number;
  readonly isFirst?: boolean;
  readonly isAsked?: boolean;
}

const MAX_TITLE = 200;
/** Long enough for a threshold alert; a memory alert's list of processes is cut. */
const MAX_MESSAGE = 300;

/**
 * Returns the triage of the alerts of one poll: what an alert leaves out about its device is looked
 * up, and only where a playbook would have it.
 */
export function triageKnown(devices: KnownDevices, poll: TriagePoll, rules: TriageRules) {
  const lookUp = lookUpDevices(devices);
  return async (alert: Alert, earlier: AlertRow | undefined): Promise<Triage> => {
    const first = triage(alert, earlier, poll, rules);
    const known = await lookUp(alert, earlier, first);
    return known === alert ? first : triage(known, earlier, poll, rules);
  };
}

/**
 * Decides what a listed alert is: work for a playbook, or skipped and why. `earlier` is its row
 * from a former poll: what has been handed to a remediation stays there, what was skipped is judged
 * again (a snooze ends, a policy changes). Times are epoch ms.
 */
export function triage(alert: KnownAlert, earlier: AlertRow | undefined, poll: TriagePoll, rules: TriageRules): Triage {
  const { now } = poll;
  const language = languageOf(rules, alert.customerId ?? earlier?.customerId);
  const kind = classifyAlert(alert, rules.classification, rules, language);
  const row = {
    ...rowOf(alert, earlier, poll, kind.playbook),
    recognised: recognisedAs(kind, earlier, { now, language }),
  };
  const inHand = isInHand(earlier, now, rules) ? earlier : undefined;
  if (inHand && isPlaybook(inHand.playbook) && !isOfSameCondition(kind, inHand))
    return stays(row, inHand, { now, language });
  const verdict = judge(alert, kind, { now, language });
  if (isOlderThanStart(row, earlier, { poll, rules, isSnoozed: verdict.code === 'snoozed' })) {
    const recorded = verdict.work ? olderThanStart(row, rules, language) : verdict;
    const outcome = outcomeOf(row, 'skipped', recorded, now);
    return { row: { ...row, olderThanStart: true, skippedAs: recorded.code }, outcome };
  }
  if (!verdict.work)
    return { row: { ...row, skippedAs: verdict.code }, outcome: outcomeOf(row, 'skipped', verdict, now) };
  const { device, conditionKey, details } = verdict.work;
  const queued: AlertRow = {
    ...row,
    state: inHand ? 'handled' : 'new',
    // Without it the next poll would treat an alert that outlives the lag as handled, indefinitely.
    ...(inHand?.closedAt !== undefined && { closedAt: inHand.closedAt, closedBy: inHand.closedBy }),
    deviceKey: deviceKey(device),
    ...('deviceGuid' in device && device),
    conditionKey,
    details,
  };
  return { row: queued, outcome: outcomeOf(queued, 'waiting', verdict, now) };
}

/** The row as it is listed, skipped so far; what an earlier poll found out about it stays. */
function rowOf(alert: KnownAlert, earlier: AlertRow | undefined, poll: TriagePoll, playbook: string): AlertRow {
  const firstListedAt = earlier?.firstListedAt ?? poll.now;
  const {
    closedAt,
    closedBy,
    confirmedOpenAt: _confirmedOpenAt,
    olderThanStart: _old,
    skippedAs: _skippedAs,
    ...known
  } = earlier ?? {};
  return {
    ...known,
    alertId: alert.id,
    state: 'skipped',
    playbook,
    title: plainText(alert.title, MAX_TITLE),
    message: plainText(alert.message, MAX_MESSAGE) || undefined,
    severity: alert.severity,
    createdAt: createdAt(alert, firstListedAt),
    firstListedAt,
    lastPoll: poll.id,
    agentId: alert.agentId,
    customerId: alert.customerId,
    customerName: plainText(alert.customerName, MAX_NAME),
    deviceName: plainText(alert.deviceName, MAX_NAME),
    ticketId: alert.ticketId,
  };
}

/**
 * By what the policy makes of its texts now. A volume or a name that the policy changes makes
 * another condition of it.
 */
function isOfSameCondition(kind: Classification, { playbook, conditionKey }: AlertRow): boolean {
  return kind.playbook !== 'none' && kind.playbook === playbook && conditionKeyOf(kind) === conditionKey;
}

/** When it is written, and what in. */
interface Writing {
  readonly now: number;
  readonly language: Language;
}

/**
 * An alert in hand stays with the playbook and the condition that has it, and names what it named
 * for that one, whatever the policy makes of its texts since: its condition is watched by them to
 * its end.
 */
function stays(row: AlertRow, known: AlertRow, { now, language }: Writing): Triage {
  const { playbook, agentId, closedAt, closedBy, recognised } = known;
  const kept: AlertRow = {
    ...row,
    ...{ playbook, state: 'handled', agentId: row.agentId ?? agentId, recognised },
    ...(closedAt !== undefined && { closedAt, closedBy }),
  };
  const text = triageTexts(language).stays({ playbook });
  return { row: kept, outcome: outcomeOf(kept, 'waiting', { code: 'queued', text }, now) };
}

/**
 * Months of old alerts are no work of the first day. Judged once, whatever the policy makes of them
 * later; a snooze is a wish to be reminded.
 */
function isOlderThanStart(
  { createdAt: raisedAt }: AlertRow,
  earlier: AlertRow | undefined,
  { poll, rules, isSnoozed }: { poll: TriagePoll; rules: TriageRules; isSnoozed: boolean },
): boolean {
  if (poll.isAsked) return false;
  if (earlier) return earlier.olderThanStart === true;
  return poll.isFirst === true && !isSnoozed && poll.now - raisedAt > rules.firstPollMaxAgeHours * HOUR_MS;
}

function olderThanStart(
  { createdAt: raisedAt }: AlertRow,
  { firstPollMaxAgeHours: hours }: TriageRules,
  language: Language,
): Verdict {
  const text = triageTexts(language).olderThanStart({ raisedAt, hours });
  return { code: 'older-than-start', text };
}

/** Handed to a remediation already, or just closed by one: a list may lag behind a resolve. */
function isInHand(earlier: AlertRow | undefined, now: number, { listLagMinutes }: TriageRules): earlier is AlertRow {
  if (earlier?.state !== 'handled') return false;
  return earlier.closedAt === undefined || now - earlier.closedAt < listLagMinutes * MINUTE_MS;
}

interface Verdict {
  readonly code: string;
  readonly text: string;
  readonly nextAt?: number;
  /** What a playbook needs; absent when none may act. */
  readonly work?: Work;
}

interface Work {
  readonly device: DeviceRef;
  readonly conditionKey: string;
  readonly details: AlertRow['details'];
}

function judge(alert: KnownAlert, kind: Classification, { now, language }: Writing): Verdict {
  const texts = triageTexts(language);
  if (kind.playbook === 'none')
    return { code: 'no-playbook', text: texts.leftAlone({ reason: plainText(kind.reason, 200) }) };
  const { snoozedUntil } = alert;
  if (snoozedUntil !== undefined && snoozedUntil > now) {
    return {
      code: 'snoozed',
      text: texts.snoozed({ until: new Date(snoozedUntil).toISOString() }),
      nextAt: snoozedUntil,
    };
  }
  const device = deviceOf(alert, kind.playbook, language);
  if ('code' in device) return device;
  const text = texts.waits({ ...kind, confidence: texts.confidence[kind.confidence] });
  return {
    code: 'queued',
    text,
    work: { device, conditionKey: conditionKeyOf(kind), details: kind.details },
  };
}

function conditionKeyOf({ playbook, details }: Exclude<Classification, { playbook: 'none' }>): string {
  return playbookNamed(playbook).conditionKeyOf(details);
}

/**
 * An alert cannot be raised after it was first listed; a date that is absurd or missing counts as
 * that moment, which is the careful one.
 */
function createdAt(alert: Alert, firstListedAt: number): number {
  return Math.min(alert.createdAt ?? firstListedAt, firstListedAt);
}

function outcomeOf(row: AlertRow, state: Outcome['state'], { code, text, nextAt }: Verdict, now: number): Outcome {
  const { title, alertId, customerId, customerName, deviceName, deviceKey, conditionKey, ticketId } = row;
  return {
    subject: String(row.alertId),
    ...{ state, code, text, nextAt, playbook: row.playbook },
    ...{ title, alertId, customerId, customerName, deviceName, deviceKey, conditionKey, ticketId },
    ...{ raisedAt: row.createdAt, firstListedAt: row.firstListedAt, updatedAt: now },
  };
}
