import { randomUUID } from 'node:crypto';
import type { Invocation, InvocationOutcome } from '../../functions/invoke.ts';
import { jsonOfResult } from '../../functions/typed-data.ts';
import { parseEntityId } from '../entities/entity-messages.ts';
import type { Change, Instance } from '../hub.ts';
import { type Accepted, acceptMessages } from '../inbox.ts';
import type { HistoryEvent, InstanceRecord, Message } from '../types.ts';
import { warnAfterTurn, warnRefused, warnRejected, warnReusedTask } from '../warnings.ts';
import type { WorkerContext } from '../worker-context.ts';
import type { Leaf } from './action-tree.ts';
import { failedChange, unknownOrchestratorText } from './failed-start.ts';
import { EventType, executionStarted, orchestratorCompleted, orchestratorStarted } from './history.ts';
import { HistoryLog } from './history-log.ts';
import { finishTurn, type TurnInput, type TurnResult, turnEvents, turnPayload } from './orchestration-turn.ts';
import { answerToParent } from './parent-answer.ts';
import { judgeVersion, VERSION_MISMATCH } from './versions.ts';

/**
 * Runs one turn of an orchestration with everything that is due for it. Returns what must wait for
 * the next turn.
 */
export async function runOrchestrationTurn(
  context: WorkerContext,
  target: string,
  messages: Message[],
): Promise<Message[]> {
  const current = context.hub.instances.get(target);
  const accepted = acceptMessages(current, messages);
  const done = accepted.taken.map((message) => message.id);
  const version = accepted.start ? (accepted.start.Version ?? null) : (current?.record.version ?? null);
  if (isAbandoned(context, accepted, current, version)) {
    abandon(context, messages);
    return [];
  }
  if (accepted.refused) warnRefused(context, accepted.refused);
  if (accepted.start) {
    await startExecution(context, current, accepted.start, accepted.arrived, done);
  } else if (current && (accepted.arrived.length > 0 || accepted.isContinued)) {
    const turn = { record: current.record, history: current.history, arrived: accepted.arrived };
    await runTurn(context, { ...turn, isFirst: accepted.isContinued, isContinued: accepted.isContinued }, done);
  } else context.commit({ removedMessages: done });
  return accepted.later;
}

/** Whether another version of the app must run this; says so the first time. */
function isAbandoned(
  context: WorkerContext,
  { start, arrived, isContinued }: Accepted,
  current: Instance | undefined,
  version: string | null,
): boolean {
  if (!start && !(current && (arrived.length > 0 || isContinued))) return false;
  if (judgeVersion(version, context.versioning) !== 'Reject') return false;
  warnRejected(context, start ? recordOf(start, current?.record) : (current as Instance).record);
  return true;
}

/**
 * An abandoned message is tried again, here or elsewhere. (The extension doubles the pause each
 * time; how long it becomes is not recorded.)
 */
const ABANDONED_MS = 60_000;

function abandon({ commit, deliver, clock }: WorkerContext, messages: Message[]): void {
  const visibleAt = clock.now() + ABANDONED_MS;
  commit({ hidden: messages.map(({ id }) => ({ id, visibleAt })) });
  for (const message of messages) deliver({ ...message, visibleAt });
}

async function startExecution(
  context: WorkerContext,
  current: Instance | undefined,
  start: HistoryEvent,
  arrived: HistoryEvent[],
  done: number[],
): Promise<void> {
  const record = recordOf(start, current?.record);
  const turn = { record, history: new HistoryLog(), arrived, isFirst: true, isContinued: false };
  await runTurn(context, turn, done, current?.history.events.length);
}

/** The row of a new execution; a start by a client has written it already (status Pending). */
function recordOf(start: HistoryEvent, existing: InstanceRecord | undefined): InstanceRecord {
  const { InstanceId: instanceId = '', ExecutionId: executionId = '' } = start.OrchestrationInstance ?? {};
  if (existing?.executionId === executionId) return existing;
  const createdAt = Date.parse(start.Timestamp);
  return {
    instanceId,
    executionId,
    name: start.Name ?? '',
    version: start.Version ?? null,
    status: 'Pending',
    input: start.Input ?? null,
    output: null,
    outputIsText: false,
    customStatus: null,
    createdAt,
    updatedAt: createdAt,
    parent: start.ParentInstance ?? null,
    entity: null,
  };
}

async function runTurn(
  context: WorkerContext,
  input: Omit<TurnInput, 'now' | 'defaultVersion'>,
  done: number[],
  oldHistoryLength = 0,
): Promise<void> {
  const { defaultVersion } = context.versioning;
  const turn: TurnInput = { ...input, defaultVersion, now: context.clock.now() };
  const fresh = turnEvents(turn);
  const verdict = judgeVersion(turn.record.version, context.versioning);
  if (verdict === 'Fail') {
    context.commit(failedChange(turn, fresh, done, VERSION_MISMATCH));
    return;
  }
  const fn = context.functions.find('orchestration', turn.record.name);
  if (!fn) {
    context.commit(failedChange(turn, fresh, done, unknownOrchestratorText(context.functions, turn.record.name)));
    return;
  }
  const invocation: Invocation = {
    fn,
    trigger: { string: turnPayload(turn, fresh) },
    sawResult: (result) => warnReusedTask(context, turn.record, result),
  };
  const outcome = await context.invoker.invoke(invocation);
  if (context.faults.repeatTurn?.(turn.record.instanceId)) await compareRepeated(context, invocation, outcome);
  if (context.isStopped()) return;
  turn.now = context.clock.now();
  const result = finishTurn(turn, fresh, outcome, (leaf) => isKnown(context, leaf), randomUUID);
  warnAfterTurn(context, turn.record, result);
  const createdAt = context.faults.keepsCreatedTime ? turn.record.createdAt : turn.now;
  const change = result.continueAsNew
    ? restart(turn, result, done, createdAt)
    : changeOf(turn, result, done, oldHistoryLength);
  context.commit(change);
}

/**
 * Runs a turn again: an orchestrator that answers differently reads a clock, chance or the world.
 */
async function compareRepeated(
  context: WorkerContext,
  invocation: Invocation,
  outcome: InvocationOutcome,
): Promise<void> {
  const again = await context.invoker.invoke(invocation);
  const [first, second] = [outcome, again].map((result) =>
    result.ok ? jsonOfResult(result.response.returnValue) : result.error.message,
  );
  if (first === second) return;
  const message = `orchestrator '${invocation.fn.name}' is not deterministic: the same history gave\n  ${first}\nand then\n  ${second}`;
  context.log({ level: 'error', category: 'host', functionName: invocation.fn.name, message });
}

/** Whether what an orchestrator asks for has a function. */
export function isKnown({ functions }: Pick<WorkerContext, 'functions'>, leaf: Leaf): boolean {
  const name = leaf.action.functionName ?? '';
  if (leaf.kind === 'activity') return functions.find('activity', name) !== undefined;
  if (leaf.kind === 'sub-orchestration') return functions.find('orchestration', name) !== undefined;
  if (leaf.kind === 'entity-call' || leaf.kind === 'signal') {
    return functions.find('entity', parseEntityId(leaf.action.instanceId ?? '')?.name ?? '') !== undefined;
  }
  return leaf.kind !== 'unsupported';
}

function changeOf(turn: TurnInput, result: TurnResult, done: number[], oldHistoryLength: number): Change {
  const { record, now } = turn;
  const { instanceId } = record;
  const messages = [...result.messages];
  const next: InstanceRecord = { ...record, customStatus: result.customStatus, updatedAt: now };
  if (record.status === 'Pending') next.status = 'Running';
  applySuspension(next, result.add);
  if (result.ended) {
    next.status = result.ended.status;
    next.output = result.ended.output;
    next.outputIsText = result.ended.outputIsText;
    const answer = answerToParent(next, result.ended.details, now);
    if (answer) messages.push(answer);
  }
  const keep = oldHistoryLength > 0 ? 0 : turn.history.events.length;
  return { instances: [next], history: [{ instanceId, keep, add: result.add }], messages, removedMessages: done };
}

function applySuspension(record: InstanceRecord, events: HistoryEvent[]): void {
  for (const event of events) {
    if (event.EventType === EventType.ExecutionSuspended) {
      record.status = 'Suspended';
      record.output = event.Reason ?? null;
      record.outputIsText = true;
    } else if (event.EventType === EventType.ExecutionResumed) {
      record.status = 'Running';
      record.output = null;
    }
  }
}

/** The real host marks the OrchestratorCompleted that continueAsNew writes as played. */
function played(event: HistoryEvent): HistoryEvent {
  return { ...event, IsPlayed: true };
}

/**
 * continueAsNew: a new execution with an empty history runs at once; events the old one had
 * received are lost.
 */
function restart(turn: TurnInput, result: TurnResult, done: number[], createdAt: number): Change {
  const { record, now } = turn;
  const executionId = randomUUID().replaceAll('-', '');
  const input = result.continueAsNew?.input ?? null;
  const start = executionStarted({ ...record, executionId, input, generation: null }, now);
  const next = {
    ...record,
    executionId,
    input: input ?? record.input,
    customStatus: result.customStatus,
    createdAt,
    updatedAt: now,
  };
  return {
    instances: [next],
    history: [
      {
        instanceId: record.instanceId,
        keep: 0,
        add: [orchestratorStarted(now), start, played(orchestratorCompleted(now))],
      },
    ],
    messages: [...result.messages, { kind: 'wake', target: record.instanceId, executionId, visibleAt: now }],
    removedMessages: done,
  };
}
