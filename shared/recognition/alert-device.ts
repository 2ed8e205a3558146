import type { Alert } from '../atera/alert-schema.ts';
import type { DeviceRef } from '../domain/occurrences/keys.ts';
import { plainText } from '../domain/text/plain-text.ts';
import { isPlaybook, type PlaybookName, playbookNamed } from '../playbooks/index.ts';
import type { Language } from '../texts/language.ts';
import { triageTexts } from '../texts/triage/index.ts';

/** A listed alert, with what the directory adds. */
export interface KnownAlert extends Alert {
  /**
   * Whether no agent has its GUID; undefined = not known. Only asked for alerts about devices
   * without an agent.
   */
  readonly isAgentless?: boolean | undefined;
}

/** Why an alert is about no device that its playbook is for. */
interface NoDevice {
  readonly code: string;
  readonly text: string;
}

/** Of a name as it is kept. */
export const MAX_NAME = 100;

/**
 * True for alerts of a playbook whose devices have no agent: the directory must say that no agent
 * has their GUID.
 */
export function isByGuid(playbook: string): boolean {
  return isPlaybook(playbook) && playbookNamed(playbook).recognition?.device === 'guid';
}

/** True for alerts of a playbook that takes them whatever device they are about. */
export function isOfAnyDevice(playbook: string): boolean {
  return isPlaybook(playbook) && playbookNamed(playbook).recognition?.device === 'any';
}

/** Returns the device that the alert is about, or why it is about none that its playbook is for. */
export function deviceOf(alert: KnownAlert, playbook: PlaybookName, language: Language): DeviceRef | NoDevice {
  const { agentId, deviceGuid } = alert;
  if (isByGuid(playbook)) return agentlessOf(alert, playbook, language);
  if (agentId !== undefined) return { agentId };
  if (!isOfAnyDevice(playbook)) return { code: 'no-agent', text: triageTexts(language).noAgent };
  return deviceGuid === undefined ? namedOnly(alert, language) : agentlessOf(alert, playbook, language);
}

/** No more is known of the device than whose it is and what the alert calls it. */
function namedOnly({ customerId, deviceName }: KnownAlert, language: Language): DeviceRef | NoDevice {
  if (customerId !== undefined) return { customerId, deviceName: plainText(deviceName, MAX_NAME) };
  return { code: 'no-agent', text: triageTexts(language).noCustomer };
}

function agentlessOf(
  { deviceGuid, isAgentless }: KnownAlert,
  playbook: PlaybookName,
  language: Language,
): DeviceRef | NoDevice {
  const texts = triageTexts(language);
  if (deviceGuid === undefined) return { code: 'no-agent', text: texts.noDevice };
  if (isAgentless) return { deviceGuid };
  if (isAgentless === undefined) return { code: 'device-not-known', text: texts.agentUnknown };
  const reason = texts.hasAgent({ label: playbookNamed(playbook).label[language] });
  return { code: 'no-playbook', text: texts.leftAlone({ reason }) };
}
