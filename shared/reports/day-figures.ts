import { z } from 'zod';
import { Histogram } from './histogram.ts';

/** What is counted of each customer and day. docs/reports.md says what each means. */
export const counted = [
  'alerts',
  'unreadable',
  'recognised',
  'takenUp',
  'fixed',
  'ticketed',
  'recovered',
  'left',
  'inHand',
  'requests',
  'occurrences',
  'tickets',
  'openTickets',
  'back24h',
  'back7d',
  'back30d',
  'backAfterFix24h',
  'backAfterFix7d',
  'backAfterFix30d',
] as const;

/** One of `counted`. */
export type Counted = (typeof counted)[number];

/** The durations of which percentiles are shown. */
export const durations = ['toDetect', 'toDecide', 'toEnd'] as const;

/** One of `durations`. */
export type Duration = (typeof durations)[number];

/** The figures of one customer; what is not there is none. */
export const Figures = z.object({
  customerId: z.int().nullable(),
  /** As the newest alert of the day names it. */
  name: z.string().optional(),
  counts: z.partialRecord(z.enum(counted), z.int().nonnegative()),
  durations: z.partialRecord(z.enum(durations), Histogram),
  /** Alerts that were not taken up, by the code of the reason. */
  notTakenUp: z.record(z.string(), z.int().positive()),
});

/** As above. */
export type Figures = z.output<typeof Figures>;

/** How many alerts a device raised in a day. */
export const NoisyDevice = z.object({ customerId: z.int().nullable(), name: z.string(), alerts: z.int().positive() });

/** As above. */
export type NoisyDevice = z.output<typeof NoisyDevice>;

/** The same of a class of alerts: a playbook, or a title without its digits. */
export const AlertClass = z.object({
  customerId: z.int().nullable(),
  name: z.string(),
  isPlaybook: z.boolean(),
  alerts: z.int().positive(),
});

/** As above. */
export type AlertClass = z.output<typeof AlertClass>;

/** One UTC day: of the alerts first listed on it, as they stand when it was counted. */
export const DayFigures = z.object({
  customers: z.array(Figures).readonly(),
  /** The noisiest ones; `moreDevices` raised fewer. */
  devices: z.array(NoisyDevice).readonly(),
  moreDevices: z.int().nonnegative(),
  classes: z.array(AlertClass).readonly(),
  moreClasses: z.int().nonnegative(),
});

/** As above. */
export type DayFigures = z.output<typeof DayFigures>;
