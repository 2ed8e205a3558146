import { z } from 'zod';

/** What a disk alert names beside its device. */
export const diskDetails = z.object({
  /** A volume as `parseVolume` writes it. */
  drive: z.string(),
  /** Used percent above which the drive counts as full; absent when nothing says it. */
  thresholdPercent: z.number().optional(),
});

/** The details of a disk condition. */
export type DiskDetails = z.output<typeof diskDetails>;
