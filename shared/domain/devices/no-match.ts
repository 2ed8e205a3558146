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

/** No actions on the device; `reason` is for a ticket, a clause without a full stop that goes on after "because". */
export interface NoMatch {
  readonly matched: false;
  readonly code: NoMatchCode;
  readonly reason: string;
  /** The server that a MAC address would make the agent's, if both have one that nobody else has. */
  readonly byMac?: number;
}

/** A ticket needs enough of them to find the stale one. */
const MOST_NAMED = 5;

/** Vendors' texts may be long; a serial number or a name is not. */
const MOST_CHARACTERS = 40;

const IN_POLICY = 'in the policy (automox.devices of the customer) with agent id, server id, serial number and name';

/** No actions, for a reason that needs no facts. */
export function noMatch(code: NoMatchCode, reason: string): NoMatch {
  return { matched: false, code, reason };
}

/** Automox has neither its name nor its serial number. */
export function unknownDevice(agent: AgentIdentity, mark: SerialMark): NoMatch {
  const code = 'unknown-in-automox';
  if (mark.state === 'real') return noMatch(code, 'Automox knows no device with its serial number or its host name');
  return noMatch(code, `Automox knows no device with its host name, and ${weakness(agent, mark, 'Atera')}`);
}

/** The serial number of the agent or of its namesake in Automox is no mark, and the name alone is one mark only. */
export function weakSerial(agent: AgentIdentity, mark: SerialMark, server: ServerIdentity | undefined): NoMatch {
  const advice = server ? nameIt(server) : `name the right device ${IN_POLICY}`;
  return noMatch(codeOf(mark), `${weakness(agent, mark, 'Atera')}${nameAlone(mark)}; ${tidy(mark)}${advice}`);
}

/** The same of the server that has the agent's name. */
export function weakServer(server: ServerIdentity, mark: SerialMark): NoMatch {
  return noMatch(
    codeOf(mark),
    `${weakness(server, mark, 'Automox')}${nameAlone(mark)}; ${tidy(mark)}${nameIt(server)}`,
  );
}

/** Both have serial numbers that identify, and they differ. */
export function otherSerial(agent: AgentIdentity, server: ServerIdentity, owner: AgentIdentity | undefined): NoMatch {
  const numbers = `Atera says ${short(agent.serialNumber)}, Automox ${short(server.serialNumber)}`;
  const belongs = owner ? `, which is that of ${named(owner)} in Atera` : '';
  const advice = 'if its mainboard was replaced, install the Automox agent again; if not, remove the stale device';
  return noMatch(
    'other-serial',
    `the Automox device of that host name is another one by the serial numbers (${numbers}${belongs}); ${advice}`,
  );
}

/** The serial number fits, the names do not. */
export function otherName(agent: AgentIdentity, server: ServerIdentity): NoMatch {
  const names = `Automox has its serial number under the host name ${short(server.name)} (server ${server.id}), Atera says ${short(agent.machineName)}`;
  const advice = 'if it was renamed, wait until both have scanned it; if not, correct the wrong one';
  return noMatch('other-name', `${names}, and one mark alone is not enough; ${advice}`);
}

/** Several servers have the name within the customer's place. */
export function severalServers(servers: readonly ServerIdentity[]): NoMatch {
  const reason = `Automox has ${servers.length} devices of that host name (${listed(servers)})`;
  return noMatch('shared-name', `${reason}; remove the stale ones, or name the right one ${IN_POLICY}`);
}

/** Several agents fit the one server. */
export function severalAgents(agents: readonly AgentIdentity[]): NoMatch {
  const ids = agents.map(({ id }) => id).sort((one, other) => one - other);
  const shown = ids.slice(0, MOST_NAMED).join(', ');
  const reason = `Atera has ${agents.length} agents that could be the one device in Automox (${shown})`;
  return noMatch('shared-name', `${reason}; remove the stale ones, or name the right one ${IN_POLICY}`);
}

/** Both marks fit, but the server is not where the customer's devices are. */
export function wrongPlace({ id, organizationId, serverGroupId }: ServerIdentity): NoMatch {
  const where = `organisation ${organizationId ?? 'not reported'}${serverGroupId === undefined ? '' : `, group ${serverGroupId}`}`;
  const reason = `Automox has its serial number in another place (server ${id}: ${where}) than where the policy says the customer's devices are`;
  return noMatch('wrong-place', `${reason}; move it there, or correct the policy (automox of the customer)`);
}

/** The policy's pair does not hold; `what` says what speaks against it. */
export function pairDiffers({ serverId, serialNumber, name }: DevicePair, what: string): NoMatch {
  const pair = `the policy pairs it with server ${serverId} (serial number ${short(serialNumber)}, name ${short(name)})`;
  return noMatch('pair-differs', `${pair}, but ${what}; correct automox.devices in the policy`);
}

/** The policy gives the server to another agent. */
export function pairOfAnother(server: ServerIdentity, agentId: number): NoMatch {
  return noMatch(
    'pair-of-another',
    `the policy (automox.devices) names its Automox device, server ${server.id}, for agent ${agentId}`,
  );
}

/** A name or number from outside, fit for a sentence. */
export function short(text: string): string {
  return plainText(text, MOST_CHARACTERS) || 'none';
}

function weakness({ serialNumber }: { serialNumber: string }, mark: SerialMark, vendor: 'Atera' | 'Automox'): string {
  const number = `its serial number in ${vendor}, ${short(serialNumber)},`;
  switch (mark.state) {
    case 'none':
      return `${vendor} reports no serial number of it`;
    case 'placeholder':
      return `${number} is a placeholder that identifies no device`;
    case 'shared': {
      const { agents, servers } = mark;
      const many = agents.length > 1 ? `${agents.length} agents in Atera (${listed(agents)})` : '';
      const more = servers.length > 1 ? `${servers.length} devices in Automox (${listed(servers)})` : '';
      return `${number} is carried by ${[many, more].filter(Boolean).join(' and ')} and identifies none of them`;
    }
    case 'real':
      return `${number} is not that of the Automox device of its host name`;
  }
}

function codeOf({ state }: SerialMark): NoMatchCode {
  if (state === 'none') return 'no-serial';
  return state === 'shared' ? 'shared-serial' : 'placeholder-serial';
}

/** Where the name agrees and nothing else does. */
function nameAlone({ state }: SerialMark): string {
  return state === 'shared' ? '' : ', and its host name alone is not enough';
}

function tidy({ state }: SerialMark): string {
  return state === 'shared' ? 'delete what is stale, or ' : '';
}

function nameIt({ id, name }: ServerIdentity): string {
  return `if it is server ${id} in Automox (${short(name)}), name it ${IN_POLICY}`;
}

function listed(devices: readonly (AgentIdentity | ServerIdentity)[]): string {
  const sorted = devices.toSorted((one, other) => one.id - other.id);
  const more = devices.length > MOST_NAMED ? ' and more' : '';
  return `${sorted.slice(0, MOST_NAMED).map(named).join(', ')}${more}`;
}

function named(device: AgentIdentity | ServerIdentity): string {
  return `${short('machineName' in device ? device.machineName : device.name)} ${device.id}`;
}
