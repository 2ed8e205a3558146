import { z } from 'zod';
import { count, percent, wait } from '../fields.ts';

/** When a customer is left alone. */
export const breakerSection = z.strictObject({
  maxInFlight: count(3, 'Devices of one customer that are acted on at the same time, at most.', 'more'),
  maxSharePercent: percent(5, "The same as a share of the customer's devices; one device is always allowed.", {
    widens: 'more',
  }),
  openAfterFailures: count(2, 'Failed actions in a row that stop further ones for the customer.', 'more'),
  openAtErrorPercent: percent(50, 'Share of failed actions that does the same.', { widens: 'more' }),
  pauseMinutes: wait('minutes', 60, 'How long a customer is left alone then.', 'less'),
});
