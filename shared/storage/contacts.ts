import { z } from 'zod';
import type { Table } from './table.ts';

/** Which contact our tickets of a customer are opened for, once found (table `contacts`). */
export interface ContactStore {
  /** The remembered contact id of the customer. */
  get(customerId: number): Promise<number | undefined>;
  /** Stores it. */
  save(customerId: number, contactId: number): Promise<void>;
  /** Removes it, when Atera no longer takes tickets for it. */
  forget(customerId: number): Promise<void>;
}

const SYSTEM_CONTACT = 'system';

/** Returns the store on the given table. */
export function makeContactStore(table: Table): ContactStore {
  return {
    async get(customerId) {
      const stored = await table.get(String(customerId), SYSTEM_CONTACT);
      return stored && z.object({ contactId: z.number() }).parse(stored).contactId;
    },
    save: (customerId, contactId) => table.put({ partitionKey: String(customerId), rowKey: SYSTEM_CONTACT, contactId }),
    forget: (customerId) => table.remove(String(customerId), SYSTEM_CONTACT),
  };
}
