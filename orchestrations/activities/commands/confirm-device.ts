import type { Agent } from '../../../shared/atera/agent-schema.ts';
import type { LeaseSession } from '../../../shared/budget/fence.ts';
import type { Lease } from '../../../shared/budget/lease.ts';
import type { Leased } from '../../../shared/budget/run-leased.ts';
import type { DeviceAction } from '../../../shared/domain/approvals/proposal.ts';
import { agentChange } from '../../../shared/domain/devices/changed-marks.ts';
import type { AgentIdentity, MatchedMarks } from '../../../shared/domain/devices/device-marks.ts';
import { type DeviceMatch, matchDevices } from '../../../shared/domain/devices/match-devices.ts';
import { HOUR_MS } from '../../../shared/durations.ts';
import { languageOf } from '../../../shared/policy/customer.ts';
import { modeAllows } from '../../../shared/policy/policy.ts';
import { actionTexts } from '../../../shared/texts/action/index.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import type { Subject } from '../../runtime/run.ts';
import { placesOf } from './device-facts.ts';
import { type FieldDeps, readMarks } from './read-fields.ts';
import { assertSameCustomer } from './same-customer.ts';

type Deps = Pick<ActivityDeps, 'automox' | 'conditions' | 'directory' | 'runLeased'> & FieldDeps;

interface Input {
  readonly lease: Lease;
  readonly subject: Subject;
  readonly action: DeviceAction;
}

/**
 * As many refreshes of the directory in a row may fail: a twin that was installed since would not
 * be known.
 */
const REFRESHES_LATE = 3;

/**
 * A directory that is younger than this is never old, however often the policy wants it refreshed.
 */
const NEVER_OLD_HOURS = 1;

type Match = Extract<DeviceMatch, { matched: true }>;

/**
 * What Atera reports about a device right before a command, and under which marks it was matched.
 */
export interface ConfirmedAgent {
  /** When Atera was asked (epoch ms). */
  readonly at: number;
  readonly agent: AgentIdentity;
  readonly by: Match['by'];
  readonly marks: MatchedMarks;
}

/**
 * Whether the agent still is the device that was matched; `reason` continues after "because",
 * without a full stop.
 */
export type Confirmation =
  | ({ readonly state: 'confirmed' } & ConfirmedAgent)
  | { readonly state: 'refused'; readonly reason: string };

/**
 * Reads the agent of a device by its id right before a command, and judges whether it still is the
 * one that was matched to the server that the command is for: the same marks, the same customer,
 * and still matched among all devices of a directory that is not old. The server's own half is
 * judged where the command is sent. One request; changes nothing.
 */
export function makeConfirmDevice(deps: Deps) {
  return ({ lease, subject, action }: Input): Promise<Leased<Confirmation>> =>
    deps.runLeased(lease, async (session): Promise<Confirmation> => {
      const { agentId, customerId } = subject;
      const language = languageOf(deps.policy, customerId);
      const texts = actionTexts(language);
      const agent = agentId === undefined ? undefined : await deps.atera.getAgent(session, agentId);
      if (!agent || agent.id !== agentId) return refused(texts.ateraLostDevice);
      const at = deps.clock.now();
      await assertSameCustomer(deps, subject, agent);
      if (agent.customerId === undefined) return refused(texts.ownerUnknown);
      const forbidden = await forbiddenByFields(deps, session, subject);
      if (forbidden !== undefined) return refused(forbidden);
      const known = (await deps.directory.get(agentId))?.automoxMatch;
      if (known?.matched === false) return refused(known.reason);
      if (known?.serverId !== action.serverId) return refused(texts.otherMatch);
      const identity = identityOf(agent);
      const change = agentChange(known.marks.agent, identity, language);
      if (change) return refused(change.reason);
      const hours = await hoursSinceListed(deps);
      const limit = Math.max(NEVER_OLD_HOURS, (REFRESHES_LATE * deps.policy.directoryRefreshMinutes) / 60);
      if (hours > limit)
        return refused(
          Number.isFinite(hours) ? texts.listedTooLongAgo({ hours: Math.round(hours) }) : texts.neverListed,
        );
      const match = await matchAmongAll(deps, identity);
      if (!match?.matched) return refused(match?.reason ?? texts.automoxNotSetUpAnyMore);
      if (match.serverId !== action.serverId) return refused(texts.otherMatch);
      return { state: 'confirmed', at, agent: identity, by: match.by, marks: known.marks };
    });
}

/**
 * Read now, the customer's as well: whoever has just opted out must not be acted on. What cannot be
 * read throws, and nothing is sent.
 */
async function forbiddenByFields(deps: Deps, session: LeaseSession, subject: Subject): Promise<string | undefined> {
  const texts = actionTexts(languageOf(deps.policy, subject.customerId));
  const { optedOut, narrowedTo } = await readMarks(deps, session, subject, { fresh: true });
  if (optedOut) return texts.optedOut;
  if (narrowedTo === undefined || modeAllows(narrowedTo, 'approve')) return undefined;
  return texts.narrowedByField({ mode: narrowedTo });
}

async function hoursSinceListed({ directory, clock }: Deps): Promise<number> {
  const last = await directory.lastRefresh();
  return last ? (clock.now() - last.startedAt) / HOUR_MS : Number.POSITIVE_INFINITY;
}

/**
 * By the directory as it is now, which a refresh may be changing, with the agent as it was just
 * read.
 */
async function matchAmongAll(
  { automox, directory, policy }: Deps,
  agent: AgentIdentity,
): Promise<DeviceMatch | undefined> {
  if (!automox) return undefined;
  const listed = await Array.fromAsync(directory.agents());
  const others = listed.filter(({ id }) => id !== agent.id);
  const servers = await Array.fromAsync(directory.servers());
  return matchDevices({ agents: [...others, agent], servers, ...placesOf(policy, automox) }).get(agent.id);
}

function identityOf({ id, machineName, serialNumber, macAddresses, customerId }: Agent): AgentIdentity {
  return { id, machineName, serialNumber, macAddresses, ...(customerId !== undefined && { customerId }) };
}

function refused(reason: string): Confirmation {
  return { state: 'refused', reason };
}
