import type { FunctionTable } from '../../functions/function-table.ts';
import type { Change } from '../hub.ts';
import type { HistoryEvent, InstanceRecord } from '../types.ts';
import type { TurnInput } from './orchestration-turn.ts';
import { answerToParent } from './parent-answer.ts';

/** How an instance ends before its orchestrator was called: Failed, with `text` as its output. */
export function failedChange(turn: TurnInput, fresh: HistoryEvent[], done: number[], text: string): Change {
  const { now } = turn;
  const record: InstanceRecord = { ...turn.record, status: 'Failed', output: text, outputIsText: true, updatedAt: now };
  const answer = answerToParent(record, text, now);
  return {
    instances: [record],
    history: [{ instanceId: record.instanceId, keep: turn.history.events.length, add: fresh }],
    messages: answer ? [answer] : [],
    removedMessages: done,
  };
}

/** The real host's words about an unknown orchestrator: they list those there are. */
export function unknownOrchestratorText(functions: FunctionTable, name: string): string {
  const known = functions.all('orchestration').map((fn) => `'${fn.name}'`);
  const list =
    known.length > 0
      ? `The following are the known orchestrator functions: ${known.join(', ')}.`
      : 'No orchestrator functions are currently registered!';
  return `Orchestrator function '${name}' failed: The function '${name}' doesn't exist, is disabled, or is not an orchestrator function. Additional info: ${list}`;
}
