import type { OrchestrationContext, Task } from 'durable-functions';
import type { PlaybookName } from '../../shared/playbooks/index.ts';
import type { DueWork } from '../activities/due/end-poll.ts';
import { activities } from '../runtime/names.ts';
import { type Step, vendorStep } from '../runtime/steps.ts';

/** What an HTTP caller asks for: an alert by id, or a playbook for a device. */
export type RemediationRequest =
  | { readonly alertId: number }
  | { readonly agentId: number; readonly playbook: PlaybookName; readonly drive?: string };

/** How a request was taken: the remediation that takes care of it, or why there is none. */
export type IntakeEnd =
  | { readonly accepted: true; readonly remediationId: string; readonly joined: boolean }
  | { readonly accepted: false; readonly code: string; readonly message: string };

/** What `openRequested` returns: the same, and the condition that is to be started. */
export type RequestOpened =
  | (Extract<IntakeEnd, { accepted: true }> & { readonly deviceKey: string; readonly conditionKey: string })
  | Extract<IntakeEnd, { accepted: false }>;

/** A caller waits for this: tried again a few times, then refused. */
const WAITS = { retryAfterMinutes: [1, 3, 10] };

/** Reads of an intake: the alert or the agent. */
const INTAKE_REQUESTS = 1;

/**
 * Takes a request from outside: reads the alert or device from Atera, opens or joins the
 * occurrence, and starts it. The remediation then runs under its own id, exactly as if the poll had
 * found the alert.
 */
export function* intake(context: OrchestrationContext): Generator<Task, IntakeEnd> {
  const request = context.df.getInput<RemediationRequest>();
  const input = { request };
  const step = {
    activity: activities.openRequested,
    urgency: 'remediate',
    requests: INTAKE_REQUESTS,
    input,
    waits: WAITS,
  } as const;
  const opened: Step<RequestOpened> = yield* vendorStep<RequestOpened>(context, step);
  if (!opened.ok) return { accepted: false, code: opened.code, message: opened.message };
  if (!opened.value.accepted) return opened.value;
  const { deviceKey, conditionKey, ...end } = opened.value;
  // Only what was asked for: the poll alone does the rest.
  const work: DueWork = { requested: { deviceKey, conditionKey } };
  yield context.df.callActivity(activities.startDueWork, work);
  return end;
}
