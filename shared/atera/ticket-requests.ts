/** What a new ticket needs. It has no customer: that follows from the end user. */
export interface NewTicket {
  readonly title: string;
  readonly description: string;
  readonly endUserId: number;
  readonly priority?: 'Low' | 'Medium' | 'High' | 'Critical';
  readonly impact?: 'NoImpact' | 'SiteDown' | 'ServerIssue' | 'Minor' | 'Major' | 'Crisis';
  readonly type?: 'Incident' | 'Problem' | 'Request' | 'Change';
  readonly status?: string;
  readonly technicianEmail?: string;
}

/** What of a ticket can be changed; what is left out stays as it is. */
export type TicketChange = Partial<Omit<NewTicket, 'description' | 'endUserId'>>;

/** A technician's comment. Internal ones are not shown or mailed to the customer. */
export interface NewComment {
  readonly text: string;
  readonly technicianEmail: string;
  readonly isInternal: boolean;
}

/** Returns the body of POST /tickets. */
export function newTicketBody(ticket: NewTicket) {
  return { ...ticketChangeBody(ticket), Description: ticket.description, EndUserID: ticket.endUserId };
}

/** Returns the body of PUT /tickets/{id}; members that do not change are left out of the JSON. */
export function ticketChangeBody(ticket: TicketChange) {
  return {
    TicketTitle: ticket.title,
    TicketStatus: ticket.status,
    TicketType: ticket.type,
    TicketPriority: ticket.priority,
    TicketImpact: ticket.impact,
    TechnicianEmail: ticket.technicianEmail,
  };
}

/** Returns the body of POST /tickets/{id}/comments, written at `nowMs`. */
export function commentBody(comment: NewComment, nowMs: number) {
  return {
    CommentText: comment.text,
    CommentTimestampUTC: new Date(nowMs).toISOString(),
    TechnicianCommentDetails: { TechnicianEmail: comment.technicianEmail, IsInternal: comment.isInternal },
  };
}
