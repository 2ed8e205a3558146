import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { MemoryTables } from '../../../dev/tables/memory-tables.ts';
import { type ConditionStore, makeConditionStore } from '../../../shared/storage/conditions/conditions.ts';
import { makeDueIndex } from '../../../shared/storage/conditions/due-index.ts';
import { azureTables, type StorageLocation, type TableService } from '../../../shared/storage/table/table.ts';

/** The shared Azurite, with table names of its own: what one test writes no other one reads. */
export function ownTables(): StorageLocation {
  return { connection: inject('storageConnection'), tablePrefix: `t${randomBytes(6).toString('hex')}` };
}

/**
 * The table services that tests use, each empty when made; what holds on one holds on the other, or
 * the app's scenarios prove little.
 */
export const tableServices: readonly [name: string, make: () => TableService][] = [
  ['Azurite', () => azureTables(ownTables())],
  ['tables in memory', () => new MemoryTables()],
];

/** The conditions and their index, without the rest of the app. */
export function conditionsOn(service: Pick<TableService, 'open'>, clock: { now(): number } = Date): ConditionStore {
  return makeConditionStore(service.open('conditions'), makeDueIndex(service.open('due'), clock));
}
