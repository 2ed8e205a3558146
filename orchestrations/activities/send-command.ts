import type { AutomoxClient } from '../../shared/automox/client.ts';
import type { LeaseSession } from '../../shared/budget/fence.ts';
import type { Lease } from '../../shared/budget/lease.ts';
import type { Leased } from '../../shared/budget/run-leased.ts';
import { approvalState } from '../../shared/domain/approval.ts';
import { remediationId } from '../../shared/domain/keys.ts';
import type { DeviceAction } from '../../shared/domain/proposal.ts';
import { AppError } from '../../shared/errors.ts';
import type { ActivityDeps } from '../deps.ts';
import { onceAtMost } from './at-most-once.ts';
import { type Obstacle, type Order, obstacleTo } from './command-obstacle.ts';
import { actingFor, assertMayAct, assertStillOpen, type BeforeActing, type MayActDeps } from './may-act.ts';

type Deps = Pick<
  ActivityDeps,
  'automox' | 'conditions' | 'directory' | 'effects' | 'runLeased' | 'clock' | 'policy' | 'log'
> &
  MayActDeps;

interface Input extends Order {
  readonly lease: Lease;
  /** The evidence a person approved, and the number of the question. */
  readonly evidence: string;
  readonly approval: number;
}

/** What became of a command. `sent`: Automox took it at `at` (epoch ms). `unclear`: it may have; it is never sent again. */
export type CommandSent = { readonly state: 'sent' | 'unclear'; readonly at: number } | Obstacle;

/**
 * Sends one command to one device through Automox, after a person's approval of exactly this evidence. At most once for each
 * approval, whatever crashes: a command whose answer was lost counts as sent. Never against an obstacle (`command-obstacle.ts`): another
 * device than was matched, one that is not connected, a closed window, the same command of somebody else.
 */
export function makeSendCommand(given: BeforeActing<Deps>) {
  return (input: Input): Promise<Leased<CommandSent>> =>
    given.runLeased(input.lease, async (session): Promise<CommandSent> => {
      const { subject, action, approval: sequence } = input;
      const deps = actingFor(given, subject);
      const { automox } = deps;
      if (!automox) return { state: 'refused', reason: 'Automox is not set up any more' };
      const client = automox.of(action.organizationId);
      const mayAct = () => assertApproved(deps, input);
      const name = { key: subject.key, kind: action.kind, sequence };
      return onceAtMost(deps, {
        name,
        lease: input.lease,
        mayAct,
        async obstacle() {
          await mayAct();
          return obstacleTo({ ...deps, automox }, session, client, input);
        },
        act: () => send(client, session, action),
        done: () =>
          deps.log('command-sent', {
            runId: remediationId(subject.key),
            kind: action.kind,
            serverId: action.serverId,
            device: subject.deviceName,
          }),
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

function send(client: AutomoxClient, session: LeaseSession, action: DeviceAction): Promise<void> {
  return action.kind === 'reboot'
    ? client.queueCommand(session, action.serverId, 'Reboot')
    : client.remediateServer(session, action.workletId, action.serverId);
}
