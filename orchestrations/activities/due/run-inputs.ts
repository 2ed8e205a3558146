import { isListed } from '../../../shared/domain/alerts/alert-row.ts';
import { knownCommands } from '../../../shared/domain/occurrences/attempts.ts';
import type { Condition } from '../../../shared/domain/occurrences/condition.ts';
import { isFlapping } from '../../../shared/domain/occurrences/occurrence.ts';
import { isHintDue } from '../../../shared/domain/occurrences/ticket-hint.ts';
import { worseSince } from '../../../shared/domain/tickets/person-close.ts';
import { isBouncing } from '../../../shared/domain/tickets/reopening.ts';
import { isReadDue } from '../../../shared/domain/tickets/ticket-memory.ts';
import { HOUR_MS } from '../../../shared/durations.ts';
import { playbookNamed } from '../../../shared/playbooks/index.ts';
import { languageOf } from '../../../shared/policy/customer.ts';
import { lower } from '../../../shared/policy/ladder.ts';
import { effectiveMode, isPlaybook, type PlaybookName, type Policy } from '../../../shared/policy/policy.ts';
import { watchRules } from '../../../shared/policy/watch-rules.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import type { Lanes } from '../../runtime/leases/standing.ts';
import type { AboutRun, FollowUpRun, RemediationRun, RunPolicy, Subject, WatchedTicket } from '../../runtime/run.ts';
import { alertGravity } from '../alerts/alert-gravity.ts';
import { lastCap } from '../commands/read-fields.ts';

type Deps = Pick<
  ActivityDeps,
  'alerts' | 'customers' | 'directory' | 'effects' | 'narrowings' | 'clock' | 'policy' | 'mode'
> & {
  /** Those that the run may try. */
  readonly lanes?: Lanes | undefined;
};

/** The row names a playbook that this version of the app does not have. */
export class UnknownPlaybookError extends Error {
  override readonly name = 'UnknownPlaybookError';
}

/**
 * Returns what the next run is about, from the row of its condition: it has the next number. Throws
 * for a playbook this version of the app does not have.
 */
export function subjectOf(condition: Condition): Subject {
  const { agentId, deviceGuid, details, playbook } = condition;
  if (!isPlaybook(playbook)) throw new UnknownPlaybookError(`There is no playbook ${playbook}`);
  return {
    ...aboutRun(condition),
    playbook,
    ...(agentId !== undefined && { agentId }),
    ...(deviceGuid !== undefined && { deviceGuid }),
    ...(details && { details }),
  };
}

/** Returns what an end says of its subject, whatever playbook the row names. */
export function aboutRun({ playbook, customerId, deviceName, ...row }: Condition): AboutRun {
  const { deviceKey, conditionKey, occurrence, run } = row;
  return {
    key: { deviceKey, conditionKey, occurrence, run: run + 1 },
    playbook,
    ...(customerId !== undefined && { customerId }),
    ...(deviceName !== undefined && { deviceName }),
  };
}

/** Returns the input of a remediation: the condition, and mode and policy as they are now. */
export async function remediationRun(deps: Deps, condition: Condition): Promise<RemediationRun> {
  const { alerts, directory, policy, customers, mode, lanes } = deps;
  const subject = subjectOf(condition);
  const { customerId, ticketId, fixedAt, failedInspections, failedActions } = condition;
  const commands = knownCommands(condition);
  const alertId = condition.alertIds.at(-1);
  const alert = alertId === undefined ? undefined : await alerts.get(alertId);
  const known = await knownOf(directory, subject);
  return {
    subject,
    ...(condition.restarts !== undefined && { restarts: condition.restarts }),
    ...(alertId !== undefined && { alertId }),
    alertCreatedAt: alert?.createdAt ?? condition.openedAt,
    ...(alert && { alertFirstListedAt: alert.firstListedAt }),
    openedAt: condition.openedAt,
    mayBeOver: alert !== undefined && !isListed(alert, await alerts.listedSince()),
    mode: lower(effectiveMode(policy, mode, subject.playbook, customerId), await lastCap(deps, subject)),
    flapping: flaps(condition, known, policy),
    recentCloses: condition.recentCloses,
    policy: { ...runPolicy(policy, subject.playbook), ...(lanes && { lanes }) },
    customer: await customers.policyOf(customerId),
    known,
    ...(ticketId !== undefined && { ticketId }),
    ...((await mayHaveLostTicket(deps, condition)) && { mayHaveLostTicket: true }),
    ...(fixedAt !== undefined && { fixedAt }),
    ...(alert && { alertSays: { title: alert.title, message: alert.message, severity: alert.severity } }),
    ...(condition.cancelled !== undefined && {
      cancelled: { reason: condition.cancelled, alertIds: condition.alertIds },
    }),
    ...(failedInspections && { failedInspections }),
    ...(failedActions && { failedActions }),
    ...(commands && { commands }),
  };
}

/** Whether it comes and goes. A device that its people switch off at will does so by nature. */
function flaps(condition: Condition, known: RemediationRun['known'], policy: Policy): boolean {
  const { watch, mayFlap } = playbookNamed(condition.playbook).bind(policy);
  return mayFlap(known.deviceClass) && isFlapping(condition, watch.flapping);
}

async function knownOf(
  directory: Deps['directory'],
  { agentId, customerId }: Subject,
): Promise<RemediationRun['known']> {
  const agent = agentId === undefined ? undefined : await directory.agent(agentId);
  const deviceCount = customerId === undefined ? undefined : await directory.deviceCount(customerId);
  return { ...(agent && { deviceClass: agent.deviceClass }), ...(deviceCount !== undefined && { deviceCount }) };
}

/** Returns the input of a follow-up: the same, and how the watched condition stands. */
export async function followUpRun(deps: Deps, condition: Condition): Promise<FollowUpRun> {
  const { clearSince } = condition;
  return {
    ...(await remediationRun(deps, condition)),
    ...(clearSince !== undefined && { clearSince }),
    commentDue: isCommentDue(deps, condition),
    bouncing: isBouncing(condition, watchRules(deps.policy, subjectOf(condition).playbook)),
    ticket: await watchedTicket(deps, condition),
  };
}

/** How the ticket was last read. Reads the alerts only while a person's end of it is respected. */
async function watchedTicket(deps: Deps, condition: Condition): Promise<WatchedTicket> {
  const known = condition.ticket?.ticketId === condition.ticketId ? condition.ticket : undefined;
  const { readAt, hold } = known ?? {};
  const now = deps.clock.now();
  const isDue = isReadDue(known, now, deps.policy.ticketReadHours) || isHintDue(condition, now);
  const readDue = condition.ticketId !== undefined && isDue;
  const language = languageOf(deps.policy, condition.customerId);
  const worse = hold && worseSince(hold.at, await alertGravity(deps, condition), language);
  return {
    readDue,
    ...(readAt !== undefined && { readAt }),
    ...(hold && { hold }),
    ...(worse !== undefined && { worse }),
  };
}

/**
 * A further firing is noted after `repeatCommentHours`; a condition that merely persists is
 * reminded of where its playbook does so.
 */
function isCommentDue({ policy, clock }: Deps, condition: Condition): boolean {
  const { lastCommentAt, openedAt, repeats } = condition;
  const { reminderEveryHours } = watchRules(policy, subjectOf(condition).playbook);
  const everyHours = repeats > 0 ? policy.repeatCommentHours : reminderEveryHours;
  return everyHours !== undefined && clock.now() >= (lastCommentAt ?? openedAt) + everyHours * HOUR_MS;
}

/**
 * True when a ticket was begun for the occurrence whose row knows none: its answer was lost. Its
 * first run has begun none.
 */
async function mayHaveLostTicket({ effects }: Deps, condition: Condition): Promise<boolean> {
  const { ticketId, runBy, trail } = condition;
  const isFirst = runBy === undefined && !trail?.events.some(({ what }) => what === 'decided');
  if (ticketId !== undefined || isFirst) return false;
  const stored = await effects.get({ key: condition, kind: 'ticket', sequence: condition.ticketNumber });
  return stored !== undefined && stored.effect.state !== 'void';
}

function runPolicy(policy: Policy, playbook: PlaybookName): RunPolicy {
  const { retryAfterMinutes, brokenRunRetryMinutes, remediationDeadlineMinutes, approvalExpiresHours } = policy;
  const { returnCheckMinutes, busyCheckMinutes, inspectionFailuresBeforeTicket, optOutCheckHours, customFields } =
    policy;
  const { attemptsPerDay, attemptsPerWeek, fixHoldsDays, breaker, deferredExpiresHours, workletOutput } = policy;
  const { section } = playbookNamed(playbook).policy;
  return {
    ...{ retryAfterMinutes, brokenRunRetryMinutes, remediationDeadlineMinutes, approvalExpiresHours },
    ...{ returnCheckMinutes, busyCheckMinutes, inspectionFailuresBeforeTicket, optOutCheckHours },
    customFields,
    ...{ attemptsPerDay, attemptsPerWeek, fixHoldsDays, breaker, deferredExpiresHours, workletOutput },
    [section]: policy[section],
  };
}
