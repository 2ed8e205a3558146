import { z } from 'zod';
import type { WeeklySpan } from '../../domain/time/business-hours.ts';
import { weeklySpans } from '../hours.ts';

/**
 * Slower than this, and a poll that is late could not be told from one that rests: health and the
 * alert rule wait for half an hour.
 */
const SLOWEST_MINUTES = 15;

/** When polls come less often, and how often. */
export const quietHoursSection = z.strictObject({
  hours: weeklySpans.default([]).meta({
    description: 'When polls come less often, by the wall clock of `timeZone`. None: never.',
    widens: 'never',
  }),
  pollEveryMinutes: z.number().positive().max(SLOWEST_MINUTES).default(10).meta({
    unit: 'minutes',
    description: 'How long after a complete poll the next one comes then; a failed poll is retried as usual.',
    widens: 'never',
  }),
});

interface Mistake {
  readonly path: (string | number)[];
  readonly message: string;
}

interface Windows {
  readonly quietHours: z.output<typeof quietHoursSection>;
  readonly maintenanceWindows: readonly WeeklySpan[];
  readonly customers: Readonly<Record<string, { readonly maintenanceWindows?: readonly WeeklySpan[] | undefined }>>;
}

/** Two polls fall into a window that is longer than this, wherever it lies between them. */
const POLLS_IN_WINDOW = 2;

/**
 * Returns the maintenance windows that are so short that polls could miss them in quiet hours.
 */
export function windowsTooShort({ quietHours, maintenanceWindows, customers }: Windows): Mistake[] {
  const { hours, pollEveryMinutes } = quietHours;
  if (hours.length === 0) return [];
  const least = POLLS_IN_WINDOW * pollEveryMinutes;
  const message = `is shorter than ${least} minutes: polls every ${pollEveryMinutes} minutes in quiet hours could miss it`;
  const shortOnes = (spans: readonly WeeklySpan[] = [], path: readonly string[]) =>
    spans.flatMap((span, index) =>
      minutesOf(span) < least ? [{ path: [...path, 'maintenanceWindows', index], message }] : [],
    );
  const ofCustomers = Object.entries(customers).flatMap(([id, customer]) =>
    shortOnes(customer.maintenanceWindows, ['customers', id]),
  );
  return [...shortOnes(maintenanceWindows, []), ...ofCustomers];
}

const DAY_MINUTES = 1_440;

/** How long a span is on a day without a change of the clocks. */
function minutesOf({ from, to }: WeeklySpan): number {
  const [start, end] = [from, to].map((time) => {
    const [hours = 0, minutes = 0] = time.split(':').map(Number);
    return hours * 60 + minutes;
  }) as [number, number];
  return end > start ? end - start : end - start + DAY_MINUTES;
}
