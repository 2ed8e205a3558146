import { nextBaseline } from '../../shared/domain/disk-growth.ts';
import { type Hands, matchDevices } from '../../shared/domain/match-devices.ts';
import { automoxPlace } from '../../shared/policy/customer.ts';
import type { DirectoryAgent, DirectoryServer } from '../../shared/storage/directory-rows.ts';
import type { ActivityDeps } from '../deps.ts';

type Deps = Pick<ActivityDeps, 'automox' | 'directory' | 'policy' | 'log'>;

interface Input {
  readonly startedAt: number;
  /** Different devices that the lists are said to hold. */
  readonly expected: { readonly agents: number; readonly servers: number };
  /** Organisations that Automox does not let us see. */
  readonly refused: readonly number[];
}

/** What a refresh has brought so far, in numbers of devices. */
export interface Matched {
  readonly agents: number;
  readonly servers: number;
  /** Agents that are one Automox device for certain. */
  readonly hands: number;
  /** Devices that the lists are said to hold and did not show. */
  readonly missing: number;
  /** Why the lists cannot be believed at all. */
  readonly incomplete?: string;
}

/**
 * Says of each agent that this refresh listed which Automox server it is, from the stored rows, and keeps a reading of its disks when the
 * kept one has become old. Twice is harmless: the same rows give the same answer.
 */
export function makeMatchDevices(deps: Deps) {
  const { directory, log } = deps;
  return async ({ startedAt, expected, refused }: Input): Promise<Matched> => {
    const agents = await Array.fromAsync(directory.agents());
    const servers = await Array.fromAsync(directory.servers());
    const isListed = ({ listedAt }: DirectoryAgent | DirectoryServer) => listedAt >= startedAt;
    const listed = { agents: agents.filter(isListed), servers: servers.filter(isListed) };
    const counts = { agents: listed.agents.length, servers: listed.servers.length };
    const { missing, incomplete } = judge(counts, expected, agents.length);
    if (incomplete !== undefined) return { ...counts, hands: 0, missing, incomplete };
    for (const organizationId of refused) log('automox-organization-refused', { organizationId });
    const found = handsOf(deps, { agents, servers }, { ...listed, refused });
    await directory.saveHands(found, startedAt);
    await keepReadings(directory, listed.agents, startedAt);
    const hands = [...found.values()].filter((one) => one.hands).length;
    return { ...counts, hands, missing };
  };
}

interface Devices {
  readonly agents: readonly DirectoryAgent[];
  readonly servers: readonly DirectoryServer[];
}

/**
 * Devices that were not listed this time take part all the same: where a list skipped one of two twins, the other would look like the
 * only one. But only a server that was listed is somebody's hands.
 */
function handsOf(
  { automox, policy }: Pick<Deps, 'automox' | 'policy'>,
  known: Devices,
  listed: Devices & Pick<Input, 'refused'>,
): Map<number, Hands> {
  if (!automox) return new Map(listed.agents.map(({ id }) => [id, none('Automox is not set up')]));
  const placeOf = (customerId: number) => automoxPlace(policy, customerId, automox.defaultOrganizationId);
  const matches = matchDevices({ ...known, placeOf });
  const serverIds = new Set(listed.servers.map(({ id }) => id));
  const answer = ({ id, customerId }: DirectoryAgent): Hands => {
    const place = customerId === undefined ? undefined : placeOf(customerId);
    if (place && listed.refused.includes(place.organizationId))
      return none(`Automox does not let the app see organisation ${place.organizationId}`);
    const hands = matches.get(id) ?? none('the device is not in the directory');
    return hands.hands && !serverIds.has(hands.serverId) ? none('Automox no longer lists its device') : hands;
  };
  return new Map(listed.agents.map((agent) => [agent.id, answer(agent)]));
}

function none(reason: string): Hands {
  return { hands: false, reason };
}

function judge(listed: Input['expected'], expected: Input['expected'], known: number) {
  const missing = Math.max(0, expected.agents - listed.agents) + Math.max(0, expected.servers - listed.servers);
  const isEmpty = listed.agents === 0 && known > 0;
  return { missing, ...(isEmpty && { incomplete: `Atera listed no device, though ${known} are known` }) };
}

async function keepReadings(
  directory: Deps['directory'],
  agents: readonly DirectoryAgent[],
  startedAt: number,
): Promise<void> {
  const kept = new Map((await Array.fromAsync(directory.baselines())).map((row) => [row.agentId, row]));
  const due = agents.flatMap(({ id: agentId, disks = [] }) => {
    const next = disks.length > 0 ? nextBaseline(kept.get(agentId), disks, startedAt) : undefined;
    return next ? [{ ...next, agentId }] : [];
  });
  await directory.saveBaselines(due);
}
