import { z } from 'zod';
import { weekdays } from '../domain/time/business-hours.ts';
import { isIanaZone } from '../domain/time/windows-zones.ts';

const clockTime = (pattern: RegExp, description: string) =>
  z.string().regex(pattern, 'is no time HH:MM').meta({ unit: 'HH:MM', description });

const weeklySpan = z.strictObject({
  days: z.array(z.enum(weekdays)).min(1).meta({ unit: 'days', description: 'Days of the week on which it begins.' }),
  from: clockTime(/^([01]\d|2[0-3]):[0-5]\d$/, 'Wall-clock time it begins at.'),
  to: clockTime(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'Time it ends at; when not after `from`, on the next day.'),
});

/** At most this many spans: a lookup walks through each of them. */
const MAX_SPANS = 28;

/** A week's spans of wall-clock time. */
export const weeklySpans = z.array(weeklySpan).max(MAX_SPANS);

/** A zone that knows daylight saving time. */
export const timeZone = z.string().refine(isIanaZone, 'is no IANA time zone such as Europe/Berlin');

/** Monday to Friday, 08:00 to 18:00. */
export const OFFICE_HOURS: z.output<typeof weeklySpans> = [
  { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '18:00' },
];
