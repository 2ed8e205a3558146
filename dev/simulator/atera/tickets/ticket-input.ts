import type { Reply } from '../../vendor.ts';
import type { Contact } from '../../world/people.ts';
import type { Author, Ticket, TicketChange } from '../../world/tickets.ts';
import { type Body, nested, text, whole } from '../input.ts';
import { invalid } from '../problem.ts';
import type { Tenant } from '../tenant.ts';

/** Members of a ticket with a fixed list of values, and the list. Status is free text. */
const LISTS = [
  ['TicketPriority', 'priority', ['Low', 'Medium', 'High', 'Critical']],
  ['TicketImpact', 'impact', ['NoImpact', 'SiteDown', 'ServerIssue', 'Minor', 'Major', 'Crisis']],
  ['TicketType', 'type', ['Incident', 'Problem', 'Request', 'Change']],
] as const;

/**
 * `POST /tickets`: 201 `{ActionID}`. The customer follows from the end user; there is no other way
 * to name it.
 */
export function createTicket(tenant: Tenant, body: Body): Reply {
  const { world } = tenant;
  const title = text(body, 'TicketTitle');
  if (!title) return invalid('TicketTitle', 'The TicketTitle field is required.');
  const change = readChange(tenant, body);
  if ('refusal' in change) return change.refusal;
  const contact = endUser(tenant, body);
  if (!contact || contact.fields.Archived === true)
    return invalid('EndUserID', 'An existing EndUserID or the end user with an e-mail is required.');
  const description = text(body, 'Description') ?? '';
  const of = { endUserId: contact.id, customerId: contact.customerId, source: 'Web' };
  const ticket = world.tickets.open({ ...change.change, title, description, ...of }, 'api');
  return { status: 201, json: { ActionID: ticket.id } };
}

/** `PUT` or `POST /tickets/{id}`: changes what is given, 200 `{ActionID}`. */
export function updateTicket(tenant: Tenant, ticket: Ticket, body: Body): Reply {
  const change = readChange(tenant, body);
  if ('refusal' in change) return change.refusal;
  tenant.world.tickets.change(ticket, change.change, 'api');
  return { status: 200, json: { ActionID: ticket.id } };
}

/** `POST /tickets/{id}/comments`: exactly one author, a technician or an end user; 201. */
export function addComment(tenant: Tenant, ticket: Ticket, body: Body): Reply {
  const comment = text(body, 'CommentText');
  if (!comment) return invalid('CommentText', 'The CommentText field is required.');
  const technician = nested(body, 'TechnicianCommentDetails');
  const endUserDetails = nested(body, 'EnduserCommentDetails');
  if ((technician === undefined) === (endUserDetails === undefined))
    return invalid('TechnicianCommentDetails', 'Exactly one of technician and end user details is required.');
  const author = technician ? technicianAuthor(tenant, technician) : endUserAuthor(tenant, endUserDetails ?? {});
  if (!author) return invalid('TechnicianCommentDetails', 'There is no such author.');
  const { id } = tenant.world.tickets.comment(ticket, comment, author, technician?.IsInternal === true);
  return { status: 201, json: { ActionID: id } };
}

function technicianAuthor(tenant: Tenant, details: Body): Author | undefined {
  const id = findTechnician(tenant, whole(details, 'TechnicianId'), text(details, 'TechnicianEmail'));
  return id === undefined ? undefined : { technicianId: id };
}

function endUserAuthor({ world }: Tenant, details: Body): Author | undefined {
  const endUserId = whole(details, 'EnduserId');
  return endUserId !== undefined && world.people.contacts.has(endUserId) ? { endUserId } : undefined;
}

function findTechnician({ world }: Tenant, id: number | undefined, email: string | undefined): number | undefined {
  if (id !== undefined) return world.people.technicians.get(id)?.id;
  return email === undefined ? undefined : world.people.technicianByEmail(email)?.id;
}

/** The end user by id, or by mail address: found, or created with the names given. */
function endUser({ world }: Tenant, body: Body): Contact | undefined {
  const id = whole(body, 'EndUserID');
  if (id !== undefined) return world.people.contacts.get(id);
  const email = text(body, 'EndUserEmail');
  const first = text(body, 'EndUserFirstName');
  const last = text(body, 'EndUserLastName');
  if (!email || !first || !last) return undefined;
  const phone = text(body, 'EndUserPhone') ?? null;
  return world.people.findOrCreateContact(email, { Firstname: first, Lastname: last, Phone: phone });
}

function readChange(tenant: Tenant, body: Body): { change: TicketChange } | { refusal: Reply } {
  const change: TicketChange = {};
  for (const [member, name, values] of LISTS) {
    const value = text(body, member);
    if (value === undefined) continue;
    if (!values.some((known) => known === value)) return { refusal: invalid(member, 'The value is not valid.') };
    change[name] = value;
  }
  const title = text(body, 'TicketTitle');
  if (title) change.title = title;
  const status = text(body, 'TicketStatus');
  if (status) change.status = status;
  const [id, email] = [whole(body, 'TechnicianContactID'), text(body, 'TechnicianEmail')];
  if (id === undefined && email === undefined) return { change };
  const technicianId = findTechnician(tenant, id, email);
  if (technicianId === undefined) return { refusal: invalid('TechnicianContactID', 'There is no such technician.') };
  return { change: { ...change, technicianId } };
}
