import { z } from 'zod';
import type { LeaseSession } from '../../../shared/budget/fence.ts';
import type { Lease } from '../../../shared/budget/lease.ts';
import type { Leased } from '../../../shared/budget/run-leased.ts';
import { deviceClass } from '../../../shared/domain/devices/device-class.ts';
import { bootBefore } from '../../../shared/playbooks/pending-reboot/boot.ts';
import type { SignedIn } from '../../../shared/playbooks/pending-reboot/signed-in.ts';
import { findAlerts } from '../../activities/alerts/find-alerts.ts';
import { findAutomoxMatch, readDevice } from '../../activities/commands/device-facts.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import type { Inspection } from '../../runtime/inspection.ts';
import type { Subject } from '../../runtime/run.ts';
import type { RebootInspection } from './observe-reboot.ts';

type Deps = Pick<
  ActivityDeps,
  'atera' | 'automox' | 'alerts' | 'conditions' | 'directory' | 'runLeased' | 'clock' | 'policy' | 'narrowings' | 'log'
>;

interface Input {
  readonly lease: Lease;
  readonly subject: Subject;
  readonly needReading: boolean;
}

/**
 * Reads whether the occurrence's alerts are open, and what Atera says of the device: online, last
 * boot, users. Changes nothing but our own notes that an alert has ended, and which boot was the
 * last one before it.
 */
export function makeInspectReboot(deps: Deps) {
  return ({ lease, subject, needReading }: Input): Promise<Leased<RebootInspection>> =>
    deps.runLeased(lease, async (session) => {
      const alerts = await findAlerts(deps, session, subject.key);
      const isOver = !alerts.alertOpen && alerts.alertIds.length > 0;
      if (isOver && !needReading) return { ...alerts, deviceFound: true, inspectedAt: deps.clock.now() };
      const device = await readReboot(deps, session, subject);
      return {
        ...alerts,
        inspectedAt: deps.clock.now(),
        ...device,
        ...(await remembered(deps, subject, alerts, device)),
      };
    });
}

type Device = Omit<RebootInspection, keyof Alerts | 'inspectedAt' | keyof Remembered>;

async function readReboot(deps: Deps, session: LeaseSession, subject: Subject): Promise<Device> {
  const { agent, marks } = await readDevice(deps, session, subject);
  if (!agent) return { deviceFound: false };
  const { online, lastRebootAt, currentLoggedUsers } = agent;
  const known = await deps.directory.get(agent.id);
  return {
    deviceFound: true,
    ...marks,
    deviceClass: deviceClass(agent, known?.agent.deviceClass),
    ...(online !== undefined && { online }),
    ...(lastRebootAt !== undefined && { lastRebootAt }),
    ...(currentLoggedUsers !== undefined && { someoneNamed: currentLoggedUsers.trim() !== '' }),
    automoxMatch: findAutomoxMatch(deps, subject, agent, known),
  };
}

/**
 * What our own tables add: the alert's text, what a question named, who was signed in when a person
 * approved, and the boot before.
 */
async function remembered(
  deps: Deps,
  subject: Subject,
  { openAlertIds, surelyRaisedAt }: Alerts,
  device: Device,
): Promise<Remembered> {
  const { deviceKey, conditionKey } = subject.key;
  const newest = openAlertIds.at(-1);
  const alert = newest === undefined ? undefined : await deps.alerts.get(newest);
  const condition = await deps.conditions.get(deviceKey, conditionKey);
  const approval = condition?.approval;
  const approved = approval?.answer?.approved ? Users.safeParse(approval.facts.signedIn).data : undefined;
  const askedBoot = approval?.facts.lastBoot;
  const before = await rememberBoot(deps, subject, device, {
    known: condition?.bootBefore,
    raisedAt: surelyRaisedAt ?? condition?.openedAt,
  });
  return {
    ...(alert?.title && { alertText: alert.title }),
    ...(approved && { approvedUsers: approved }),
    ...(approved && approval?.answer && { approvedAt: approval.answer.at }),
    ...(typeof askedBoot === 'string' && { askedBoot }),
    ...(before !== undefined && { bootBefore: before }),
  };
}

/**
 * Keeps in the row which boot was the last one before the alert: only a later one that differs from
 * it is a reboot.
 */
async function rememberBoot(
  { conditions, directory }: Pick<Deps, 'conditions' | 'directory'>,
  { key, agentId }: Subject,
  { lastRebootAt, online }: Device,
  { known, raisedAt }: { readonly known: number | undefined; readonly raisedAt: number | undefined },
): Promise<number | undefined> {
  if (raisedAt === undefined) return known;
  const now = online === true ? lastRebootAt : undefined;
  const listed = known === undefined && agentId !== undefined ? await directory.agent(agentId) : undefined;
  const before = bootBefore({ known, lastRebootAt: now }, raisedAt, listed);
  if (before !== undefined && before !== known) await conditions.update(key, (row) => ({ ...row, bootBefore: before }));
  return before;
}

const Users: z.ZodType<SignedIn> = z.enum(['nobody', 'somebody', 'unknown']);

type Alerts = Pick<Inspection, 'alertOpen' | 'alertIds' | 'openAlertIds' | 'newestAlertAt' | 'surelyRaisedAt'>;
type Remembered = Pick<RebootInspection, 'alertText' | 'approvedUsers' | 'approvedAt' | 'askedBoot' | 'bootBefore'>;
