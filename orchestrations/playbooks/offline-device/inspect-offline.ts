import type { Agent } from '../../../shared/atera/agent-schema.ts';
import type { LeaseSession } from '../../../shared/budget/fence.ts';
import type { Lease } from '../../../shared/budget/lease.ts';
import type { Leased } from '../../../shared/budget/run-leased.ts';
import { deviceClass } from '../../../shared/domain/devices/device-class.ts';
import { isSuccessor, possibleSuccessor, type Successor } from '../../../shared/domain/devices/reinstalled.ts';
import { surroundings } from '../../../shared/playbooks/site-incident/surroundings.ts';
import { findAlerts } from '../../activities/alerts/find-alerts.ts';
import { findAutomoxMatch, readDevice } from '../../activities/commands/device-facts.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import type { Subject } from '../../runtime/run.ts';
import type { OfflineInspection } from './observe-offline.ts';

type Deps = Pick<
  ActivityDeps,
  | 'atera'
  | 'automox'
  | 'alerts'
  | 'conditions'
  | 'directory'
  | 'sites'
  | 'runLeased'
  | 'clock'
  | 'policy'
  | 'narrowings'
  | 'log'
>;

interface Input {
  readonly lease: Lease;
  readonly subject: Subject;
  readonly needReading: boolean;
}

/**
 * Reads whether the occurrence's alerts are open, whether Atera shows the device online, and
 * whether its site or Atera itself is away (one row of ours). Changes nothing but our own note that
 * an alert has ended. The device is not read when its alert has ended or when nobody would be
 * called anyway, unless the reading is needed. One that is offline is searched for under a new
 * agent.
 */
export function makeInspectOffline(deps: Deps) {
  return ({ lease, subject, needReading }: Input): Promise<Leased<OfflineInspection>> =>
    deps.runLeased(lease, async (session) => {
      const device = needReading ? await readAgent(deps, session, subject) : undefined;
      // A device that Atera shows online is more certain than an alert that is no longer listed;
      // one that is away is not.
      const deviceWasRead = device?.online === true;
      const alerts = await findAlerts(deps, session, subject.key, { deviceWasRead });
      const around = surroundings(await deps.sites.get(), subject.customerId, alerts.newestAlertAt);
      const inspection = { ...alerts, ...around, inspectedAt: deps.clock.now() };
      const isOver = !alerts.alertOpen && alerts.alertIds.length > 0;
      const isExcused = around.vendorQuiet || around.siteIncident !== undefined;
      if (!device && (isOver || isExcused)) return { ...inspection, deviceFound: true };
      return { ...inspection, ...(device ?? (await readAgent(deps, session, subject))) };
    });
}

type DeviceFacts = Pick<
  OfflineInspection,
  'deviceFound' | 'optedOut' | 'narrowedTo' | 'online' | 'lastSeenAt' | 'successor' | 'deviceClass' | 'automoxMatch'
>;

async function readAgent(deps: Deps, session: LeaseSession, subject: Subject): Promise<DeviceFacts> {
  const { agent, marks } = await readDevice(deps, session, subject);
  if (!agent) return { deviceFound: false };
  const { online, lastSeenAt } = agent;
  const known = await deps.directory.get(agent.id);
  const successor = online === false ? await findSuccessor(deps, session, agent) : undefined;
  return {
    deviceFound: true,
    ...marks,
    ...(online !== undefined && { online }),
    ...(lastSeenAt !== undefined && { lastSeenAt }),
    ...(successor && { successor }),
    deviceClass: deviceClass(agent, known?.agent.deviceClass),
    automoxMatch: findAutomoxMatch(deps, subject, agent, known),
  };
}

/**
 * The agent under which the same device reports since its agent was reinstalled: the one that the
 * directory names, read again by its id (one request), because only what is online now shows that
 * the device is not away.
 */
async function findSuccessor(
  { atera, directory }: Pick<Deps, 'atera' | 'directory'>,
  session: LeaseSession,
  agent: Agent,
): Promise<Successor | undefined> {
  if (agent.serialNumber === '') return undefined;
  const candidate = possibleSuccessor(agent, await directory.agentsBySerial(agent.serialNumber));
  const read = candidate && (await atera.getAgent(session, candidate.id));
  if (!read || read.createdAt === undefined || !isSuccessor(agent, read)) return undefined;
  return { agentId: read.id, installedAt: read.createdAt };
}
