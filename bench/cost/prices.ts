import { z } from 'zod';
import type { Operations } from './model.ts';

/**
 * US dollars per 10,000 operations, of a general-purpose v2 account with LRS in the hot tier. To be
 * replaced by those of your region (`COST_PRICES`, JSON with these names): no price list could be
 * read where this was written. What they are here for is the order of magnitude between them: a
 * write of a blob costs about twelve times any other operation.
 */
const ASSUMED = { queue: 0.004, table: 0.004, blobRead: 0.004, blobWrite: 0.05 };

const Prices = z.object({
  queue: z.number().min(0),
  table: z.number().min(0),
  blobRead: z.number().min(0),
  blobWrite: z.number().min(0),
});

/** Prices of storage operations. */
export type Prices = z.output<typeof Prices>;

/** The assumed prices with what `text` (JSON) says instead. Throws when it cannot be read. */
export function pricesFrom(text = '{}'): Prices {
  return Prices.parse({ ...ASSUMED, ...JSON.parse(text) });
}

/** Returns the operations on each service, reads and writes together. */
export function byService({
  queueReads = 0,
  queueWrites = 0,
  tableReads = 0,
  tableWrites = 0,
  blobReads = 0,
  blobWrites = 0,
}: Partial<Operations>): { readonly queue: number; readonly table: number; readonly blob: number } {
  return { queue: queueReads + queueWrites, table: tableReads + tableWrites, blob: blobReads + blobWrites };
}

/** What operations cost, in US dollars. */
export function priceOf(operations: Partial<Operations>, prices: Prices): number {
  const { blobReads = 0, blobWrites = 0 } = operations;
  const { queue, table } = byService(operations);
  const blobs = blobReads * prices.blobRead + blobWrites * prices.blobWrite;
  return (queue * prices.queue + table * prices.table + blobs) / 10_000;
}
