import type { OrchestrationContext, Task } from 'durable-functions';
import type { Observation } from './inspection.ts';
import { activities } from './names.ts';
import type { Closed, TicketRead } from './results.ts';
import type { Instead, RemediationRun, TicketWritten } from './run.ts';
import { type Step, vendorStep, writing } from './steps.ts';

/**
 * Requests of one ticket: the alert, find and create the contact, write it; one that is reopened
 * needs as many. Unused tokens delay others in an alert storm.
 */
const TICKET_REQUESTS = 4;
/** Requests to read a ticket: at most two, more only through merges. Unused tokens are returned. */
const READ_TICKET_REQUESTS = 4;
/**
 * Requests to end a ticket: read it, read its comments, comment, set its status; more only through
 * merges.
 */
const CLOSE_REQUESTS = 6;
/** Requests of a note in a ticket: the alert, the ticket it carries, its comments, the comment. */
const REPORT_REQUESTS = 4;

/**
 * Makes sure the occurrence has its one ticket: comments an adopted one, reopens the last one, or
 * opens a new one; with `instead` a new one in place of a ticket that a person ended.
 */
export function* openTicketFor(
  context: OrchestrationContext,
  { subject, policy }: RemediationRun,
  { ticketText }: Pick<Observation, 'ticketText'>,
  instead?: Instead,
): Generator<Task, Step<TicketWritten>> {
  return yield* writing<TicketWritten>(context, {
    activity: activities.ensureTicket,
    requests: TICKET_REQUESTS,
    urgency: 'remediate',
    input: { subject, ticketText, ...(instead && { instead }) },
    waits: policy,
  });
}

/**
 * Reads the occurrence's ticket: whether it is still open, and what the tenant's rules made of a
 * new one.
 */
export function* readTicket(
  context: OrchestrationContext,
  { subject, policy }: RemediationRun,
  { gravity = {} }: Pick<Observation, 'gravity'>,
): Generator<Task, Step<TicketRead>> {
  return yield* vendorStep<TicketRead>(context, {
    activity: activities.readTicket,
    requests: READ_TICKET_REQUESTS,
    urgency: 'verify',
    input: { subject, gravity },
    waits: policy,
  });
}

/** Adds a note about further firings, or a reminder, to the occurrence's ticket. */
export function* commentTicket(
  context: OrchestrationContext,
  { subject, policy }: RemediationRun,
  { ticketText }: Pick<Observation, 'ticketText'>,
): Generator<Task, Step<object>> {
  return yield* writing<object>(context, {
    activity: activities.commentTicket,
    requests: 2,
    urgency: 'remediate',
    input: { subject, ticketText },
    waits: policy,
  });
}

/**
 * Ends the occurrence's ticket, or only comments it when a person has worked on it or it is not
 * ours.
 */
export function* closeTicket(
  context: OrchestrationContext,
  { subject, policy }: RemediationRun,
  { ticketText }: Pick<Observation, 'ticketText'>,
): Generator<Task, Step<Closed>> {
  return yield* writing<Closed>(context, {
    activity: activities.closeTicket,
    requests: CLOSE_REQUESTS,
    urgency: 'remediate',
    input: { subject, ticketText },
    waits: policy,
  });
}

/** Notes in the occurrence's ticket what its row knows and the ticket does not. */
export function* noteInTicket(
  context: OrchestrationContext,
  { subject, policy }: RemediationRun,
): Generator<Task, Step<object>> {
  return yield* writing<object>(context, {
    activity: activities.noteInTicket,
    requests: REPORT_REQUESTS,
    urgency: 'remediate',
    input: { subject },
    waits: policy,
  });
}
