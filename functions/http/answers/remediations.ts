import { z } from 'zod';
import { conditionStates } from '../../../shared/domain/occurrences/condition.ts';
import { Approval, id, nextPage, ShortApproval, time } from './common.ts';
import { Mute } from './mutes.ts';

/** The address of a request. */
export const RequestTaken = z.object({ requestId: z.string() });

/** One request or remediation. */
export const Remediation = z.object({
  id: z.string(),
  status: z.string().meta({ description: "Durable's status, such as Running or Completed." }),
  startedAt: z.iso.datetime({ offset: true }),
  updatedAt: z.iso.datetime({ offset: true }),
  subject: z.record(z.string(), z.unknown()).optional(),
  request: z.unknown().optional(),
  state: z.enum(conditionStates).optional(),
  ticketId: id.nullish(),
  nextAt: time.nullish(),
  approval: Approval.nullish(),
  /** What holds for it now. */
  mute: Mute.nullish(),
  waiting: z.unknown(),
  result: z.unknown(),
});

/** A remediation in a list. */
export const ListedRemediation = z.object({
  id: z.string(),
  state: z.enum(conditionStates),
  playbook: z.string(),
  customerId: z.int().optional(),
  deviceName: z.string().optional(),
  deviceKey: z.string(),
  conditionKey: z.string(),
  alertIds: z.array(id).readonly(),
  ticketId: id.optional(),
  ticketAdopted: z.boolean(),
  openedAt: time.optional(),
  closedAt: time.optional(),
  nextAt: time.optional(),
  approval: ShortApproval.nullable(),
});

/** A page of remediations. */
export const RemediationList = z.object({ remediations: z.array(ListedRemediation), continuationToken: nextPage });

/** A person's answer as it was taken. */
export const AnswerTaken = z.object({ id: z.string(), approval: Approval.nullable(), next: z.string() });

/** A cancelled remediation; `cancelling` = a ticket that was begun is still searched for. */
export const Cancelled = z.object({
  id: z.string(),
  state: z.enum(['closed', 'cancelling']),
  ticketId: id.nullable(),
  detail: z.string().optional(),
});
