import { type OccurrenceKey, remediationId } from './keys.ts';

/** A device key holds no dot; a condition key may. */
const REMEDIATION_ID = /^rem\.([A-Za-z0-9_-]{1,60})\.([A-Za-z0-9._-]{1,100})\.(\d{1,9})$/;

/**
 * Returns which occurrence a remediation id names, or undefined when `remediationId` never made
 * this one.
 */
export function remediationKey(id: string): OccurrenceKey | undefined {
  const [, deviceKey = '', conditionKey = '', occurrence = ''] = REMEDIATION_ID.exec(id) ?? [];
  if (deviceKey === '') return undefined;
  const key = { deviceKey, conditionKey, occurrence: Number(occurrence) };
  return remediationId(key) === id ? key : undefined;
}
