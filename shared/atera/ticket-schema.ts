import { z } from 'zod';
import type { Ticket, TicketComment } from '../domain/tickets/ticket.ts';
import { cleanText, date, dateNotes, id, oneOf, optionalFlag, optionalId, optionalText, text } from '../http/fields.ts';
import { row } from '../http/rows.ts';

const MAX_TITLE_LENGTH = 500;
const MAX_NAME_LENGTH = 200;
/**
 * Longest comment kept: our own have under 4,000 characters, and they are known again by their
 * letters.
 */
const MAX_COMMENT_LENGTH = 10_000;

/** A newest comment: null says that there is none; without the member nothing is said. */
const newestComment = z
  .string()
  .nullish()
  .transform((value) => (value === undefined ? undefined : cleanText(value ?? '', MAX_COMMENT_LENGTH)));

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
  LastEndUserComment: newestComment,
  LastTechnicianComment: newestComment,
  RelationType: text(MAX_NAME_LENGTH),
  RelatedTicketId: optionalId,
  TicketCreatedDate: date,
  TicketResolvedDate: date,
});

/**
 * Atera's TicketDto, as far as it is used. The duration members are not: the ones in minutes are
 * always 0.
 */
export const ticketRow: z.ZodType<Ticket> = TicketRow.transform((ticket) => ({
  id: ticket.TicketID,
  title: ticket.TicketTitle,
  status: ticket.TicketStatus,
  priority: ticket.TicketPriority,
  customerId: ticket.CustomerID,
  endUserId: ticket.EndUserID,
  technicianId: ticket.TechnicianContactID,
  technicianEmail: ticket.TechnicianEmail,
  firstComment: ticket.FirstComment,
  lastComments: reported([ticket.LastEndUserComment, ticket.LastTechnicianComment]),
  parentTicketId: ticket.RelationType === 'Parent' ? undefined : ticket.RelatedTicketId,
  createdAt: ticket.TicketCreatedDate.at,
  resolvedAt: ticket.TicketResolvedDate.at,
  notes: dateNotes({ TicketCreatedDate: ticket.TicketCreatedDate, TicketResolvedDate: ticket.TicketResolvedDate }),
}));

function reported(comments: readonly (string | undefined)[]): string[] | undefined {
  const known = comments.filter((comment) => comment !== undefined);
  return known.length === comments.length ? known : undefined;
}

/** Atera's TicketCommentDto. */
export const ticketCommentRow: z.ZodType<TicketComment> = row({
  Comment: optionalText(MAX_COMMENT_LENGTH),
  CommentHtml: optionalText(MAX_COMMENT_LENGTH),
  Date: date,
  IsInternal: optionalFlag,
  TechnicianContactID: optionalId,
  EndUserID: optionalId,
  Email: text(MAX_NAME_LENGTH),
}).transform((comment) => ({
  texts: [comment.Comment, comment.CommentHtml].filter((text) => text !== undefined),
  at: comment.Date.at,
  isInternal: comment.IsInternal,
  technicianId: comment.TechnicianContactID,
  endUserId: comment.EndUserID,
  email: comment.Email,
}));
