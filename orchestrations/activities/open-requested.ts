import type { LeaseSession } from '../../shared/budget/fence.ts';
import type { Lease } from '../../shared/budget/lease.ts';
import type { Leased } from '../../shared/budget/run-leased.ts';
import { deviceKey, diskConditionKey, remediationId } from '../../shared/domain/keys.ts';
import { plainText } from '../../shared/domain/plain-text.ts';
import { sight } from '../../shared/domain/sighting.ts';
import type { ActivityDeps } from '../deps.ts';
import type { IntakeEnd, RemediationRequest } from '../intake.ts';
import { openFor } from './open-waiting-alerts.ts';

type Deps = Pick<
  ActivityDeps,
  'atera' | 'alerts' | 'conditions' | 'outcomes' | 'runLeased' | 'clock' | 'policy' | 'log'
>;

interface Input {
  readonly lease: Lease;
  readonly request: RemediationRequest;
}

/** Opens or joins the occurrence a request is about. Twice is harmless: the same alert or device joins what is open. */
export function makeOpenRequested(deps: Deps) {
  return ({ lease, request }: Input): Promise<Leased<IntakeEnd>> =>
    deps.runLeased(lease, (session) =>
      'alertId' in request ? openAlert(deps, session, request.alertId) : openDevice(deps, session, request),
    );
}

async function openAlert(deps: Deps, session: LeaseSession, alertId: number): Promise<IntakeEnd> {
  const alert = await deps.atera.getAlert(session, alertId);
  if (!alert) return refused('alert-not-found', `Atera has no alert ${alertId}.`);
  if (alert.archived) return refused('alert-over', `Alert ${alertId} is resolved already.`);
  const now = deps.clock.now();
  const known = await deps.alerts.known([alertId]);
  const lastPoll = known.get(alertId)?.lastPoll ?? new Date(now).toISOString();
  const { row, outcome } = sight(alert, known.get(alertId), { id: lastPoll, now }, deps.policy);
  await deps.alerts.save([row]);
  if (row.state === 'skipped') {
    await deps.outcomes.save([outcome]);
    return refused(outcome.code, outcome.text);
  }
  const opened = await openFor(deps, row);
  if (!opened) return refused('no-condition', `Alert ${alertId} names no condition a playbook knows.`);
  return { accepted: true, remediationId: remediationId(opened.condition), joined: opened.joined };
}

async function openDevice(
  deps: Deps,
  session: LeaseSession,
  { agentId, playbook, drive }: Extract<RemediationRequest, { agentId: number }>,
): Promise<IntakeEnd> {
  const agent = await deps.atera.getAgent(session, agentId);
  if (!agent) return refused('device-not-found', `Atera has no agent ${agentId}.`);
  const facts = {
    deviceKey: deviceKey({ agentId }),
    conditionKey: diskConditionKey(drive),
    playbook,
    agentId,
    drive: drive.toUpperCase(),
    customerId: agent.customerId,
    deviceName: plainText(agent.machineName, 100),
    thresholdPercent: deps.policy.diskSpace.defaultThresholdPercent,
  };
  const { condition, joined } = await deps.conditions.openOccurrence(facts, deps.clock.now());
  return { accepted: true, remediationId: remediationId(condition), joined };
}

function refused(code: string, message: string): IntakeEnd {
  return { accepted: false, code, message };
}
