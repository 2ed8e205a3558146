import type { Language } from '../../texts/language.ts';
import { matchTexts } from '../../texts/match/index.ts';
import { plainText } from '../text/plain-text.ts';
import type { SerialMark } from './census.ts';
import type { AgentIdentity, DevicePair, ServerIdentity } from './device-marks.ts';

/** Why a device has no actions, for counting. */
export const noMatchCodes = [
  'not-set-up',
  'customer-unassigned',
  'organization-refused',
  'no-longer-listed',
  'not-matched',
  'unknown-in-automox',
  'no-serial',
  'placeholder-serial',
  'shared-serial',
  'other-serial',
  'shared-name',
  'other-name',
  'wrong-place',
  'pair-differs',
  'pair-of-another',
] as const;

/** Why a device has no actions, for counting. */
export type NoMatchCode = (typeof noMatchCodes)[number];

/**
 * Why a device has no actions, as a clause for a ticket without a full stop; `cause` is the same
 * without what is to be done about it.
 */
export interface Why {
  readonly reason: string;
  readonly cause?: string;
}

/** No actions on the device. */
export interface NoMatch extends Why {
  readonly matched: false;
  readonly code: NoMatchCode;
  /**
   * The server that a MAC address would make the agent's, if both have one that no other device
   * has.
   */
  readonly byMac?: number;
}

/** A ticket needs enough of them to find the stale one. */
const MOST_NAMED = 5;

/** Vendors' texts may be long; a serial number or a name is not. */
const MOST_CHARACTERS = 40;

/** No actions, and nothing that could be done about it here. */
export function noMatch(code: NoMatchCode, reason: string): NoMatch {
  return { matched: false, code, reason };
}

/** Returns a cause, and what is to be done about it. */
export function withAdvice(cause: string, advice: string): Required<Why> {
  return { reason: `${cause}; ${advice}`, cause };
}

function advised(code: NoMatchCode, cause: string, advice: string): NoMatch {
  return { matched: false, code, ...withAdvice(cause, advice) };
}

/** Automox has neither its name nor its serial number. */
export function unknownDevice(agent: AgentIdentity, mark: SerialMark, language: Language): NoMatch {
  const texts = matchTexts(language);
  if (mark.state === 'real') return noMatch('unknown-in-automox', texts.unknown);
  const weakness = weaknessOf(agent, mark, 'Atera', language);
  return noMatch('unknown-in-automox', texts.unknownAnd({ weakness }));
}

/**
 * The serial number of the agent or of its namesake in Automox is no mark, and the name alone is
 * one mark only.
 */
export function weakSerial(
  agent: AgentIdentity,
  mark: SerialMark,
  server: ServerIdentity | undefined,
  language: Language,
): NoMatch {
  const advice = server ? nameIt(server, language) : matchTexts(language).nameRight;
  return weak(mark, weaknessOf(agent, mark, 'Atera', language), advice, language);
}

/** The same of the server that has the agent's name. */
export function weakServer(server: ServerIdentity, mark: SerialMark, language: Language): NoMatch {
  return weak(mark, weaknessOf(server, mark, 'Automox', language), nameIt(server, language), language);
}

/** Both have serial numbers that identify, and they differ. */
export function otherSerial(
  agent: AgentIdentity,
  server: ServerIdentity,
  owner: AgentIdentity | undefined,
  language: Language,
): NoMatch {
  const texts = matchTexts(language);
  const numbers = { atera: short(agent.serialNumber, language), automox: short(server.serialNumber, language) };
  const cause = owner ? texts.otherSerialOf({ ...numbers, owner: named(owner, language) }) : texts.otherSerial(numbers);
  return advised('other-serial', cause, texts.whenReplaced);
}

/** The serial number fits, the names do not. */
export function otherName(agent: AgentIdentity, server: ServerIdentity, language: Language): NoMatch {
  const texts = matchTexts(language);
  const [serverName, agentName] = [short(server.name, language), short(agent.machineName, language)];
  return advised('other-name', texts.otherName({ serverName, serverId: server.id, agentName }), texts.whenRenamed);
}

/** Several servers have the name within the customer's place. */
export function severalServers(servers: readonly ServerIdentity[], language: Language): NoMatch {
  const texts = matchTexts(language);
  const cause = texts.severalServers({ count: servers.length, list: listed(servers, language) });
  return advised('shared-name', cause, texts.removeStale);
}

/** Several agents fit the one server. */
export function severalAgents(agents: readonly AgentIdentity[], language: Language): NoMatch {
  const texts = matchTexts(language);
  const ids = agents.map(({ id }) => id).sort((one, other) => one - other);
  const list = ids.slice(0, MOST_NAMED).join(', ');
  return advised('shared-name', texts.severalAgents({ count: agents.length, list }), texts.removeStale);
}

/** Both marks fit, but the server is not where the customer's devices are. */
export function wrongPlace({ id, organizationId, serverGroupId }: ServerIdentity, language: Language): NoMatch {
  const texts = matchTexts(language);
  const place = texts.organisation({ id: organizationId });
  const where = serverGroupId === undefined ? place : texts.group({ place, group: serverGroupId });
  return advised('wrong-place', texts.wrongPlace({ id, where }), texts.moveIt);
}

/** The policy's pair does not hold; `what` says what speaks against it. */
export function pairDiffers({ serverId, serialNumber, name }: DevicePair, what: string, language: Language): NoMatch {
  const texts = matchTexts(language);
  const pair = { serverId, serial: short(serialNumber, language), name: short(name, language) };
  return advised('pair-differs', texts.pairDiffers({ ...pair, what }), texts.correctPair);
}

/** The policy gives the server to another agent. */
export function pairOfAnother(server: ServerIdentity, agentId: number, language: Language): NoMatch {
  return noMatch('pair-of-another', matchTexts(language).pairOfAnother({ serverId: server.id, agentId }));
}

/** Returns a name or number from outside, fit for a sentence. */
export function short(text: string, language: Language): string {
  return plainText(text, MOST_CHARACTERS) || matchTexts(language).none;
}

function weaknessOf(
  { serialNumber }: { serialNumber: string },
  mark: SerialMark,
  vendor: 'Atera' | 'Automox',
  language: Language,
): string {
  const texts = matchTexts(language);
  const reported = { vendor, serial: short(serialNumber, language) };
  switch (mark.state) {
    case 'none':
      return texts.noSerial(reported);
    case 'placeholder':
      return texts.placeholder(reported);
    case 'shared':
      return texts.shared({ ...reported, carriers: carriersOf(mark, language) });
    case 'real':
      return texts.notOfHost(reported);
  }
}

function carriersOf({ agents, servers }: Extract<SerialMark, { state: 'shared' }>, language: Language): string {
  const texts = matchTexts(language);
  const one = texts.agents({ count: agents.length, list: listed(agents, language) });
  const other = texts.servers({ count: servers.length, list: listed(servers, language) });
  if (agents.length > 1 && servers.length > 1) return texts.and({ one, other });
  return agents.length > 1 ? one : other;
}

/** Where the name agrees and nothing else does. */
function weak({ state }: SerialMark, weakness: string, advice: string, language: Language): NoMatch {
  const texts = matchTexts(language);
  if (state === 'shared') return advised('shared-serial', texts.weak({ weakness }), texts.tidyOr({ advice }));
  const code = state === 'none' ? 'no-serial' : 'placeholder-serial';
  return advised(code, texts.weakWithName({ weakness }), advice);
}

function nameIt({ id, name }: ServerIdentity, language: Language): string {
  return matchTexts(language).nameIt({ id, name: short(name, language) });
}

function listed(devices: readonly (AgentIdentity | ServerIdentity)[], language: Language): string {
  const sorted = devices.toSorted((one, other) => one.id - other.id);
  const list = sorted
    .slice(0, MOST_NAMED)
    .map((device) => named(device, language))
    .join(', ');
  return devices.length > MOST_NAMED ? matchTexts(language).andMore({ list }) : list;
}

function named(device: AgentIdentity | ServerIdentity, language: Language): string {
  return `${short('machineName' in device ? device.machineName : device.name, language)} ${device.id}`;
}
