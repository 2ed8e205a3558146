import { z } from 'zod';
import { MAX_VOLUME_LENGTH, parseVolume } from '../domain/volumes/volume.ts';
import type { Widens } from './widens.ts';

/**
 * Longest wait of each unit: a year. More is a typing mistake, and would leave the range of dates.
 */
const YEAR = { minutes: 525_600, hours: 8_760, days: 366 } as const;

/** A wait above zero, fractions allowed, so that a test's policy can ask for seconds. */
export function wait(unit: keyof typeof YEAR, byDefault: number, description: string, widens?: Widens) {
  return z.number().positive().max(YEAR[unit]).default(byDefault).meta({ unit, description, widens });
}

/** A share in percent. */
export function percent(
  byDefault: number,
  description: string,
  range: { min?: number; max?: number; widens?: Widens } = {},
) {
  const { min = 0, max = 100, widens } = range;
  return z.number().min(min).max(max).default(byDefault).meta({ unit: 'percent', description, widens });
}

/** A number of things, at least one. */
export function count(byDefault: number, description: string, widens?: Widens) {
  return z.int().min(1).max(10_000).default(byDefault).meta({ unit: 'count', description, widens });
}

/**
 * Something for single customers, by Atera's customer id. An id with leading zeros would never be
 * found.
 */
export function byCustomer<T extends z.ZodType>(each: T) {
  return z.record(z.string().regex(/^[1-9]\d{0,15}$/, 'is no customer id'), each).default({});
}

/** A volume as `parseVolume` writes it: a drive letter, a mount point or a name. */
export const volume = z
  .string()
  .max(MAX_VOLUME_LENGTH)
  .refine(
    (text) => parseVolume(text) !== undefined,
    'is no drive letter such as C, mount point such as /var, or name of a volume',
  )
  // Not a transform: the documented default of a list would be lost.
  .overwrite((text) => parseVolume(text) ?? text);
