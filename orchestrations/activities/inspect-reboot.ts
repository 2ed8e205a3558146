import { z } from 'zod';
import type { LeaseSession } from '../../shared/budget/fence.ts';
import type { Lease } from '../../shared/budget/lease.ts';
import type { Leased } from '../../shared/budget/run-leased.ts';
import { deviceClass } from '../../shared/domain/device-class.ts';
import type { SignedIn } from '../../shared/domain/reboot-window.ts';
import type { ActivityDeps } from '../deps.ts';
import type { RebootLook } from '../playbooks/pending-reboot/look.ts';
import type { Look, Subject } from '../run.ts';
import { findHands, readDevice } from './device-facts.ts';
import { findAlerts } from './find-alerts.ts';

type Deps = Pick<
  ActivityDeps,
  'atera' | 'automox' | 'alerts' | 'conditions' | 'directory' | 'runLeased' | 'clock' | 'policy'
>;

interface Input {
  readonly lease: Lease;
  readonly subject: Subject;
  readonly needReading: boolean;
}

/**
 * Reads whether the occurrence's alerts are open, and what Atera says of the device: online, last boot, users. Changes nothing but our own
 * note that an alert is over.
 */
export function makeInspectReboot(deps: Deps) {
  return ({ lease, subject, needReading }: Input): Promise<Leased<RebootLook>> =>
    deps.runLeased(lease, async (session) => {
      const alerts = await findAlerts(deps, session, subject.key);
      const isOver = !alerts.alertOpen && alerts.alertIds.length > 0;
      if (isOver && !needReading) return { ...alerts, deviceFound: true, lookedAt: deps.clock.now() };
      const device = await readReboot(deps, session, subject);
      return { ...alerts, lookedAt: deps.clock.now(), ...device, ...(await remembered(deps, subject, alerts)) };
    });
}

type Device = Omit<RebootLook, keyof Alerts | 'lookedAt' | keyof Remembered>;

async function readReboot(deps: Deps, session: LeaseSession, subject: Subject): Promise<Device> {
  const { agent, optedOut } = await readDevice(deps, session, subject);
  if (!agent) return { deviceFound: false };
  const { online, lastRebootAt, currentLoggedUsers } = agent;
  return {
    deviceFound: true,
    ...(optedOut && { optedOut }),
    deviceClass: deviceClass(agent),
    ...(online !== undefined && { online }),
    ...(lastRebootAt !== undefined && { lastRebootAt }),
    ...(currentLoggedUsers !== undefined && { someoneNamed: currentLoggedUsers.trim() !== '' }),
    hands: findHands(deps, subject, agent, await deps.directory.get(agent.id)),
  };
}

/** What our own tables add: the alert's text, and who was signed in when a person said yes. */
async function remembered(
  { alerts, conditions }: Deps,
  { key }: Subject,
  { openAlertIds }: Alerts,
): Promise<Remembered> {
  const newest = openAlertIds.at(-1);
  const alert = newest === undefined ? undefined : await alerts.get(newest);
  const approval = (await conditions.get(key.deviceKey, key.conditionKey))?.approval;
  const approved = approval?.answer?.approved ? Users.safeParse(approval.facts.signedIn).data : undefined;
  return { ...(alert?.title && { alertText: alert.title }), ...(approved && { approvedUsers: approved }) };
}

const Users: z.ZodType<SignedIn> = z.enum(['nobody', 'somebody', 'unknown']);

type Alerts = Pick<Look, 'alertOpen' | 'alertIds' | 'openAlertIds' | 'newestAlertAt'>;
type Remembered = Pick<RebootLook, 'alertText' | 'approvedUsers'>;
