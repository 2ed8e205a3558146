import { z } from 'zod';
import { languages } from '../../texts/language.ts';
import { timeZone, weeklySpans } from '../hours.ts';
import { automoxSection } from './automox-section.ts';
import { workletsSection } from './worklets.ts';

const ids = z.array(z.int().positive()).max(1_000);

/** What differs for one customer. */
export const customerSection = z.strictObject({
  timeZone: timeZone.optional().meta({ unit: 'IANA zone', description: 'Where the customer is.', widens: 'always' }),
  language: z.enum(languages).optional().meta({
    unit: 'language',
    description:
      'What people of this customer read: tickets, comments, questions, outcomes. What a vendor or a person wrote is quoted as it is.',
    widens: 'never',
  }),
  businessHours: weeklySpans
    .optional()
    .meta({ description: 'Instead of the general business hours.', widens: 'always' }),
  maintenanceWindows: weeklySpans
    .optional()
    .meta({ description: 'Instead of the general maintenance windows.', widens: 'more-time' }),
  worklets: workletsSection.optional().meta({ description: "The customer's own worklets." }),
  automox: automoxSection.optional().meta({
    description: "Where the customer's devices are in Automox. Not given: nothing is done on them.",
    widens: 'given',
  }),
  alwaysOnDevices: ids.default([]).meta({
    unit: 'agent ids',
    description: 'Devices besides servers that are always on: their silence counts for the site rule.',
    widens: 'always',
  }),
});
