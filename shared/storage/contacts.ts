import { z } from 'zod';
import { moment, toEntity } from './table/columns.ts';
import type { Table } from './table/table.ts';

/**
 * What is known of a contact that tickets of a customer are opened for: `contactId`, once found.
 * While the account's contacts are read for a main contact, `page` is the next one; where there is
 * none, `noneAt` is when that was found (epoch ms).
 */
const contactRow = z.object({
  contactId: z.number().optional(),
  page: z.int().positive().optional(),
  noneAt: moment.optional(),
});

/** What is known of one. */
export type KnownContact = z.output<typeof contactRow>;

/** Which one: the app's own, the customer's main contact, or the one with an address (its hash). */
export type ContactRole = 'system' | 'main' | `mail-${string}`;

/** Which contacts our tickets of a customer are opened for (table `contacts`). */
export interface ContactStore {
  /** What is remembered; nothing of one that cannot be read. */
  get(customerId: number, role: ContactRole): Promise<KnownContact>;
  /** Stores it. */
  save(customerId: number, role: ContactRole, known: KnownContact): Promise<void>;
  /** Removes it, when Atera no longer takes tickets for it. */
  forget(customerId: number, role: ContactRole): Promise<void>;
}

/** Returns the store on the given table. */
export function makeContactStore(table: Table): ContactStore {
  return {
    async get(customerId, role) {
      const stored = await table.get(String(customerId), role);
      return contactRow.safeParse(stored).data ?? {};
    },
    save: (customerId, role, known) => table.put(toEntity(contactRow, String(customerId), role, known)),
    forget: (customerId, role) => table.remove(String(customerId), role),
  };
}
