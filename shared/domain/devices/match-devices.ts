import { actionTexts } from '../../texts/action/index.ts';
import type { Language } from '../../texts/language.ts';
import { matchTexts } from '../../texts/match/index.ts';
import { type Census, type SerialMark, takeCensus } from './census.ts';
import { isSameSerial } from './changed-marks.ts';
import { isSameHost } from './device-identity.ts';
import {
  type AgentIdentity,
  type DevicePair,
  isInPlace,
  type MatchedMarks,
  type PlaceOf,
  type ServerIdentity,
} from './device-marks.ts';
import { macKeys } from './mac-address.ts';
import * as no from './no-match.ts';

/**
 * The marks by which a device can be matched. `policy`: a pair that a person named, and whose marks
 * hold.
 */
export const matchMarks = ['serial+name', 'name+mac', 'policy'] as const;

/**
 * The Automox server that is this device and the marks that say so, or a clause for the ticket that
 * says why there is none.
 */
export type DeviceMatch =
  | {
      readonly matched: true;
      readonly serverId: number;
      readonly by: (typeof matchMarks)[number];
      readonly marks: MatchedMarks;
    }
  | no.NoMatch;

interface Population {
  readonly agents: readonly AgentIdentity[];
  readonly servers: readonly ServerIdentity[];
  readonly placeOf: PlaceOf;
  /** What the policy says of single devices. */
  readonly pairs?: readonly DevicePair[];
  /** What is written about a customer's devices. Default: English. */
  readonly languageOf?: (customerId: number | undefined) => Language;
}

/** The population with what is looked up in it repeatedly. */
interface Known extends Omit<Population, 'languageOf'> {
  readonly census: Census;
  readonly serverOf: ReadonlyMap<number, ServerIdentity>;
  readonly pairOf: ReadonlyMap<number, DevicePair>;
  /** Which agent the policy names for a server. */
  readonly givenTo: ReadonlyMap<number, number>;
  languageOf(customerId: number | undefined): Language;
}

/**
 * Returns which Automox server each agent (by id) is: only where two marks agree, the serial number
 * and the host name, or the host name and a MAC address, or the pair that the policy names. A
 * serial number that two devices of one vendor carry, anywhere, is no mark; nor is a placeholder.
 * Only within the customer's place, and only where one agent fits one server: acting on the wrong
 * device is worse than asking a person. The same row twice, as paging can bring it, counts once.
 */
export function matchDevices(population: Population): ReadonlyMap<number, DeviceMatch> {
  const known = know(population);
  return new Map(known.agents.map((agent) => [agent.id, matchOf(agent, known)]));
}

function know({ agents, servers, placeOf, pairs = [], languageOf = () => 'en' }: Population): Known {
  const devices = { agents: distinct(agents), servers: distinct(servers), placeOf };
  return {
    ...devices,
    pairs,
    languageOf,
    census: takeCensus(devices),
    serverOf: new Map(devices.servers.map((server) => [server.id, server])),
    pairOf: new Map(pairs.map((pair) => [pair.agentId, pair])),
    givenTo: new Map(pairs.map(({ serverId, agentId }) => [serverId, agentId])),
  };
}

function matchOf(agent: AgentIdentity, known: Known): DeviceMatch {
  const language = known.languageOf(agent.customerId);
  if (agent.customerId === undefined || !known.placeOf(agent.customerId))
    return no.noMatch('customer-unassigned', actionTexts(language).customerUnassigned);
  const pair = known.pairOf.get(agent.id);
  if (pair) return byPair(agent, pair, known);
  const match = byMarks(agent, known);
  const givenTo = match.matched ? known.givenTo.get(match.serverId) : undefined;
  const server = match.matched ? known.serverOf.get(match.serverId) : undefined;
  return givenTo !== undefined && server ? no.pairOfAnother(server, givenTo, language) : match;
}

function byMarks(agent: AgentIdentity, known: Known): DeviceMatch {
  const { census } = known;
  const mark = census.serialOf(agent);
  const [twin] = mark.state === 'real' ? census.serversOfSerial(mark.key) : [];
  if (twin) return bySerial(agent, twin, known);
  const namesakes = census.serversOfName(agent);
  const carriers = mark.state === 'shared' ? mark.servers : [];
  if (namesakes.length === 0 && carriers.length === 0)
    return no.unknownDevice(agent, mark, known.languageOf(agent.customerId));
  const single = namesakes.length === 1 ? namesakes[0] : undefined;
  const isOpen = single !== undefined && isOpenToMac(agent, single, mark, known);
  if (isOpen && census.shareMac(agent, single)) return matched(agent, single, 'name+mac');
  const none = withoutMac(agent, mark, namesakes, known);
  return isOpen && !none.matched ? { ...none, byMac: single.id } : none;
}

/** The host name is the only mark that agrees. */
function withoutMac(
  agent: AgentIdentity,
  mark: SerialMark,
  namesakes: readonly ServerIdentity[],
  { census, languageOf }: Known,
): no.NoMatch {
  const language = languageOf(agent.customerId);
  const [single, ...others] = namesakes;
  if (mark.state === 'shared') return no.weakSerial(agent, mark, others.length === 0 ? single : undefined, language);
  if (!single || others.length > 0) return no.severalServers(namesakes, language);
  const rivals = census.agentsOfName(single);
  if (rivals.length > 1) return no.severalAgents(rivals, language);
  return mark.state === 'real'
    ? withoutTwin(agent, single, { census, language })
    : no.weakSerial(agent, mark, single, language);
}

/**
 * `twin` is the only server anywhere with the agent's serial number, and the agent the only one.
 */
function bySerial(agent: AgentIdentity, twin: ServerIdentity, { census, placeOf, languageOf }: Known): DeviceMatch {
  const language = languageOf(agent.customerId);
  // A host name in the place of a serial number: the same mark twice.
  if (census.serialOf(twin).state !== 'real') return no.weakServer(twin, census.serialOf(twin), language);
  if (!isSameHost(agent.machineName, twin.name)) return no.otherName(agent, twin, language);
  // Namesakes do not matter: customers that share an organisation all have an SRV-01, and only this
  // one has the number as well.
  return isInPlace(agent, twin, placeOf) ? matched(agent, twin, 'serial+name') : no.wrongPlace(twin, language);
}

/**
 * The agent has a real serial number that no server has; its namesake is another device, or reports
 * none.
 */
function withoutTwin(
  agent: AgentIdentity,
  server: ServerIdentity,
  { census, language }: { readonly census: Census; readonly language: Language },
): no.NoMatch {
  const mark = census.serialOf(server);
  if (mark.state !== 'real') return no.weakServer(server, mark, language);
  return no.otherSerial(agent, server, census.agentsOfSerial(mark.key)[0], language);
}

/**
 * Whether a MAC address may be the second mark beside the host name: where a serial number is
 * missing or a placeholder. Not where both have one that identifies, where one's is found
 * elsewhere, or where several devices carry it: clones are alike in more than that.
 */
function isOpenToMac(agent: AgentIdentity, server: ServerIdentity, mark: SerialMark, { census }: Known): boolean {
  const other = census.serialOf(server);
  if (mark.state === 'shared' || other.state === 'shared') return false;
  if (mark.state === 'real' && other.state === 'real') return false;
  if (other.state === 'real' && census.agentsOfSerial(other.key).length > 0) return false;
  return census.agentsOfName(server).length === 1 && macKeys(agent.macAddresses).length > 0;
}

/**
 * Each mark that the policy names must be what the vendors report; one of them may report no serial
 * number.
 */
function byPair(agent: AgentIdentity, pair: DevicePair, known: Known): DeviceMatch {
  const language = known.languageOf(agent.customerId);
  const server = known.serverOf.get(pair.serverId);
  const differs = whyNotPair(agent, pair, server, known);
  if (differs !== undefined) return no.pairDiffers(pair, differs, language);
  return server ? matched(agent, server, 'policy') : no.pairDiffers(pair, matchTexts(language).notListed, language);
}

/** What speaks against a pair. */
function whyNotPair(
  agent: AgentIdentity,
  pair: DevicePair,
  server: ServerIdentity | undefined,
  { placeOf, languageOf }: Known,
): string | undefined {
  const language = languageOf(agent.customerId);
  const texts = matchTexts(language);
  if (pair.customerId !== agent.customerId) return texts.otherCustomer;
  if (!server) return texts.notListed;
  if (!isInPlace(agent, server, placeOf)) return texts.notInPlace;
  const reported = [
    { vendor: 'Atera', name: agent.machineName, serialNumber: agent.serialNumber },
    { vendor: 'Automox', name: server.name, serialNumber: server.serialNumber },
  ];
  for (const { vendor, name, serialNumber } of reported) {
    if (!isSameHost(name, pair.name)) return texts.saysName({ vendor, name: no.short(name, language) });
    if (serialNumber.trim() !== '' && !isSameSerial(serialNumber, pair.serialNumber))
      return texts.saysSerial({ vendor, serial: no.short(serialNumber, language) });
  }
  return reported.every(({ serialNumber }) => serialNumber.trim() === '') ? texts.noSerialAnywhere : undefined;
}

function matched(agent: AgentIdentity, server: ServerIdentity, by: (typeof matchMarks)[number]): DeviceMatch {
  const { machineName, serialNumber } = agent;
  const marks = {
    agent: { machineName, serialNumber },
    server: { name: server.name, serialNumber: server.serialNumber },
  };
  return { matched: true, serverId: server.id, by, marks };
}

function distinct<T extends { readonly id: number }>(rows: readonly T[]): readonly T[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}
