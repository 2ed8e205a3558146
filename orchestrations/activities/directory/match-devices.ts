import { type Coverage, coverageOf } from '../../../shared/domain/devices/coverage.ts';
import type { DirectoryAgent } from '../../../shared/domain/devices/directory-agent.ts';
import { type DeviceMatch, matchDevices } from '../../../shared/domain/devices/match-devices.ts';
import { noMatch } from '../../../shared/domain/devices/no-match.ts';
import { nextBaseline } from '../../../shared/domain/volumes/disk-growth.ts';
import { DAY_MS } from '../../../shared/durations.ts';
import { languageOf, readsNetworkCards } from '../../../shared/policy/customer.ts';
import type { DirectoryServer } from '../../../shared/storage/directory/directory-rows.ts';
import { actionTexts } from '../../../shared/texts/action/index.ts';
import { matchTexts } from '../../../shared/texts/match/index.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import { placesOf } from '../commands/device-facts.ts';
import type { MacsWanted } from './read-macs.ts';

type Deps = Pick<ActivityDeps, 'automox' | 'directory' | 'policy' | 'log'>;

interface Input {
  readonly startedAt: number;
  /** Different devices that the lists are said to hold. */
  readonly expected: { readonly agents: number; readonly servers: number };
  /** Organisations that Automox does not let us read. */
  readonly refused: readonly number[];
}

/** What a refresh has brought so far, in numbers of devices. */
export interface Matched {
  readonly agents: number;
  readonly servers: number;
  /** How many agents are one Automox device for certain, and why the others are not. */
  readonly coverage: Coverage;
  /**
   * Devices whose MAC addresses could decide and are not known, or were read too long ago; the
   * first few.
   */
  readonly macsWanted: readonly MacsWanted[];
  /** Devices that the lists are said to hold and did not show. */
  readonly missing: number;
  /** Why the lists cannot be believed at all. */
  readonly incomplete?: string;
}

/**
 * Says of each agent that this refresh listed which Automox server it is, from the stored rows, and
 * keeps a reading of its disks when the kept one has become old. Idempotent: the same rows give the
 * same answer.
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
    if (incomplete !== undefined)
      return { ...counts, coverage: coverageOf([], new Map()), macsWanted: [], missing, incomplete };
    for (const organizationId of refused) log('automox-organization-refused', { organizationId });
    const found = matchOf(deps, { agents, servers }, { ...listed, refused });
    await directory.saveMatches(found, startedAt);
    await keepReadings(directory, listed.agents, startedAt);
    const macsWanted = wantedMacs(deps.policy, found, listed, startedAt);
    return { ...counts, coverage: coverageOf(listed.agents, found), macsWanted, missing };
  };
}

/**
 * Each is a request of its own, all of them under one lease: what is left over comes with the next
 * refresh.
 */
const MOST_MACS = 20;

/** A network card is seldom replaced, and a command reads it again. */
const MACS_HOLD_MS = 7 * DAY_MS;

function wantedMacs(
  policy: Deps['policy'],
  found: ReadonlyMap<number, DeviceMatch>,
  { agents, servers }: Devices,
  now: number,
): MacsWanted[] {
  const theirs = agents
    .filter(({ customerId }) => readsNetworkCards(policy, customerId))
    .map(({ id }) => found.get(id));
  const open = new Set(theirs.flatMap((one) => (one?.matched === false ? (one.byMac ?? []) : [])));
  return servers
    .filter(({ id, macsReadAt = 0 }) => open.has(id) && now - macsReadAt > MACS_HOLD_MS)
    .flatMap(({ id, organizationId }) => (organizationId === undefined ? [] : { serverId: id, organizationId }))
    .slice(0, MOST_MACS);
}

interface Devices {
  readonly agents: readonly DirectoryAgent[];
  readonly servers: readonly DirectoryServer[];
}

/**
 * Devices that were not listed this time take part as well: where a list skipped one of two twins,
 * the other would appear to be the only one. But only a server that was listed is a match.
 */
function matchOf(
  { automox, policy }: Pick<Deps, 'automox' | 'policy'>,
  known: Devices,
  listed: Devices & Pick<Input, 'refused'>,
): Map<number, DeviceMatch> {
  const notSetUp = ({ customerId }: DirectoryAgent) =>
    noMatch('not-set-up', actionTexts(languageOf(policy, customerId)).automoxNotSetUp);
  if (!automox) return new Map(listed.agents.map((agent) => [agent.id, notSetUp(agent)]));
  const places = placesOf(policy, automox);
  const matches = matchDevices({ ...known, ...places });
  const serverIds = new Set(listed.servers.map(({ id }) => id));
  const answer = ({ id, customerId }: DirectoryAgent): DeviceMatch => {
    const texts = matchTexts(languageOf(policy, customerId));
    const place = customerId === undefined ? undefined : places.placeOf(customerId);
    if (place && listed.refused.includes(place.organizationId))
      return noMatch('organization-refused', texts.organizationRefused(place));
    const automoxMatch = matches.get(id) ?? noMatch('not-matched', texts.notInDirectory);
    if (!automoxMatch.matched || serverIds.has(automoxMatch.serverId)) return automoxMatch;
    return noMatch('no-longer-listed', texts.noLongerListed);
  };
  return new Map(listed.agents.map((agent) => [agent.id, answer(agent)]));
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
