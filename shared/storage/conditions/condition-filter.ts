import { odata } from '../table/table.ts';
import type { ConditionQuery } from './conditions.ts';

/** Returns the filter of a query for conditions; empty for all of them. */
export function conditionFilter({ state, customerId, deviceKey, playbook, since }: ConditionQuery): string {
  const parts: string[] = [];
  if (deviceKey !== undefined) parts.push(odata`PartitionKey eq ${deviceKey}`);
  if (state === 'in-hand') parts.push(odata`state ne ${'closed'}`, odata`state ne ${'watching'}`);
  else if (state === 'open') parts.push(odata`state ne ${'closed'}`);
  else if (state !== undefined) parts.push(odata`state eq ${state}`);
  if (customerId !== undefined) parts.push(odata`customerId eq ${customerId}`);
  if (playbook !== undefined) parts.push(odata`playbook eq ${playbook}`);
  if (since !== undefined) parts.push(odata`openedAt ge ${new Date(since).toISOString()}`);
  return parts.join(' and ');
}
