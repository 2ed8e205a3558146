import type { AutomoxClient } from '../../../shared/automox/client.ts';
import type { LeaseSession } from '../../../shared/budget/fence.ts';
import type { Lease } from '../../../shared/budget/lease.ts';
import type { Leased } from '../../../shared/budget/run-leased.ts';
import { approvalState } from '../../../shared/domain/approvals/approval.ts';
import type { DeviceAction } from '../../../shared/domain/approvals/proposal.ts';
import { remediationId } from '../../../shared/domain/occurrences/keys.ts';
import { type LastAction, withAction, withoutAction } from '../../../shared/domain/occurrences/last-action.ts';
import { notDoneYet, whatWasDone } from '../../../shared/domain/occurrences/what-was-done.ts';
import { AppError } from '../../../shared/errors.ts';
import { actingTexts } from '../../../shared/texts/acting/index.ts';
import { actionTexts } from '../../../shared/texts/action/index.ts';
import { doneTexts } from '../../../shared/texts/done/index.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import { type OnceAct, onceAtMost } from '../effects/at-most-once.ts';
import {
  actingFor,
  assertMayAct,
  assertStillOpen,
  type BeforeActing,
  type MayActDeps,
  occurrenceOver,
} from '../effects/may-act.ts';
import { saveOutcomes } from '../upkeep/record-outcome.ts';
import { type BlockedBy, type Order, preflight } from './command-preflight.ts';

type Deps = Pick<
  ActivityDeps,
  | 'automox'
  | 'alerts'
  | 'conditions'
  | 'customers'
  | 'directory'
  | 'effects'
  | 'outcomes'
  | 'runLeased'
  | 'clock'
  | 'policy'
  | 'workletAllowlist'
  | 'log'
> &
  MayActDeps;

interface Input extends Order {
  readonly lease: Lease;
  /** The evidence a person approved, and the number of the question. */
  readonly evidence: string;
  readonly approval: number;
}

/**
 * What became of a command. `sent`: Automox took it at `at` (epoch ms). `unclear`: it may have; it
 * is never sent again.
 */
export type CommandSent = { readonly state: 'sent' | 'unclear'; readonly at: number } | BlockedBy;

/**
 * Sends one command to one device through Automox, after a person's approval of exactly this
 * evidence. At most once for each approval, whatever crashes: a command whose answer was lost
 * counts as sent. Never when the preflight (`command-preflight.ts`) is blocked: another device than
 * was matched, one that is not connected, a closed window, the same command by somebody else.
 */
export function makeSendCommand(given: BeforeActing<Deps>) {
  return (input: Input): Promise<Leased<CommandSent>> =>
    given.runLeased(input.lease, async (session): Promise<CommandSent> => {
      const { subject, action, approval: sequence } = input;
      const deps = actingFor(given, subject);
      const { automox } = deps;
      if (!automox) return { state: 'refused', reason: actionTexts(deps.language).automoxNotSetUpAnyMore };
      const client = automox.of(action.organizationId);
      const mayAct = () => assertApproved(deps, input);
      const name = { key: subject.key, kind: action.kind, sequence };
      return onceAtMost(deps, {
        name,
        lease: input.lease,
        mayAct,
        async preflight() {
          await mayAct();
          return preflight({ ...deps, automox }, session, client, input);
        },
        act: () => send(client, session, action),
        ...actionLog(deps, input),
      });
    });
}

/**
 * Records in the row and in the outcomes what is sent, before and after: however the run ends, it
 * is reported.
 */
function actionLog(
  deps: Deps,
  { subject, action, evidence, approval: number }: Input,
): Pick<OnceAct<never>, 'note' | 'undo'> {
  const { conditions, clock, language, log } = deps;
  const { key } = subject;
  const of = { occurrence: key.occurrence, approval: number };
  let before: LastAction | undefined;
  return {
    async note(state, at) {
      const sent = { kind: action.kind, evidence, at, state, ...of } as const;
      const row = await conditions.update(key, (found) => {
        if (found.lastAction?.approval !== number) before = found.lastAction;
        const { asks = '', answer } = found.approval ?? {};
        return withAction(found, { ...sent, text: asks, by: answer?.by ?? doneTexts(language).somebody });
      });
      // It was taken from this run since it was asked for: whoever has it decides.
      if (!row && state === 'about-to-be-sent') throw occurrenceOver();
      if (!row || row.state === 'closed') return;
      const end = { end: 'waiting', code: 'verifying', text: whatWasDone(row, language) ?? '' } as const;
      await saveOutcomes(deps, row, { subject, end }, clock.now());
      if (state === 'about-to-be-sent') return;
      const about = { kind: action.kind, serverId: action.serverId, device: subject.deviceName };
      log('command-sent', { runId: remediationId(key), certain: state === 'sent', ...about });
    },
    async undo() {
      const row = await conditions.update(key, (found) => withoutAction(found, of, before));
      const text = row && notDoneYet(row, language);
      if (!text || row.state === 'closed') return;
      await saveOutcomes(deps, row, { subject, end: { end: 'waiting', code: 'answered', text } }, clock.now());
    },
  };
}

/**
 * Throws unless mode, kill switch, occurrence and a person's answer to exactly this evidence allow
 * the command now.
 */
async function assertApproved(deps: Deps, { subject, evidence, approval: number }: Input): Promise<void> {
  await assertMayAct(deps, 'approve', 'send a command to a device');
  const { approval } = await assertStillOpen(deps, subject.key);
  const isSame = approval?.evidence === evidence && approval.number === number;
  if (isSame && approvalState(approval, deps.clock.now()).state === 'approved') return;
  throw new AppError('mode_forbids', actingTexts(deps.language).notApproved);
}

function send(client: AutomoxClient, session: LeaseSession, action: DeviceAction): Promise<void> {
  return action.kind === 'reboot'
    ? client.queueCommand(session, action.serverId, 'Reboot')
    : client.remediateServer(session, action.workletId, action.serverId);
}
