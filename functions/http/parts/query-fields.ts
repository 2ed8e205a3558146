import { z } from 'zod';
import { isPageToken } from '../../../shared/storage/table/page-token.ts';

/** A UTC day; epoch ms of its start. */
export const day = z.iso
  .date('is no day such as 2026-03-02')
  .refine((text) => /^2\d{3}-/.test(text), 'is no day of the years 2000 to 2999')
  .transform((text) => Date.parse(text));

const isoTime = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);

/** A moment, or the UTC day that begins with it; epoch ms. */
export const momentInQuery = z
  .string()
  .refine((text) => isoTime.safeParse(text).success, 'is no date or time such as 2026-03-02 or 2026-03-02T08:00:00Z')
  .transform((text) => Date.parse(text));

/** A query parameter that is an id of Atera. */
export const idInQuery = z
  .string()
  .regex(/^[1-9]\d{0,14}$/, 'is no id: a whole number from 1')
  .transform(Number);

/** Where the page before ended. */
export const pageToken = z
  .string()
  .max(2_000)
  .refine(isPageToken, 'is not a continuationToken that this API gave out; leave it out to start over');

/** How many rows at most. */
export function topUpTo(most: number, byDefault: number) {
  return z
    .string()
    .refine((text) => /^\d{1,6}$/.test(text) && Number(text) >= 1 && Number(text) <= most, `must be from 1 to ${most}`)
    .transform(Number)
    .prefault(String(byDefault))
    .meta({ description: `How many rows at most: 1 to ${most}.` });
}

/** Returns a moment for an answer: ISO text in UTC, or absent. */
export function iso(at: number | undefined): string | undefined {
  return at === undefined ? undefined : new Date(at).toISOString();
}
