import type { z } from 'zod';
import { date, dateNotes, id, oneOf, optionalFlag, optionalId, optionalText, text } from '../http/fields.ts';
import { row } from '../http/rows.ts';

const MAX_TITLE_LENGTH = 500;
const MAX_NAME_LENGTH = 200;
/** Longest comment kept: our own have under 4,000 characters, and they are found again by the hash of their text. */
const MAX_COMMENT_LENGTH = 10_000;

/** A ticket. Times are epoch ms. Status strings are the tenant's own. */
export interface Ticket {
  readonly id: number;
  readonly title: string;
  readonly status: string;
  readonly priority: 'Low' | 'Medium' | 'High' | 'Critical' | 'unknown';
  readonly customerId?: number | undefined;
  readonly endUserId?: number | undefined;
  readonly technicianId?: number | undefined;
  readonly technicianEmail: string;
  /** The description the ticket was opened with, where the marker is looked for. */
  readonly firstComment: string;
  readonly createdAt?: number | undefined;
  readonly resolvedAt?: number | undefined;
  readonly notes: readonly string[];
}

/** A comment on a ticket; comments carry no id. `at` = epoch ms. */
export interface TicketComment {
  readonly text: string;
  readonly at?: number | undefined;
  readonly isInternal?: boolean | undefined;
  readonly technicianId?: number | undefined;
  readonly endUserId?: number | undefined;
  readonly email: string;
}

const TicketRow = row({
  TicketID: id,
  TicketTitle: text(MAX_TITLE_LENGTH),
  TicketStatus: text(MAX_NAME_LENGTH),
  TicketPriority: oneOf('Low', 'Medium', 'High', 'Critical'),
  CustomerID: optionalId,
  EndUserID: optionalId,
  TechnicianContactID: optionalId,
  TechnicianEmail: text(MAX_NAME_LENGTH),
  FirstComment: text(MAX_COMMENT_LENGTH),
  TicketCreatedDate: date,
  TicketResolvedDate: date,
});

/** Atera's TicketDto, as far as it is used. The duration members are not: the ones in minutes are always 0. */
export const Ticket: z.ZodType<Ticket> = TicketRow.transform((ticket) => ({
  id: ticket.TicketID,
  title: ticket.TicketTitle,
  status: ticket.TicketStatus,
  priority: ticket.TicketPriority,
  customerId: ticket.CustomerID,
  endUserId: ticket.EndUserID,
  technicianId: ticket.TechnicianContactID,
  technicianEmail: ticket.TechnicianEmail,
  firstComment: ticket.FirstComment,
  createdAt: ticket.TicketCreatedDate.at,
  resolvedAt: ticket.TicketResolvedDate.at,
  notes: dateNotes({ TicketCreatedDate: ticket.TicketCreatedDate, TicketResolvedDate: ticket.TicketResolvedDate }),
}));

/** Atera's TicketCommentDto. */
export const TicketComment: z.ZodType<TicketComment> = row({
  Comment: optionalText(MAX_COMMENT_LENGTH),
  CommentHtml: optionalText(MAX_COMMENT_LENGTH),
  Date: date,
  IsInternal: optionalFlag,
  TechnicianContactID: optionalId,
  EndUserID: optionalId,
  Email: text(MAX_NAME_LENGTH),
}).transform((comment) => ({
  text: comment.Comment ?? comment.CommentHtml ?? '',
  at: comment.Date.at,
  isInternal: comment.IsInternal,
  technicianId: comment.TechnicianContactID,
  endUserId: comment.EndUserID,
  email: comment.Email,
}));
