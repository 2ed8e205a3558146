import type { HistoryEvent } from '../types.ts';
import type { Leaf } from './action-tree.ts';
import { EventType } from './history.ts';

const CHANGED = 'Was a change made to the orchestrator code after this instance had already started running?';
const PREFIX = 'Non-Deterministic workflow detected: A previous execution of this orchestration scheduled';

type Kind = 'activity' | 'sub-orchestration' | 'timer' | 'entity';

/** What a scheduled event of history stands for. */
export function kindOfScheduled(event: HistoryEvent): Kind {
  if (event.EventType === EventType.TaskScheduled) return 'activity';
  if (event.EventType === EventType.SubOrchestrationInstanceCreated) return 'sub-orchestration';
  return event.EventType === EventType.TimerCreated ? 'timer' : 'entity';
}

const WORDS: Record<Kind, string> = {
  activity: 'an activity task',
  'sub-orchestration': 'a sub-orchestration',
  timer: 'a timer task',
  entity: 'an event sent',
};

/** Names of DurableTask.Core's action classes, which its texts carry. */
const ACTION_CLASS: Record<Kind, string> = {
  activity: 'ScheduleTaskOrchestratorAction',
  'sub-orchestration': 'CreateSubOrchestrationAction',
  timer: 'CreateTimerOrchestratorAction',
  entity: 'SendEventOrchestratorAction',
};

function kindOfLeaf(leaf: Leaf): Kind {
  return leaf.kind === 'activity' || leaf.kind === 'sub-orchestration' || leaf.kind === 'timer' ? leaf.kind : 'entity';
}

/**
 * The text with which an instance fails when `leaf` stands where history has `event`; undefined
 * when they agree.
 */
export function describeMismatch(event: HistoryEvent, leaf: Leaf): string | undefined {
  const was = kindOfScheduled(event);
  const is = kindOfLeaf(leaf);
  const before = `${PREFIX} ${WORDS[was]} with sequence number ${event.EventId}${was === 'timer' ? '' : ` named '${event.Name}'`}`;
  if (was !== is) {
    return `${before}, but the current orchestration replay instead produced a ${ACTION_CLASS[is]} action with this sequence number. ${CHANGED}`;
  }
  const name = leaf.action.functionName;
  if (is === 'timer' || is === 'entity' || name?.toLowerCase() === event.Name?.toLowerCase()) return undefined;
  return `${before}, but the current orchestration replay instead scheduled ${WORDS[is]} named '${name}' with this sequence number.  ${CHANGED}`;
}

/** The text with which an instance fails when the code no longer schedules what history has. */
export function describeMissing(event: HistoryEvent): string {
  const kind = kindOfScheduled(event);
  const name = kind === 'timer' ? '' : ` and name '${event.Name}' (version '${event.Version ?? ''}')`;
  return `${PREFIX} ${WORDS[kind]} with sequence ID ${event.EventId}${name}, but the current replay execution hasn't (yet?) scheduled this task. ${CHANGED}`;
}
