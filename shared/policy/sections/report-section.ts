import { z } from 'zod';

function minutes(byDefault: number, description: string) {
  return z.number().min(0).max(1_440).default(byDefault).meta({ unit: 'minutes', description, widens: 'never' });
}

/** What the formula of the minutes saved multiplies. */
export const reportSection = z.strictObject({
  minutesPerFix: minutes(20, 'What a technician would have spent on an alert that the app fixed and verified.'),
  minutesPerRecovery: minutes(
    3,
    'The same for an alert that was over by itself: to open it, inspect the device and find nothing.',
  ),
  minutesPerTicket: minutes(5, 'The same for an alert that has a ticket: to inspect the device and write it down.'),
});
