import type { LeaseSession } from '../budget/lease.ts';
import type { Clock } from '../clock.ts';
import type { NetworkKind } from '../domain/devices/network-kind.ts';
import type { Ticket, TicketComment } from '../domain/tickets/ticket.ts';
import { STATUS_ONLY } from '../http/request-json.ts';
import { undefinedIfGone, VendorCalls, type VendorClientOptions } from '../http/vendor-calls.ts';
import { Agent } from './agent-schema.ts';
import { Alert } from './alert-schema.ts';
import { authHeader } from './credentials.ts';
import { AteraCustomValues } from './custom-values.ts';
import { Account } from './directory-schema.ts';
import { type MonitoredDevice, networkDeviceOf, networkDevicesOf } from './monitored-device-schema.ts';
import { AteraPeople } from './people.ts';
import { asAsked, Created, isOf, isSameText, type Page, pageOf, paging } from './rows.ts';
import {
  commentBody,
  type NewComment,
  type NewTicket,
  newTicketBody,
  type TicketChange,
  ticketChangeBody,
} from './ticket-requests.ts';
import { ticketCommentRow, ticketRow } from './ticket-schema.ts';

/**
 * Atera's API v3 (https://app.atera.com/apidocs), one method for each endpoint used; one attempt
 * and one token of the lease for each call. Throws `VendorError`, `LeaseSpentError` (nothing was
 * sent) and, when there is no usable key, `SecretError` or `key_malformed`. A reading by id returns
 * undefined for an object that is gone.
 */
export class AteraClient {
  /** Contacts and customers. */
  readonly people: AteraPeople;
  readonly customValues: AteraCustomValues;
  readonly #calls: VendorCalls;
  readonly #clock: Clock;

  constructor(options: VendorClientOptions) {
    this.#calls = new VendorCalls({ vendor: 'Atera', authHeader }, options);
    this.people = new AteraPeople(this.#calls);
    this.customValues = new AteraCustomValues(this.#calls);
    this.#clock = options.clock;
  }

  /**
   * GET /alerts. Without a status the list would hold the whole history, so rows already archived
   * are left out and counted.
   */
  listAlerts(session: LeaseSession, { status, page }: { status: 'Open'; page: number }): Promise<Page<Alert>> {
    const response = pageOf(Alert, 'AlertID', (alert) => !alert.archived);
    return this.#calls.get(session, '/alerts', { query: { alertStatus: status, ...paging(page) } }, response);
  }

  /** GET /alerts without a status: the whole history, resolved alerts included, the newest first. */
  listAlertHistory(session: LeaseSession, page: number): Promise<Page<Alert>> {
    return this.#calls.get(session, '/alerts', { query: paging(page) }, pageOf(Alert, 'AlertID'));
  }

  /** GET /alerts/{alertId}. */
  getAlert(session: LeaseSession, alertId: number): Promise<Alert | undefined> {
    return this.#calls.find(session, '/alerts/{alertId}', { params: { alertId } }, Alert);
  }

  /**
   * PUT /alerts/{alertId}, which resolves the alert; it is idempotent. An alert that is gone counts
   * as resolved. A 400 (`vendor_rejected_request`) can mean "resolved already": read the alert
   * again to know.
   */
  async resolveAlert(session: LeaseSession, alertId: number): Promise<void> {
    const call = { method: 'PUT', pathTemplate: '/alerts/{alertId}', params: { alertId } } as const;
    await this.#calls.send(session, { ...call, response: STATUS_ONLY }).catch(undefinedIfGone);
  }

  /** GET /agents/{agentId}. */
  getAgent(session: LeaseSession, agentId: number): Promise<Agent | undefined> {
    return this.#calls.find(session, '/agents/{agentId}', { params: { agentId } }, Agent);
  }

  /** GET /agents: every device of the account. The same agent can come on two pages. */
  listAgents(session: LeaseSession, page: number): Promise<Page<Agent>> {
    return this.#calls.get(session, '/agents', { query: paging(page) }, pageOf(Agent, 'AgentID'));
  }

  /** GET /agents/customer/{customerId}. */
  listCustomerAgents(session: LeaseSession, customerId: number, page: number): Promise<Page<Agent>> {
    const response = pageOf(Agent, 'AgentID', isOf(customerId));
    return this.#calls.get(
      session,
      '/agents/customer/{customerId}',
      { params: { customerId }, query: paging(page) },
      response,
    );
  }

  /**
   * GET /agents/machine/{machineName}. Several matches are normal: a re-installed agent leaves the
   * old one behind.
   */
  findAgentsByMachine(session: LeaseSession, machineName: string, page = 1): Promise<Page<Agent>> {
    const isMeant = (agent: Agent) =>
      [agent.machineName, agent.systemName].some((name) => isSameText(name, machineName));
    const response = pageOf(Agent, 'AgentID', isMeant);
    return this.#calls.get(
      session,
      '/agents/machine/{machineName}',
      { params: { machineName }, query: paging(page) },
      response,
    );
  }

  /**
   * GET /devices/{snmpdevices|tcpdevices|httpdevices|genericdevices}: every device of one kind
   * without an agent (specification of 2026). Alerts name such a device by its GUID only and no
   * list can be searched, so a map from GUID to device needs all four.
   */
  listNetworkDevices(session: LeaseSession, kind: NetworkKind, page: number): Promise<Page<MonitoredDevice>> {
    return this.#calls.get(session, `/devices/${kind}devices`, { query: paging(page) }, networkDevicesOf(kind));
  }

  /** GET /devices/{snmpdevice|tcpdevice|httpdevice|genericdevice}/{deviceId} (specification of 2026). */
  async getNetworkDevice(
    session: LeaseSession,
    kind: NetworkKind,
    deviceId: number,
  ): Promise<MonitoredDevice | undefined> {
    const pathTemplate = `/devices/${kind}device/{deviceId}`;
    const device = await this.#calls.find(session, pathTemplate, { params: { deviceId } }, networkDeviceOf(kind));
    return asAsked(pathTemplate, device, device?.id === deviceId);
  }

  /**
   * GET /devices/snmpdevice/guid/{deviceGuid}: the one search by GUID there is, for SNMP devices
   * only (specification of 2026).
   */
  async findSnmpDevice(session: LeaseSession, deviceGuid: string): Promise<MonitoredDevice | undefined> {
    const pathTemplate = '/devices/snmpdevice/guid/{deviceGuid}';
    const device = await this.#calls.find(session, pathTemplate, { params: { deviceGuid } }, networkDeviceOf('snmp'));
    return asAsked(pathTemplate, device, device?.deviceGuid === deviceGuid.toLowerCase());
  }

  /**
   * POST /tickets; returns the new ticket's id. Not repeatable: after `effect: 'unknown'` search
   * for the ticket first.
   */
  createTicket(session: LeaseSession, ticket: NewTicket): Promise<number> {
    const call = { method: 'POST', pathTemplate: '/tickets', response: Created, uncut: true } as const;
    return this.#calls.send(session, { ...call, body: newTicketBody(ticket) });
  }

  /** GET /tickets/{ticketId}. */
  getTicket(session: LeaseSession, ticketId: number): Promise<Ticket | undefined> {
    return this.#calls.find(session, '/tickets/{ticketId}', { params: { ticketId } }, ticketRow);
  }

  /** PUT /tickets/{ticketId}; sends only what changes. Idempotent. */
  async updateTicket(session: LeaseSession, ticketId: number, change: TicketChange): Promise<void> {
    const call = { method: 'PUT', pathTemplate: '/tickets/{ticketId}', params: { ticketId } } as const;
    await this.#calls.send(session, { ...call, body: ticketChangeBody(change), response: STATUS_ONLY });
  }

  /** GET /tickets of one customer, newest first. */
  listTickets(
    session: LeaseSession,
    { customerId, page }: { customerId: number; page: number },
  ): Promise<Page<Ticket>> {
    const response = pageOf(ticketRow, 'TicketID', isOf(customerId));
    return this.#calls.get(session, '/tickets', { query: { customerId, ...paging(page) } }, response);
  }

  /** GET /tickets/{ticketId}/comments. */
  listTicketComments(session: LeaseSession, ticketId: number, page: number): Promise<Page<TicketComment>> {
    const response = pageOf(ticketCommentRow, 'CommentID');
    return this.#calls.get(
      session,
      '/tickets/{ticketId}/comments',
      { params: { ticketId }, query: paging(page) },
      response,
    );
  }

  /** POST /tickets/{ticketId}/comments. Not repeatable: a second call writes a second comment. */
  async addTicketComment(session: LeaseSession, ticketId: number, comment: NewComment): Promise<void> {
    const body = commentBody(comment, this.#clock.now());
    const call = { method: 'POST', pathTemplate: '/tickets/{ticketId}/comments', params: { ticketId } } as const;
    await this.#calls.send(session, { ...call, body, response: STATUS_ONLY, uncut: true });
  }

  /** GET /account: the cheapest way to check whether a key works. */
  getAccount(session: LeaseSession): Promise<Account> {
    return this.#calls.get(session, '/account', {}, Account);
  }
}
