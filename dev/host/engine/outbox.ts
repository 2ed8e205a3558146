import { entityInstanceId, parseEntityId, predecessorOf, requestMessage } from './entities/entity-messages.ts';
import type { Scheduled } from './replay/action-tree.ts';
import {
  eventSent,
  executionStarted,
  subOrchestrationCreated,
  taskScheduled,
  timerCreated,
  timerFired,
  timestamp,
} from './replay/history.ts';
import type { TurnInput } from './replay/orchestration-turn.ts';
import type { EntityRequest, HistoryEvent, NewMessage } from './types.ts';

/** Turns what an orchestrator newly asked for into history events and messages. */
export class Outbox {
  readonly events: HistoryEvent[] = [];
  readonly messages: NewMessage[] = [];
  readonly #turn: TurnInput;
  readonly #newId: () => string;
  readonly #episode: string;

  constructor(turn: TurnInput, newId: () => string, fresh: HistoryEvent[]) {
    this.#turn = turn;
    this.#newId = newId;
    this.#episode = fresh[0]?.Timestamp ?? timestamp(turn.now);
  }

  /** Writes one scheduled action to history and sends its message. */
  send(scheduled: Scheduled): void {
    const { kind } = scheduled;
    if (kind === 'activity') this.#activity(scheduled);
    else if (kind === 'sub-orchestration') this.#subOrchestration(scheduled);
    else if (kind === 'timer') this.#timer(scheduled);
    else this.#entity(scheduled);
  }

  #activity({ id, leaf }: Scheduled): void {
    const { record, now } = this.#turn;
    const name = leaf.action.functionName ?? '';
    const given = leaf.action.input;
    const input = given === undefined || given === null ? null : JSON.stringify(given);
    this.events.push(taskScheduled(id, name, now));
    this.messages.push({
      kind: 'activity',
      target: record.instanceId,
      visibleAt: now,
      work: { executionId: record.executionId, taskId: id, name, input },
    });
  }

  #subOrchestration({ id, leaf }: Scheduled): void {
    const { record, now } = this.#turn;
    const name = leaf.action.functionName ?? '';
    const instanceId = leaf.action.instanceId ?? `${record.executionId}:${id}`;
    // The app's version, not the parent's: what starts now runs the code of now.
    const version = leaf.action.version || this.#turn.defaultVersion;
    const given = leaf.action.input;
    this.events.push(subOrchestrationCreated(id, name, version, instanceId, now));
    const start = executionStarted(
      {
        instanceId,
        executionId: this.#newId().replaceAll('-', ''),
        name,
        version,
        input: given === undefined ? null : JSON.stringify(given),
        generation: null,
        parent: {
          Name: record.name,
          OrchestrationInstance: { InstanceId: record.instanceId, ExecutionId: record.executionId },
          TaskScheduleId: id,
          Version: record.version,
        },
      },
      now,
    );
    this.messages.push({ kind: 'event', target: instanceId, visibleAt: now, executionId: null, event: start });
  }

  #timer({ id, leaf, fireAt = this.#episode }: Scheduled): void {
    const { record, now } = this.#turn;
    this.events.push(timerCreated(id, fireAt, now));
    if (leaf.kind === 'timer' && leaf.action.isCanceled) return;
    this.messages.push({
      kind: 'event',
      target: record.instanceId,
      visibleAt: Date.parse(fireAt),
      executionId: record.executionId,
      event: timerFired(id, fireAt, now),
    });
  }

  #entity({ id, leaf }: Scheduled): void {
    const { record, now, history } = this.#turn;
    const address = parseEntityId(leaf.action.instanceId ?? '');
    if (!address) return;
    const target = entityInstanceId(address.name.toLowerCase(), address.key);
    const isSignal = leaf.kind === 'signal';
    const given = leaf.action.input;
    const request: EntityRequest = {
      id: this.#newId(),
      operation: leaf.action.operation ?? '',
      isSignal,
      sender: record.instanceId,
      input: given === undefined || given === null ? null : JSON.stringify(given),
      caller: isSignal ? null : { instanceId: record.instanceId, executionId: record.executionId },
    };
    const text = requestMessage(request, record, {
      timestamp: this.#episode,
      predecessor: predecessorOf(target, [...history.events, ...this.events]),
      requestTime: timestamp(now).replace('Z', '+00:00'),
    });
    this.events.push(eventSent(id, target, text, now));
    this.messages.push({ kind: 'operation', target, visibleAt: now, request });
  }
}
