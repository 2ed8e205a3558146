import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import type { StorageLocation } from '../../shared/storage/table.ts';

/** The shared Azurite, with table names of its own: what one test writes no other one sees. */
export function ownTables(): StorageLocation {
  return { connection: inject('storageConnection'), tablePrefix: `t${randomBytes(6).toString('hex')}` };
}
