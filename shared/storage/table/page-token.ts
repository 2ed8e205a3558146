import { z } from 'zod';

/**
 * What the SDK puts into a continuation token; the storage answers anything else with an error that
 * says little.
 */
const PageToken = z.object({ nextPartitionKey: z.string(), nextRowKey: z.string().nullish() });

/**
 * True for the text of a `next`; the storage answers anything else with an error that says little.
 */
export function isPageToken(text: string): boolean {
  try {
    return PageToken.safeParse(JSON.parse(Buffer.from(text, 'base64').toString('utf8'))).success;
  } catch {
    return false;
  }
}
