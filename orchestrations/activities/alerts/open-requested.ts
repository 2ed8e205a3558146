import type { LeaseSession } from '../../../shared/budget/fence.ts';
import type { Lease } from '../../../shared/budget/lease.ts';
import type { Leased } from '../../../shared/budget/run-leased.ts';
import type { Condition, Opened } from '../../../shared/domain/occurrences/condition.ts';
import { deviceKey, remediationId } from '../../../shared/domain/occurrences/keys.ts';
import { plainText } from '../../../shared/domain/text/plain-text.ts';
import { playbookNamed } from '../../../shared/playbooks/index.ts';
import { triageKnown } from '../../../shared/recognition/triage.ts';
import type { RemediationRequest, RequestOpened } from '../../flows/intake.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import { openFor } from './open-waiting-alerts.ts';

type Deps = Pick<
  ActivityDeps,
  'atera' | 'alerts' | 'conditions' | 'directory' | 'monitored' | 'outcomes' | 'runLeased' | 'clock' | 'policy' | 'log'
>;

interface Input {
  readonly lease: Lease;
  readonly request: RemediationRequest;
}

/**
 * Opens or joins the occurrence a request is about. Idempotent: the same alert or device joins what
 * is open.
 */
export function makeOpenRequested(deps: Deps) {
  return ({ lease, request }: Input): Promise<Leased<RequestOpened>> =>
    deps.runLeased(lease, (session) =>
      'alertId' in request ? openAlert(deps, session, request.alertId) : openDevice(deps, session, request),
    );
}

async function openAlert(deps: Deps, session: LeaseSession, alertId: number): Promise<RequestOpened> {
  const alert = await deps.atera.getAlert(session, alertId);
  if (!alert) return refused('alert-not-found', `Atera has no alert ${alertId}.`);
  if (alert.archived) return refused('alert-ended', `Alert ${alertId} is resolved already.`);
  const now = deps.clock.now();
  const known = await deps.alerts.known([alertId]);
  const lastPoll = known.get(alertId)?.lastPoll ?? new Date(now).toISOString();
  const triageOne = triageKnown(deps, { id: lastPoll, now, isAsked: true }, deps.policy);
  const { row, outcome } = await triageOne(alert, known.get(alertId));
  await deps.alerts.save([row]);
  if (row.state === 'skipped') {
    await deps.outcomes.save([outcome]);
    return refused(outcome.code, outcome.text);
  }
  const opened = await openFor(deps, row);
  if (!opened) return refused('no-condition', `Alert ${alertId} names no condition a playbook knows.`);
  return accepted(opened);
}

type DeviceRequest = Extract<RemediationRequest, { agentId: number }>;

async function openDevice(deps: Deps, session: LeaseSession, request: DeviceRequest): Promise<RequestOpened> {
  const { agentId, playbook } = request;
  const agent = await deps.atera.getAgent(session, agentId);
  if (!agent) return refused('device-not-found', `Atera has no agent ${agentId}.`);
  const facts = {
    deviceKey: deviceKey({ agentId }),
    playbook,
    agentId,
    customerId: agent.customerId,
    deviceName: plainText(agent.machineName, 100),
    ...conditionOf(deps, request),
  };
  return accepted(await deps.conditions.openOccurrence(facts, deps.clock.now()));
}

function accepted({ condition, joined }: Opened): RequestOpened {
  const { deviceKey, conditionKey } = condition;
  return { accepted: true, remediationId: remediationId(condition), joined, deviceKey, conditionKey };
}

/**
 * Which condition of the device is meant, by what was asked for and the policy, because no alert
 * says it.
 */
function conditionOf({ policy }: Deps, asked: DeviceRequest) {
  const { request, conditionKeyOf, policy: own } = playbookNamed(asked.playbook);
  const details = request?.details(asked, policy[own.section]) as Condition['details'];
  return { conditionKey: conditionKeyOf(details), details };
}

function refused(code: string, message: string): RequestOpened {
  return { accepted: false, code, message };
}
