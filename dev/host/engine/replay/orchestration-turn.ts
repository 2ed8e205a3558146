import type { InvocationOutcome } from '../../functions/invoke.ts';
import { jsonOfResult } from '../../functions/typed-data.ts';
import { Outbox } from '../outbox.ts';
import type { HistoryEvent, InstanceRecord, NewMessage } from '../types.ts';
import { ActionReplay } from './action-replay.ts';
import type { Leaf } from './action-tree.ts';
import { EventType, orchestratorCompleted, orchestratorStarted } from './history.ts';
import type { HistoryLog } from './history-log.ts';
import { type OrchestratorState, parseOrchestratorState, stateOfFailure } from './orchestrator-state.ts';

/** One turn: an instance, its history, and the events that arrived since. */
export interface TurnInput {
  record: InstanceRecord;
  history: HistoryLog;
  arrived: HistoryEvent[];
  now: number;
  /** Whether the very first turn of this execution is still to come. */
  isFirst: boolean;
  /**
   * First turn after continueAsNew: OrchestratorStarted, ExecutionStarted and OrchestratorCompleted
   * are written already.
   */
  isContinued: boolean;
  /** What sub-orchestrations get that ask for no version. */
  defaultVersion: string | null;
}

/** What a turn changes. Nothing of it has happened until it is committed. */
export interface TurnResult {
  add: HistoryEvent[];
  messages: NewMessage[];
  ended:
    | { status: 'Completed' | 'Failed' | 'Terminated'; output: string | null; outputIsText: boolean; details: string }
    | undefined;
  continueAsNew: { input: string | null } | undefined;
  customStatus: string | null;
  /** An unknown name the orchestrator waits for; the real host says nothing about it. */
  stuckOn: string | undefined;
  /** The orchestrator has returned but tasks it scheduled are open. */
  lingers: boolean;
}

/** Largest custom status of the real host: 16 KB of UTF-16 JSON. */
const MAX_CUSTOM_STATUS_BYTES = 16 * 1024;

/** The events this turn shows to the app as new. */
export function turnEvents(turn: TurnInput): HistoryEvent[] {
  return turn.isContinued ? turn.arrived : [orchestratorStarted(turn.now), ...turn.arrived];
}

/** The JSON payload of the orchestration trigger. */
export function turnPayload(turn: TurnInput, fresh: HistoryEvent[]): string {
  const { record } = turn;
  const rest = JSON.stringify({
    instanceId: record.instanceId,
    isReplaying: !turn.isFirst,
    parentInstanceId: record.parent?.OrchestrationInstance.InstanceId ?? null,
    upperSchemaVersion: 1,
    upperSchemaVersionNew: 3,
    longRunningTimerIntervalDuration: '3.00:00:00',
    maximumShortTimerDuration: '6.00:00:00',
    // Misspelt by the real host.
    defaultHttpAsyncRequestSleepTimeMillseconds: 30_000,
  });
  const history = turn.isContinued ? turn.history.toUnplayedJson() : turn.history.toJson(fresh);
  return `{"history":${history},"input":${inputOf(turn, fresh)},${rest.slice(1)}`;
}

/**
 * The input of this execution stands in its ExecutionStarted event, not in the status
 * (continueAsNew differs).
 */
function inputOf(turn: TurnInput, fresh: HistoryEvent[]): string {
  const started = [...turn.history.events.slice(0, 3), ...fresh].find(
    (event) => event.EventType === EventType.ExecutionStarted,
  );
  return started?.Input ?? 'null';
}

/**
 * Works out what a turn changes from the handler's outcome. Pure: same input, same result (ids come
 * from `newId`).
 */
export function finishTurn(
  turn: TurnInput,
  fresh: HistoryEvent[],
  outcome: InvocationOutcome,
  isKnown: (leaf: Leaf) => boolean,
  newId: () => string,
): TurnResult {
  const terminated = fresh.find((event) => event.EventType === EventType.ExecutionTerminated);
  const answer = readAnswer(turn.record.name, outcome);
  const replay = new ActionReplay(answer.state?.actions[0] ?? [], isKnown);
  // Without an answer there is nothing to compare with history: the instance fails with what the
  // handler threw.
  if (answer.state !== undefined) replay.run(turn.history.events, fresh);
  const outbox = new Outbox(turn, newId, fresh);
  const result: TurnResult = {
    add: fresh,
    messages: outbox.messages,
    ended: undefined,
    continueAsNew: undefined,
    customStatus: answer.customStatus,
    stuckOn: replay.stuckOn,
    lingers: false,
  };
  if (terminated !== undefined) {
    result.ended = { status: 'Terminated', output: terminated.Input ?? '', outputIsText: true, details: '' };
    return result;
  }
  for (const scheduled of replay.fresh) outbox.send(scheduled);
  result.add = [...fresh, ...outbox.events, orchestratorCompleted(turn.now)];
  const hasReturned = answer.state?.isDone === true || answer.failure !== undefined;
  const failure = replay.nonDeterminism ?? answer.tooLong;
  if (failure !== undefined) result.ended = failed(failure);
  else if (replay.hasOpenTasks()) result.lingers = hasReturned;
  else if (hasReturned && !isSuspended(turn, fresh) && replay.stuckOn === undefined)
    conclude(result, turn, answer, replay);
  return result;
}

/**
 * Nothing is open and the orchestrator has returned or thrown: the instance ends, or starts again.
 */
function conclude(result: TurnResult, { record }: TurnInput, answer: Answer, replay: ActionReplay): void {
  if (answer.failure !== undefined) {
    result.ended = failed(`Orchestrator function '${record.name}' failed: ${answer.failure}`, answer.failure);
  } else if (replay.continueAsNew) {
    const { input } = replay.continueAsNew;
    result.continueAsNew = { input: input === undefined ? null : JSON.stringify(input) };
  } else {
    const value = answer.state?.output;
    const output = value === undefined || value === null ? null : JSON.stringify(value);
    result.ended = { status: 'Completed', output, outputIsText: false, details: '' };
  }
}

function isSuspended({ record }: TurnInput, fresh: HistoryEvent[]): boolean {
  const last = fresh.findLast(
    ({ EventType: type }) => type === EventType.ExecutionSuspended || type === EventType.ExecutionResumed,
  );
  return last ? last.EventType === EventType.ExecutionSuspended : record.status === 'Suspended';
}

function failed(output: string, details = output): NonNullable<TurnResult['ended']> {
  return { status: 'Failed', output, outputIsText: true, details };
}

interface Answer {
  state: OrchestratorState | undefined;
  failure: string | undefined;
  customStatus: string | null;
  tooLong: string | undefined;
}

function readAnswer(name: string, outcome: InvocationOutcome): Answer {
  const answer: Answer = { state: undefined, failure: undefined, customStatus: null, tooLong: undefined };
  try {
    if (outcome.ok) answer.state = parseOrchestratorState(jsonOfResult(outcome.response.returnValue) ?? 'null');
    else {
      answer.state = stateOfFailure(outcome.error.message);
      answer.failure = answer.state?.error ?? outcome.error.message;
    }
  } catch (error) {
    answer.failure = `the function did not answer as an orchestrator: ${String(error)}`;
  }
  const custom = answer.state?.customStatus;
  if (custom !== undefined && custom !== null) answer.customStatus = JSON.stringify(custom);
  const bytes = Buffer.byteLength(answer.customStatus ?? '', 'utf16le');
  if (bytes > MAX_CUSTOM_STATUS_BYTES) {
    answer.tooLong = customStatusTooLong(name, bytes);
    answer.customStatus = null;
  }
  return answer;
}

function customStatusTooLong(name: string, bytes: number): string {
  const limit = MAX_CUSTOM_STATUS_BYTES / 1024;
  return `Orchestrator function '${name}' failed: The UTF-16 size of the JSON-serialized payload must not exceed ${limit} KB. The current payload size is ${Math.floor(bytes / 1024)} KB.`;
}
