import { type Action, ActionType } from './orchestrator-state.ts';

export type LeafKind =
  | 'activity'
  | 'sub-orchestration'
  | 'timer'
  | 'entity-call'
  | 'signal'
  | 'event'
  | 'continue-as-new'
  | 'unsupported';

/** One action that is not a combination of others, and how far it has come. */
export interface Leaf {
  kind: LeafKind;
  action: Action;
  state: 'open' | 'done' | 'failed';
  /** Failed attempts so far; only counted with retry options. */
  attempts: number;
  /** Set while a retry waits for its timer. */
  waiting: boolean;
}

/**
 * Something the orchestrator asked for that history does not hold yet. `fireAt` is set for timers
 * only.
 */
export interface Scheduled {
  id: number;
  leaf: Leaf;
  kind: 'activity' | 'sub-orchestration' | 'timer' | 'entity-call' | 'signal';
  fireAt?: string;
}

export type Node = Leaf | { all: boolean; children: Node[] };

const KINDS: Record<number, LeafKind> = {
  [ActionType.CallActivity]: 'activity',
  [ActionType.CallActivityWithRetry]: 'activity',
  [ActionType.CallSubOrchestrator]: 'sub-orchestration',
  [ActionType.CallSubOrchestratorWithRetry]: 'sub-orchestration',
  [ActionType.ContinueAsNew]: 'continue-as-new',
  [ActionType.CreateTimer]: 'timer',
  [ActionType.WaitForExternalEvent]: 'event',
  [ActionType.CallEntity]: 'entity-call',
  [ActionType.SignalEntity]: 'signal',
};

/** The tree of one listed action: a leaf, or a Task.all / Task.any with its children. */
export function nodeOf(action: Action): Node {
  const children = action.compoundActions;
  if (children !== undefined) {
    return { all: action.actionType === ActionType.WhenAll, children: children.map(nodeOf) };
  }
  return { kind: KINDS[action.actionType] ?? 'unsupported', action, state: 'open', attempts: 0, waiting: false };
}

/** The leaves of a tree in the order in which they are scheduled. */
export function leavesOf(node: Node): Leaf[] {
  return 'children' in node ? node.children.flatMap(leavesOf) : [node];
}

/**
 * Whether the host goes on to the next listed action: any child settled, or all of them. The
 * orchestrator itself goes on at the first failure of a Task.all, but what it asks for then is
 * scheduled only when the last sibling has ended: the extension awaits one action after the other.
 */
export function isSettled(node: Node): boolean {
  if (!('children' in node)) return node.state !== 'open';
  return node.all ? node.children.every(isSettled) : node.children.length === 0 || node.children.some(isSettled);
}

/** True for an action whose end nothing waits for. */
export function isFireAndForget(node: Node): boolean {
  return !('children' in node) && (node.kind === 'signal' || node.kind === 'unsupported');
}

/** Returns what an action calls, for messages. */
export function nameOf(leaf: Leaf): string {
  return leaf.action.functionName ?? leaf.action.instanceId ?? `action ${leaf.action.actionType}`;
}
