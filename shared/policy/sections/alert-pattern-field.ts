import { z } from 'zod';
import { MAX_PATTERN_LENGTH, patternProblem } from '../../domain/alerts/alert-pattern.ts';

/** At most this many patterns in a list: every alert is compared with each. */
export const MAX_PATTERNS = 50;

const patternText = (description: string) =>
  z
    .string()
    .max(MAX_PATTERN_LENGTH)
    .check(({ value, issues }) => {
      const message = patternProblem(value);
      if (message !== undefined) issues.push({ code: 'custom', input: value, message });
    })
    .optional()
    .meta({ unit: 'pattern', description });

/** The pattern that title and message of an alert must match. */
export const alertPattern = z
  .strictObject({
    title: patternText('What the whole title must look like.'),
    message: patternText('What the whole message must look like; with a title, both must fit.'),
  })
  .refine(({ title, message }) => title !== undefined || message !== undefined, 'needs a title or a message');
