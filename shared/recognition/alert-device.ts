import type { Alert } from '../atera/alert-schema.ts';
import type { AlertRow } from '../domain/alerts/alert-row.ts';
import type { DirectoryAgent } from '../domain/devices/directory-agent.ts';
import { type DeviceRef, deviceKey } from '../domain/occurrences/keys.ts';
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
function isByGuid(playbook: string): boolean {
  return isPlaybook(playbook) && playbookNamed(playbook).recognition?.device === 'guid';
}

/** True for alerts of a playbook that takes them whatever device they are about. */
function isOfAnyDevice(playbook: string): boolean {
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

/** What recognition asks of an agent. */
type KnownAgent = Pick<DirectoryAgent, 'id' | 'customerId'>;

/** What our tables know of devices. */
export interface KnownDevices {
  readonly directory: {
    agent(agentId: number): Promise<KnownAgent | undefined>;
    agentByGuid(deviceGuid: string): Promise<KnownAgent | undefined>;
    /** Undefined before the agents have been listed. */
    lastRefresh(): Promise<unknown>;
  };
  readonly monitored: { get(deviceGuid: string): Promise<{ readonly customerId?: number | undefined } | undefined> };
}

/** What a first triage made of an alert. */
interface FirstTriage {
  readonly row: Pick<AlertRow, 'playbook'>;
  readonly outcome: { readonly code: string };
}

/**
 * Returns what fills in the device of an alert, where the playbook that would have it needs more
 * than the alert says; else the alert comes back as it is. For the alerts of one page: each agent
 * is looked up once.
 */
export function lookUpDevices(known: KnownDevices) {
  const withAgent = knownAgents(known);
  const asAgentless = knownAgentless(known);
  return async (alert: Alert, earlier: AlertRow | undefined, first: FirstTriage): Promise<KnownAlert> => {
    const { playbook } = first.row;
    if (isByGuid(playbook)) return asAgentless(alert, earlier);
    if (isOfAnyDevice(playbook) && alert.agentId === undefined) {
      const observed = await asAgentless(alert, earlier);
      return observed.isAgentless === false ? withAgent(alert) : observed;
    }
    const isPartly = first.outcome.code === 'no-agent' || (playbook !== 'none' && alert.customerId === undefined);
    return isPartly ? withAgent(alert) : alert;
  };
}

/**
 * Fills in what the directory knows and an alert leaves out: the agent of one that names its device
 * by its guid only, and the customer, without whom nothing may be done and no ticket be opened. One
 * that is not known stays as it is. For the alerts of one page: each device is looked up once.
 */
function knownAgents({ directory }: KnownDevices): (alert: Alert) => Promise<Alert> {
  const found = new Map<string, Promise<KnownAgent | undefined>>();
  const lookUp = ({ agentId, deviceGuid }: Alert) => {
    if (agentId !== undefined) return directory.agent(agentId);
    return deviceGuid === undefined ? undefined : directory.agentByGuid(deviceGuid);
  };
  return async (alert) => {
    const { agentId, customerId, deviceGuid } = alert;
    if (agentId !== undefined && customerId !== undefined) return alert;
    const name = `${agentId ?? deviceGuid}`;
    const asked = found.get(name) ?? lookUp(alert);
    if (!asked) return alert;
    found.set(name, asked);
    const agent = await asked;
    return agent ? { ...alert, agentId: agent.id, customerId: customerId ?? agent.customerId } : alert;
  };
}

/** Returns an alert about a device without an agent with what our tables know of the device. */
function knownAgentless({ directory, monitored }: KnownDevices) {
  return async (alert: Alert, earlier: AlertRow | undefined): Promise<KnownAlert> => {
    const { deviceGuid } = alert;
    if (deviceGuid === undefined) return alert;
    const isKnown = earlier?.deviceKey === deviceKey({ deviceGuid });
    const isAgentless = isKnown || (await isOfNoAgent(directory, deviceGuid));
    const reported = alert.customerId ?? (isKnown ? earlier?.customerId : undefined);
    const customerId = reported ?? (await monitored.get(deviceGuid))?.customerId;
    return { ...alert, isAgentless, customerId };
  };
}

/** Before the agents have been listed it is not known. Reads every agent. */
async function isOfNoAgent(directory: KnownDevices['directory'], deviceGuid: string): Promise<boolean | undefined> {
  if (await directory.agentByGuid(deviceGuid)) return false;
  return (await directory.lastRefresh()) === undefined ? undefined : true;
}
