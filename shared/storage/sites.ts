import { z } from 'zod';
import type { SiteWatch } from '../domain/sites/site-watch.ts';
import { suspicionCauses } from '../domain/sites/suspicion.ts';
import { json, moment, toEntity } from './table/columns.ts';
import type { Table } from './table/table.ts';

const incident = z.object({
  customerId: z.number(),
  customerName: z.string().optional(),
  quiet: z.number(),
  of: z.number(),
  since: z.number(),
  part: z.object({ from: z.number(), until: z.number() }).optional(),
  still: z.number(),
  opened: z.boolean(),
  endedAt: z.number().optional(),
});

const suspicion = z.object({
  since: z.number(),
  endedAt: z.number(),
  because: z.enum(suspicionCauses),
  gaveUp: z.boolean(),
});

/**
 * What the site rule last found (table `directory`, partition `state`, row `sites`). Times inside
 * `incidents` are epoch ms.
 */
const sitesRow = z.object({
  judgedAt: moment,
  vendorQuietSince: moment.optional(),
  vendorQuietBecause: z.enum(suspicionCauses).optional(),
  suspicion: json(suspicion).optional(),
  trustedAgainAt: moment.optional(),
  incidents: json(z.array(incident)),
});

/**
 * Keeps the one answer of the site rule, so that an inspection of any device reads one row for it.
 */
export interface SiteStore {
  /**
   * The last answer, or undefined before the first. One transaction. Throws when it cannot be read:
   * then nobody is called.
   */
  get(): Promise<SiteWatch | undefined>;
  /** Replaces it. Only the poll writes it, and there is one poll at a time. */
  save(watch: SiteWatch): Promise<void>;
}

const PARTITION = 'state';
const ROW = 'sites';

/** Returns the store on the table `directory`. */
export function makeSiteStore(table: Table): SiteStore {
  return {
    async get() {
      const stored = await table.get(PARTITION, ROW);
      return stored && sitesRow.parse(stored);
    },
    save: (watch) => table.put(toEntity(sitesRow, PARTITION, ROW, { ...watch, incidents: [...watch.incidents] })),
  };
}
