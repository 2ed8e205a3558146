import type { OrchestrationContext, Task } from 'durable-functions';
import type { DeviceAction } from '../../shared/domain/approvals/proposal.ts';
import type { ActionFound } from '../../shared/domain/occurrences/last-action.ts';
import { fieldRequests } from '../../shared/policy/sections/custom-fields.ts';
import type { Confirmation, ConfirmedAgent } from '../activities/commands/confirm-device.ts';
import type { ResultRecord } from '../activities/commands/record-result.ts';
import type { CommandSent } from '../activities/commands/send-command.ts';
import { activities, budgets } from '../runtime/names.ts';
import type { RemediationRun } from '../runtime/run.ts';
import { type Step, vendorStep } from '../runtime/steps.ts';

/**
 * What a command rests on: the evidence a person approved, the number of the question, the last
 * inspection, and the device itself.
 */
export interface CommandInput {
  readonly action: DeviceAction;
  readonly evidence: string;
  readonly approval: number;
  /** Epoch ms. */
  readonly inspectedAt: number;
  readonly confirmed: ConfirmedAgent;
}

/**
 * Requests of one command: is it the device and connected, is the command queued already, send it.
 */
const COMMAND_REQUESTS = 3;

/**
 * Reads the device at Atera again, right before the command: one request, and those of its custom fields, under a lease of Atera's
 * own.
 */
export function confirmDevice(
  context: OrchestrationContext,
  { subject, policy }: RemediationRun,
  action: DeviceAction,
): Generator<Task, Step<Confirmation>> {
  return vendorStep<Confirmation>(context, {
    activity: activities.confirmDevice,
    requests: 1 + fieldRequests(policy.customFields),
    urgency: 'remediate',
    input: { subject, action },
    waits: policy,
  });
}

/** Sends the command, once Automox reports the same device: three requests. */
export function sendCommand(
  context: OrchestrationContext,
  { subject, policy }: RemediationRun,
  input: CommandInput,
): Generator<Task, Step<CommandSent>> {
  return vendorStep<CommandSent>(context, {
    budget: budgets.automox,
    activity: activities.sendCommand,
    requests: COMMAND_REQUESTS,
    urgency: 'remediate',
    input: { subject, ...input },
    waits: policy,
  });
}

/**
 * Stores the command's result in the row before anything else is done with it: 2 history events.
 */
export function* recordResult(
  context: OrchestrationContext,
  { subject }: RemediationRun,
  { approval }: { readonly approval: number },
  found: ActionFound,
): Generator<Task, void> {
  const record: ResultRecord = { subject, approval, ...found };
  yield context.df.callActivity(activities.recordResult, record);
}
