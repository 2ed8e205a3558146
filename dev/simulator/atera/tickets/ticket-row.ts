import type { Ticket, TicketComment } from '../../world/tickets.ts';
import { inForm } from '../alerts/text-forms.ts';
import { dateWriter } from '../dates.ts';
import type { Tenant } from '../tenant.ts';

/**
 * A ticket as the vendor sends it. Durations in minutes stay 0, and no member names a device or an
 * alert.
 */
export function ticketRow(tenant: Tenant, ticket: Ticket, withComments: boolean): unknown {
  const { world, behaviour } = tenant;
  const date = dateWriter(behaviour, 'ticket', ticket.id);
  const contact = world.people.contacts.get(ticket.endUserId);
  const customer = world.people.customers.get(ticket.customerId);
  const technician = world.people.technicians.get(ticket.technicianId ?? -1);
  return {
    TicketID: ticket.id,
    TicketTitle: returned(behaviour, ticket.title),
    TicketNumber: String(ticket.id),
    TicketPriority: ticket.priority,
    TicketImpact: ticket.impact,
    TicketStatus: ticket.status,
    TicketSource: ticket.source,
    TicketType: ticket.type,
    EndUserID: ticket.endUserId,
    EndUserEmail: contact?.email ?? null,
    EndUserFirstName: contact?.fields.Firstname ?? null,
    EndUserLastName: contact?.fields.Lastname ?? null,
    EndUserPhone: contact?.fields.Phone ?? null,
    TicketResolvedDate: date('TicketResolvedDate', ticket.resolvedAt),
    TicketCreatedDate: date('TicketCreatedDate', ticket.createdAt),
    FirstResponseDueDate: null,
    ClosedTicketDueDate: null,
    ...(withComments ? commentMembers(tenant, ticket) : {}),
    OnSiteDurationSeconds: 0,
    OnSiteDurationMinutes: 0,
    OffSiteDurationSeconds: 0,
    OffSiteDurationMinutes: 0,
    TotalDurationSeconds: 0,
    TotalDurationMinutes: 0,
    CustomerID: ticket.customerId,
    CustomerName: customer?.name ?? null,
    CustomerBusinessNumber: null,
    TechnicianContactID: ticket.technicianId,
    TechnicianFullName: technician?.fullName ?? null,
    TechnicianEmail: technician?.email ?? null,
    ContractID: null,
    RelationType: ticket.parentId === undefined ? 'None' : 'Child',
    RelatedTicketId: ticket.parentId ?? null,
    ...(behaviour.extraMembers ? { SimulatedExtra: { nested: [ticket.id] } } : {}),
  };
}

function commentMembers({ behaviour }: Tenant, ticket: Ticket) {
  const date = dateWriter(behaviour, 'ticket', ticket.id);
  const newest = (by: 'endUserId' | 'technicianId') => ticket.comments.findLast(({ author }) => by in author);
  const byUser = newest('endUserId');
  const byTechnician = newest('technicianId');
  const firstByTechnician = ticket.comments.find(({ author }) => 'technicianId' in author);
  return {
    FirstComment: returned(behaviour, ticket.description),
    LastEndUserComment: returned(behaviour, byUser?.text ?? ticket.description),
    LastEndUserCommentTimestamp: date('LastEndUserCommentTimestamp', byUser?.at ?? ticket.createdAt),
    LastTechnicianComment: byTechnician ? returned(behaviour, byTechnician.text) : null,
    LastTechnicianCommentTimestamp: date('LastTechnicianCommentTimestamp', byTechnician?.at),
    TechnicianFirstCommentDate: date('TechnicianFirstCommentDate', firstByTechnician?.at),
  };
}

/**
 * The comments of a ticket, oldest first; the description leads them when the behaviour says so.
 */
export function commentsOf({ behaviour }: Tenant, ticket: Ticket): TicketComment[] {
  const { endUserId, createdAt, description } = ticket;
  const first = { id: -ticket.id, at: createdAt, text: description, author: { endUserId }, internal: false };
  return behaviour.descriptionIsComment ? [first, ...ticket.comments] : [...ticket.comments];
}

/** A comment as the vendor sends it: it has no id. */
export function commentRow({ world, behaviour }: Tenant, comment: TicketComment): unknown {
  const { author } = comment;
  const contact = 'endUserId' in author ? world.people.contacts.get(author.endUserId) : undefined;
  const technician = 'technicianId' in author ? world.people.technicians.get(author.technicianId) : undefined;
  const [firstName, ...otherNames] = technician?.fullName.split(' ') ?? [];
  return {
    Date: dateWriter(behaviour, 'comment', comment.id)('Date', comment.at),
    Comment: returned(behaviour, comment.text),
    CommentHtml: returned(behaviour, `<p>${htmlEscaped(comment.text)}</p>`),
    EndUserID: 'endUserId' in author ? author.endUserId : null,
    TechnicianContactID: 'technicianId' in author ? author.technicianId : null,
    Email: contact?.email ?? technician?.email ?? null,
    FirstName: contact?.fields.Firstname ?? firstName ?? null,
    LastName: contact?.fields.Lastname ?? otherNames.join(' '),
    IsInternal: comment.internal,
  };
}

function returned({ textForms }: Tenant['behaviour'], text: string): string {
  return textForms.reduce(inForm, text);
}

function htmlEscaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '<br>');
}
