import type { AutomoxClient } from '../../shared/automox/client.ts';
import type { QueuedCommand } from '../../shared/automox/command-schema.ts';
import type { LeaseSession } from '../../shared/budget/fence.ts';
import type { Lease } from '../../shared/budget/lease.ts';
import type { Leased } from '../../shared/budget/run-leased.ts';
import { approvalState } from '../../shared/domain/approval.ts';
import type { DeviceAction } from '../../shared/domain/proposal.ts';
import { AppError } from '../../shared/errors.ts';
import { isUnreadable } from '../../shared/http/rows.ts';
import type { ActivityDeps } from '../deps.ts';
import type { Subject } from '../run.ts';
import { onceAtMost } from './at-most-once.ts';
import { actingFor, assertMayAct, assertStillOpen, type BeforeActing, type MayActDeps } from './may-act.ts';

type Deps = Pick<ActivityDeps, 'automox' | 'conditions' | 'effects' | 'runLeased' | 'clock' | 'policy' | 'log'> &
  MayActDeps;

interface Input {
  readonly lease: Lease;
  readonly subject: Subject;
  readonly action: DeviceAction;
  /** The evidence a person approved, and the number of the question. */
  readonly evidence: string;
  readonly approval: number;
}

/**
 * What became of a command. `sent`: Automox took it at `at` (epoch ms). `unclear`: it may have; it is never sent again. `offline`:
 * nothing was sent, because the device is not connected and the command would lie in wait. `refused`: nothing was sent, for `reason`.
 */
export type CommandSent =
  | { readonly state: 'sent' | 'unclear'; readonly at: number }
  | { readonly state: 'offline' }
  | { readonly state: 'refused'; readonly reason: string };

/**
 * Sends one command to one device through Automox, after a person's approval of exactly this evidence. At most once for each
 * approval, whatever crashes: a command whose answer was lost counts as sent. Never to a device that is not connected, and not beside the
 * same command of somebody else.
 */
export function makeSendCommand(given: BeforeActing<Deps>) {
  return (input: Input): Promise<Leased<CommandSent>> =>
    given.runLeased(input.lease, async (session): Promise<CommandSent> => {
      const { subject, action, approval: sequence } = input;
      const deps = actingFor(given, subject);
      const client = deps.automox?.of(action.organizationId);
      if (!client) return { state: 'refused', reason: 'Automox is not set up any more' };
      const mayAct = () => assertApproved(deps, input);
      await mayAct();
      const name = { key: subject.key, kind: action.kind, sequence };
      return onceAtMost(deps, {
        name,
        lease: input.lease,
        mayAct,
        obstacle: () => obstacleTo(client, session, action),
        act: () => send(client, session, action),
        done: () =>
          deps.log('command-sent', { kind: action.kind, serverId: action.serverId, device: subject.deviceName }),
      });
    });
}

/** Throws unless mode, kill switch, occurrence and a person's answer to exactly this evidence allow the command now. */
async function assertApproved(deps: Deps, { subject, evidence, approval: number }: Input): Promise<void> {
  await assertMayAct(deps, 'approve', 'send a command to a device');
  const { approval } = await assertStillOpen(deps, subject.key);
  const valid = { validHours: deps.policy.offlineDevice.deferredExpiresHours };
  const isSame = approval?.evidence === evidence && approval.number === number;
  if (isSame && approvalState(approval, deps.clock.now(), valid).state === 'approved') return;
  throw new AppError('mode_forbids', 'Nobody approved this command on this evidence');
}

/** Why the command must not be sent now; undefined = nothing stands against it. Two requests. */
async function obstacleTo(
  client: AutomoxClient,
  session: LeaseSession,
  action: DeviceAction,
): Promise<Exclude<CommandSent, { at: number }> | undefined> {
  const server = await client.getServer(session, action.serverId);
  if (!server) return { state: 'refused', reason: 'Automox does not know the device any more' };
  if (server.connected !== true) return { state: 'offline' };
  if (action.kind === 'reboot' && server.needsReboot !== true)
    return { state: 'refused', reason: 'Automox no longer says that a reboot is needed' };
  const queue = await client.getQueue(session, action.serverId);
  const rows = queue.rows.filter((row): row is QueuedCommand => !isUnreadable(row));
  if (rows.length < queue.rows.length) return { state: 'refused', reason: "the device's queue cannot be read" };
  return rows.some((row) => isSameCommand(row, action))
    ? { state: 'refused', reason: 'the same command waits in its queue already' }
    : undefined;
}

/** Whether a queued command does the same as `action`, whoever queued it. */
export function isSameCommand({ command, policyId }: QueuedCommand, action: DeviceAction): boolean {
  return action.kind === 'reboot' ? command === 'Reboot' : policyId === action.workletId;
}

function send(client: AutomoxClient, session: LeaseSession, action: DeviceAction): Promise<void> {
  return action.kind === 'reboot'
    ? client.queueCommand(session, action.serverId, 'Reboot')
    : client.remediateServer(session, action.workletId, action.serverId);
}
