import { Agent } from '../../../shared/atera/agent-schema.ts';
import { deviceClass } from '../../../shared/domain/devices/device-class.ts';
import type { DirectoryAgent } from '../../../shared/domain/devices/directory-agent.ts';
import { isUnreadable, readRow } from '../../../shared/http/rows.ts';
import { BacktestInputError } from './file-error.ts';
import { jsonRows } from './json-rows.ts';
import { readHead, textChunks } from './text-chunks.ts';

/** Returns the devices of a file as `GET /agents` answers them: pages, or an array. Throws `BacktestInputError`. */
export async function readAgentsFile(path: string): Promise<DirectoryAgent[]> {
  const text = readHead(path);
  if (!/^\s*[[{]/.test(text.head))
    throw new BacktestInputError(`The file ${path} is no JSON as Atera's GET /agents answers it.`);
  const found: DirectoryAgent[] = [];
  for await (const row of jsonRows(textChunks(path, text))) {
    const agent = readRow(row, Agent, 'AgentID');
    if (!isUnreadable(agent)) found.push(pastAgent(agent));
  }
  if (found.length === 0) throw new BacktestInputError(`The file ${path} holds no agent with an AgentID.`);
  return found;
}

/** Returns an agent as the back-test keeps it. */
export function pastAgent(agent: Agent): DirectoryAgent {
  const { id, deviceGuid, machineName, serialNumber, customerId, customerName, online, lastSeenAt, createdAt } = agent;
  const named = { id, deviceGuid, machineName, serialNumber, customerId, customerName };
  return { ...named, online, lastSeenAt, createdAt, deviceClass: deviceClass(agent), listedAt: 0 };
}
