import type { Agent } from '../../../shared/atera/agent-schema.ts';
import type { LeaseSession } from '../../../shared/budget/fence.ts';
import { agentChange } from '../../../shared/domain/devices/changed-marks.ts';
import type { DevicePair, PlaceOf } from '../../../shared/domain/devices/device-marks.ts';
import { automoxPairs, automoxPlace, languageOf } from '../../../shared/policy/customer.ts';
import type { DirectoryEntry } from '../../../shared/storage/directory/directory.ts';
import { actionTexts } from '../../../shared/texts/action/index.ts';
import type { Language } from '../../../shared/texts/language.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import type { AutomoxMatch } from '../../runtime/inspection.ts';
import type { Subject } from '../../runtime/run.ts';
import { type FieldDeps, type Marks, readMarks } from './read-fields.ts';
import { assertSameCustomer } from './same-customer.ts';

/**
 * Returns the device in Atera, or undefined when Atera does not know it (any more), and what custom
 * fields say of it and its customer. One request, and those of `readMarks`. Throws
 * `customer_changed` as `assertSameCustomer` does.
 */
export async function readDevice(
  deps: Pick<ActivityDeps, 'conditions'> & FieldDeps,
  session: LeaseSession,
  subject: Subject,
): Promise<{ readonly agent?: Agent; readonly marks: Marks }> {
  const { agentId } = subject;
  const agent = agentId === undefined ? undefined : await deps.atera.getAgent(session, agentId);
  if (!agent) return { marks: {} };
  await assertSameCustomer(deps, subject, agent);
  return { agent, marks: await readMarks(deps, session, subject) };
}

/**
 * Returns the device in Automox by its entry in the directory: no request. What is not known for
 * certain is no match.
 */
export function findAutomoxMatch(
  { automox, policy }: Pick<ActivityDeps, 'automox' | 'policy'>,
  { customerId }: Subject,
  agent: Agent,
  known: DirectoryEntry | undefined,
): AutomoxMatch {
  const language = languageOf(policy, customerId);
  const texts = actionTexts(language);
  if (!automox) return { has: false, reason: texts.automoxNotSetUp };
  if (customerId === undefined) return { has: false, reason: texts.noCustomer };
  const place = automoxPlace(policy, customerId, automox.defaultOrganizationId);
  if (!place) return { has: false, reason: texts.customerUnassigned };
  const automoxMatch = known?.automoxMatch;
  if (!automoxMatch || !known) return { has: false, reason: texts.notMatchedYet };
  if (!automoxMatch.matched) {
    const { reason, cause } = automoxMatch;
    return { has: false, reason, ...(cause !== undefined && { cause }) };
  }
  if (agent.customerId !== customerId || (known.agent.customerId ?? customerId) !== customerId)
    return { has: false, reason: texts.movedSinceListed };
  const change = agentChange(automoxMatch.marks.agent, agent, language);
  if (change) return { has: false, ...change };
  const { serverId, marks } = automoxMatch;
  return { has: true, organizationId: place.organizationId, serverId, marks: marks.server };
}

/** Returns where the policy says that each customer's devices are, and which devices it names. */
export function placesOf(
  policy: ActivityDeps['policy'],
  { defaultOrganizationId }: NonNullable<ActivityDeps['automox']>,
): {
  readonly placeOf: PlaceOf;
  readonly pairs: readonly DevicePair[];
  languageOf(customerId: number | undefined): Language;
} {
  return {
    placeOf: (customerId) => automoxPlace(policy, customerId, defaultOrganizationId),
    pairs: automoxPairs(policy),
    languageOf: (customerId) => languageOf(policy, customerId),
  };
}
