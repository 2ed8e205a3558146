import { randomUUID } from 'node:crypto';
import { EventType } from './engine/replay/history.ts';
import { HistoryLog } from './engine/replay/history-log.ts';
import { finishTurn, type TurnInput, turnEvents, turnPayload } from './engine/replay/orchestration-turn.ts';
import { isKnown } from './engine/replay/orchestration-worker.ts';
import type { HistoryEvent, InstanceRecord } from './engine/types.ts';
import { collectRegistrations } from './functions/core-api.ts';
import { FunctionTable } from './functions/function-table.ts';
import { Invoker } from './functions/invoke.ts';
import { historySignature } from './testing.ts';

/** An orchestration and its history, as a task hub keeps them. */
export interface KeptInstance {
  readonly record: InstanceRecord;
  readonly history: readonly HistoryEvent[];
}

/** What an orchestrator asks for, as opposed to what arrives. */
const ASKED = new Set<number>([
  EventType.TaskScheduled,
  EventType.SubOrchestrationInstanceCreated,
  EventType.TimerCreated,
  EventType.EventSent,
  EventType.OrchestratorCompleted,
]);

/**
 * Replays each turn of kept histories with the orchestrators of `register`, without any effect.
 * Returns one sentence for each instance that goes another way than its history: nothing = code and
 * histories fit.
 */
export async function replayHistories(register: () => void, kept: readonly KeptInstance[]): Promise<string[]> {
  const { hooks, ...registrations } = collectRegistrations(register);
  const functions = new FunctionTable({ hooks, ...registrations });
  const invoker = new Invoker(
    hooks,
    () => {},
    () => ({}),
  );
  const problems: string[] = [];
  for (const instance of kept) {
    const problem = await replayOne(invoker, functions, instance);
    if (problem !== undefined) problems.push(`${instance.record.instanceId}: ${problem}`);
  }
  return problems;
}

async function replayOne(
  invoker: Invoker,
  functions: FunctionTable,
  { record, history }: KeptInstance,
): Promise<string | undefined> {
  const fn = functions.find('orchestration', record.name);
  if (!fn) return `there is no orchestrator '${record.name}' any more`;
  for (const { turn, asked } of turnsOf(record, history)) {
    const fresh = turnEvents(turn);
    const outcome = await invoker.invoke({ fn, trigger: { string: turnPayload(turn, fresh) } });
    const result = finishTurn(turn, fresh, outcome, (leaf) => isKnown({ functions }, leaf), randomUUID);
    const failure = result.ended?.status === 'Failed' ? result.ended.output : undefined;
    if (failure?.startsWith('Non-Deterministic')) return failure;
    if (result.stuckOn !== undefined) return `it asks for '${result.stuckOn}', which is not registered`;
    const [now, then] = [result.add, asked].map((events) => historySignature(events.filter(isAsked)).join(', '));
    if (now !== then) return `after ${turn.history.events.length} events it asks for [${now}], not for [${then}]`;
  }
  return undefined;
}

function isAsked({ EventType: type }: HistoryEvent): boolean {
  return ASKED.has(type);
}

interface Turn {
  readonly turn: TurnInput;
  /** What the history says that the orchestrator asked for in this turn. */
  readonly asked: readonly HistoryEvent[];
}

/** Each turn begins with OrchestratorStarted; the first one after continueAsNew goes on from it. */
function turnsOf(record: InstanceRecord, history: readonly HistoryEvent[]): Turn[] {
  const starts = history.flatMap(({ EventType: type }, index) =>
    type === EventType.OrchestratorStarted ? [index] : [],
  );
  return starts.map((from, number) => {
    const events = history.slice(from, starts[number + 1] ?? history.length);
    const isContinued = number === 0 && events[2]?.EventType === EventType.OrchestratorCompleted && events.length > 3;
    const begun = isContinued ? 3 : 0;
    const end = events.findIndex((event, index) => index >= begun && isAsked(event));
    const asked = events.slice(end < 0 ? events.length : end);
    const arrived = isContinued ? [] : events.slice(1, end < 0 ? events.length : end);
    const now = Date.parse(events[0]?.Timestamp ?? '');
    const before = [...history.slice(0, from), ...events.slice(0, begun)];
    const turn = { record, history: new HistoryLog(before), arrived: [...arrived], now };
    return { turn: { ...turn, isFirst: number === 0, isContinued, defaultVersion: record.version }, asked };
  });
}
