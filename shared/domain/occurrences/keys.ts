import { createHash } from 'node:crypto';
import { nameKey } from '../text/name-key.ts';

/**
 * What device an alert is about: Atera's agent id, only the device's guid, or no more than whose it
 * is and what it is called.
 */
export type DeviceRef =
  | { readonly agentId: number }
  | { readonly deviceGuid: string }
  | { readonly customerId: number; readonly deviceName: string };

/** Which occurrence of which condition on which device: the key of everything the app remembers. */
export interface OccurrenceKey {
  readonly deviceKey: string;
  readonly conditionKey: string;
  readonly occurrence: number;
}

/**
 * The key of a write: `run` is the number of the run that writes, which a row refuses once a newer
 * run has it. Without one no run writes: the poll does, or a person.
 */
export interface RunKey extends OccurrenceKey {
  readonly run?: number;
}

/** Instance id of the poll: one for the whole app, so that two polls never run at once. */
export const POLL_INSTANCE_ID = 'poll-atera';

/** Instance id of the directory's refresh: one for the whole app. */
export const REFRESH_INSTANCE_ID = 'refresh-directory';

/** Instance id of what sends notifications: one for the whole app. */
export const NOTIFY_INSTANCE_ID = 'notify';

/**
 * `a<agentId>`, `g<guid>` for a device that is only known by its guid, or `n<customerId>-<name>`
 * for one that is only known by its name.
 */
export function deviceKey(device: DeviceRef): string {
  if ('agentId' in device) return `a${safeInteger(device.agentId)}`;
  if ('deviceGuid' in device) return `g${safe(device.deviceGuid.toLowerCase())}`;
  return `n${safeInteger(device.customerId)}-${nameKey(device.deviceName)}`;
}

/** Returns true for the key of a device that is only known by its name, if that. */
export function isNameKey(key: string): boolean {
  return key.startsWith('n');
}

/** Stands for a device key where a whole customer is meant: `c<customerId>`. */
export function siteKey(customerId: number): string {
  return `c${safeInteger(customerId)}`;
}

/** Returns true for a key that stands for a whole customer. */
export function isSiteKey(key: string): boolean {
  return key.startsWith('c');
}

/**
 * Orchestration id of a remediation: `rem.<deviceKey>.<conditionKey>.<n>`. The same occurrence
 * always gives the same id.
 */
export function remediationId(key: OccurrenceKey): string {
  return `rem.${occurrenceName(key)}`;
}

/**
 * Id of the orchestration that runs a remediation: `remediationId`, and with `-<n>` behind it once
 * it was begun again beside one that does not end. (An occurrence's number never has a dash.)
 */
export function remediationInstance(row: OccurrenceKey & { readonly restarts?: number | undefined }): string {
  const { restarts = 0 } = row;
  return restarts === 0 ? remediationId(row) : `${remediationId(row)}-${safeInteger(restarts + 1)}`;
}

/** Whether an orchestration id is one of `remediationInstance` for this occurrence. */
export function isRemediationOf(instanceId: string, key: OccurrenceKey): boolean {
  return instanceId.replace(/-\d{1,9}$/, '') === remediationId(key);
}

/** Orchestration id of the `sequence`-th follow-up of an occurrence. */
export function followUpId(key: OccurrenceKey, sequence: number): string {
  return `fol.${occurrenceName(key)}.${safeInteger(sequence)}`;
}

/** Orchestration id of an HTTP request: a hash of its idempotency key, or of its body. */
export function requestId(keyOrBody: string): string {
  return `req.${createHash('sha256').update(keyOrBody).digest('hex')}`;
}

/** Row key in `effects`: `<conditionKey>.<n>.<kind>.<seq>`; the partition is the device key. */
export function effectKey(key: OccurrenceKey, kind: string, sequence: number): string {
  return `${effectPrefix(key)}.${safe(kind)}.${safeInteger(sequence)}`;
}

/** How the row keys of an occurrence in `effects` begin, before a dot. */
export function effectPrefix(key: OccurrenceKey): string {
  return `${safe(key.conditionKey)}.${safeInteger(key.occurrence)}`;
}

/**
 * Returns the text that marks a ticket as ours in its title: `[rmm a12.offline.3]`, and `…3-2]` for
 * the second of an occurrence.
 */
export function ticketMarker(key: OccurrenceKey, ticketNumber = 0): string {
  return `[rmm ${occurrenceName(key)}${ticketNumber === 0 ? '' : `-${safeInteger(ticketNumber + 1)}`}]`;
}

/** Row key of a device in Automox: `s<serverId>`. */
export function serverKey(serverId: number): string {
  return `s${safeInteger(serverId)}`;
}

/**
 * Entity key of a customer's breaker: `c<customerId>`, or `none` for all devices whose customer is
 * not known.
 */
export function breakerKey(customerId: number | undefined): string {
  return customerId === undefined ? 'none' : `c${safeInteger(customerId)}`;
}

/** A hash of an e-mail address, without regard to case: addresses stand in no key. */
export function contactHash(email: string): string {
  return createHash('sha256').update(email.trim().toLowerCase()).digest('hex').slice(0, 32);
}

/** Key in `effects` of a contact of a customer: `contact.<hash of its address>`, beside no condition. */
export function contactKey(customerId: number, email: string): OccurrenceKey {
  return { deviceKey: siteKey(customerId), conditionKey: `contact.${contactHash(email)}`, occurrence: 1 };
}

/**
 * Row key of an alert: its id, padded so that text order is number order (Atera's ids are int64: 19
 * digits at the most).
 */
export function alertRowKey(alertId: number): string {
  return String(safeInteger(alertId)).padStart(19, '0');
}

function occurrenceName({ deviceKey: device, conditionKey, occurrence }: OccurrenceKey): string {
  return `${safe(device)}.${safe(conditionKey)}.${safeInteger(occurrence)}`;
}

/**
 * Durable ids and table keys break on `/ \ # ?` and control characters; only what is safe in both
 * is let through.
 */
function safe(text: string): string {
  const cleaned = text.replaceAll(/[^A-Za-z0-9._-]/g, '-');
  if (cleaned === '') throw new RangeError('A key part is empty');
  return cleaned;
}

function safeInteger(value: number): number {
  if (!Number.isSafeInteger(value) || value < 0)
    throw new RangeError(`A key needs a whole number from 0, not ${value}`);
  return value;
}
