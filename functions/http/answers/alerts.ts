import { z } from 'zod';
import { conditionStates } from '../../../shared/domain/occurrences/condition.ts';
import { outcomeStates } from '../../../shared/domain/occurrences/course/outcome.ts';
import { listedOutcome } from '../../../shared/outcomes/outcomes.ts';
import { modes } from '../../../shared/policy/ladder.ts';
import { certainties, eventKinds, eventTables } from '../parts/timeline-events.ts';
import { Approval, id, nextPage, number, time } from './common.ts';
import { Mute } from './mutes.ts';

/** Why an alert was or was not acted on. */
export const Decision = z.object({
  alertId: id,
  state: z.enum(outcomeStates),
  code: z.string(),
  why: z.string(),
  decidedAt: time.optional(),
  nextEligibleAt: time.nullable(),
  alert: z.object({
    title: z.string(),
    deviceName: z.string().optional(),
    customerName: z.string().optional(),
    customerId: z.int().optional(),
    open: z.boolean(),
    createdAt: time.optional(),
    firstListedAt: time.optional(),
    closedAt: time.optional(),
  }),
  remediation: z
    .object({
      id: z.string(),
      state: z.enum(conditionStates),
      playbook: z.string(),
      ticketId: id.optional(),
      openedAt: time.optional(),
      followUps: number,
      approval: Approval.nullable(),
    })
    .nullable(),
  mode: z.enum(modes).nullable(),
  killSwitchOn: z.boolean(),
  /** What holds for it now. */
  mute: Mute.nullable(),
});

/** One event of a timeline. */
const TimelineEvent = z.object({
  at: time.optional(),
  what: z.enum(eventKinds),
  known: z.enum(certainties),
  from: z.enum(eventTables),
  text: z.string(),
  code: z.string().optional(),
  by: z.string().optional(),
  approved: z.boolean().optional(),
  ticketId: id.optional(),
  times: z.int().positive().optional(),
  lastAt: time.optional(),
});

/** What happened with an alert. */
export const Timeline = z.object({
  alertId: id,
  title: z.string(),
  deviceName: z.string().nullable(),
  customerId: z.int().nullable(),
  customerName: z.string().nullable(),
  playbook: z.string(),
  remediationId: z.string().nullable(),
  open: z.boolean(),
  events: z.array(TimelineEvent),
  leftOut: number,
  notKnown: z.array(z.string()),
  nextAt: time.nullable(),
});

/** A page of outcomes. */
export const OutcomeList = z.object({ outcomes: z.array(listedOutcome), continuationToken: nextPage });
