import { z } from 'zod';
import { Approval } from '../../domain/approvals/approval.ts';
import { type Condition, conditionStates } from '../../domain/occurrences/condition.ts';
import { Trail } from '../../domain/occurrences/course/trail.ts';
import { FailedInspections } from '../../domain/occurrences/failed-inspections.ts';
import { LastAction, SentCommand } from '../../domain/occurrences/last-action.ts';
import { TicketMemory } from '../../domain/tickets/ticket-memory.ts';
import { json, moment } from '../table/columns.ts';

/** The columns of the table `conditions`, as `Condition` explains them. */
export const conditionRow = z.object({
  deviceKey: z.string(),
  conditionKey: z.string(),
  occurrence: z.int().positive(),
  state: z.enum(conditionStates),
  playbook: z.string(),
  agentId: z.number().optional(),
  /** Names a device without an agent. */
  deviceGuid: z.string().optional(),
  customerId: z.number().optional(),
  deviceName: z.string().optional(),
  details: json(z.record(z.string(), z.unknown())).optional(),
  rank: z.number().optional(),
  alertIds: json(z.array(z.number()).readonly()),
  openedAt: moment,
  closedAt: moment.optional(),
  cancelled: z.string().optional(),
  nextAt: moment.optional(),
  followUps: z.int().nonnegative(),
  run: z.int().nonnegative(),
  runEnded: z.int().nonnegative(),
  runBy: json(z.object({ version: z.string(), at: z.number(), takenUp: z.boolean().optional() })).optional(),
  restarts: z.int().nonnegative().optional(),
  starts: z.int().nonnegative(),
  ticketId: z.number().optional(),
  ticketAdopted: z.boolean(),
  ticketNumber: z.int().nonnegative(),
  ticket: json(TicketMemory).optional(),
  ticketHintAt: moment.optional(),
  reopens: json(z.array(z.number()).readonly()),
  previousTicketId: z.number().optional(),
  previousClosedAt: moment.optional(),
  memory: json(z.record(z.string(), z.unknown())).optional(),
  failedInspections: json(FailedInspections).optional(),
  failedActions: json(FailedInspections).optional(),
  clearSince: moment.optional(),
  repeats: z.int().nonnegative(),
  lastCommentAt: moment.optional(),
  comments: z.int().nonnegative(),
  approval: json(Approval).optional(),
  lastAction: json(LastAction).optional(),
  commands: json(z.array(SentCommand).readonly()).optional(),
  notedInTicket: json(z.array(z.string()).readonly()).optional(),
  deviceGone: z.boolean().optional(),
  mute: z.string().optional(),
  wouldPropose: z.string().optional(),
  bootBefore: moment.optional(),
  agentSilentAt: moment.optional(),
  fixedAt: moment.optional(),
  trail: json(Trail).optional(),
  recentCloses: json(z.array(z.number()).readonly()),
}) satisfies z.ZodType<Condition>;
