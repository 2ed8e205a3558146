import { z } from 'zod';

/** durable-functions' ActionType numbers. */
export const ActionType = {
  CallActivity: 0,
  CallActivityWithRetry: 1,
  CallSubOrchestrator: 2,
  CallSubOrchestratorWithRetry: 3,
  ContinueAsNew: 4,
  CreateTimer: 5,
  WaitForExternalEvent: 6,
  CallEntity: 7,
  CallHttp: 8,
  SignalEntity: 9,
  WhenAny: 11,
  WhenAll: 12,
  LockEntities: 13,
  ReleaseEntities: 14,
} as const;

const RetryOptions = z.object({
  firstRetryIntervalInMilliseconds: z.number(),
  maxNumberOfAttempts: z.number(),
  backoffCoefficient: z.number().optional(),
  maxRetryIntervalInMilliseconds: z.number().optional(),
});
export type RetryOptions = z.infer<typeof RetryOptions>;

const Action = z.object({
  actionType: z.number(),
  functionName: z.string().optional(),
  input: z.unknown().optional(),
  fireAt: z.string().optional(),
  isCanceled: z.boolean().optional(),
  externalEventName: z.string().optional(),
  instanceId: z.string().optional(),
  operation: z.string().optional(),
  version: z.string().nullish(),
  retryOptions: RetryOptions.optional(),
  get compoundActions() {
    return z.array(Action).optional();
  },
});
/** One thing the orchestrator asked for; which fields are set depends on `actionType`. */
export type Action = z.infer<typeof Action>;

const OrchestratorState = z.object({
  isDone: z.boolean(),
  actions: z.array(z.array(Action)),
  output: z.unknown().optional(),
  error: z.string().optional(),
  customStatus: z.unknown().optional(),
});
/**
 * What durable-functions answers after each turn: everything asked for so far, not only the new
 * part.
 */
export type OrchestratorState = z.infer<typeof OrchestratorState>;

const FAILURE_LABEL = '\n\n$OutOfProcData$:';

/**
 * Parses the JSON an orchestrator function returned; throws when it is not an orchestrator's
 * answer.
 */
export function parseOrchestratorState(json: string): OrchestratorState {
  return OrchestratorState.parse(JSON.parse(json));
}

/**
 * The state a failed orchestrator carries in its error message, or undefined when it failed in
 * another way.
 */
export function stateOfFailure(message: string): OrchestratorState | undefined {
  const start = message.indexOf(FAILURE_LABEL);
  return start < 0 ? undefined : parseOrchestratorState(message.slice(start + FAILURE_LABEL.length));
}
