import { z } from 'zod';
import type { Widens } from '../widens.ts';

const statusName = (byDefault: string, description: string, widens: Widens) =>
  z.string().min(1).max(100).default(byDefault).meta({ unit: 'name', description, widens });

/** Names that end a ticket in any tenant; a tenant adds its own. */
const CLOSED = ['Closed', 'Resolved', 'Solved', 'Done', 'Completed', 'Cancelled', 'Canceled'];

/**
 * How the tenant calls its ticket statuses (vendor-apis 1.8: free text, "Deleted" and "Merged" are
 * Atera's own).
 */
export const ticketStatusSection = z.strictObject({
  open: statusName('Open', 'A ticket that somebody must look at.', 'always'),
  resolved: statusName('Resolved', 'A ticket whose condition has recovered.', 'always'),
  closed: z.array(z.string().min(1).max(100)).max(50).default(CLOSED).meta({
    unit: 'names',
    description: 'Statuses in which a ticket is ended; Closed, Resolved and `ticketStatus.resolved` always count.',
    widens: 'always',
  }),
});

/** Fewer letters would fit what a person writes. */
const MIN_PATTERN_LETTERS = 10;

/**
 * What the tenant's own ticket automation does to every new ticket: none of it is a person's work.
 */
export const ticketRulesSection = z.strictObject({
  technician: z.email().optional().meta({ unit: 'e-mail', description: 'The technician it assigns.', widens: 'given' }),
  status: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .meta({ unit: 'name', description: 'The status it sets.', widens: 'given' }),
  autoReply: z
    .string()
    .max(4_000)
    .refine((pattern) => pattern.replaceAll(/[^\p{L}\p{N}]/gu, '').length >= MIN_PATTERN_LETTERS, {
      message: `must hold at least ${MIN_PATTERN_LETTERS} letters, or it would fit what a person writes`,
    })
    .optional()
    .meta({
      unit: 'text',
      description: 'The comment it writes; `*` stands for anything, such as a ticket number.',
      widens: 'given',
    }),
});

/** When a ticket that is closed is opened again by a recurrence. */
export const reopenRule = z
  .enum(['ours', 'always', 'never'])
  .default('ours')
  .meta({
    unit: 'ours, always or never',
    widens: { up: ['never', 'ours', 'always'] },
    description:
      'Which closed tickets a recurrence within `reopenWithinDays` opens again: those that the app itself resolved and nobody has closed since, all of ours, or none. Otherwise a new ticket names the old one.',
  });
