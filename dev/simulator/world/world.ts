import type { Clock } from '../../../shared/clock.ts';
import { CustomFields } from './custom-fields.ts';
import { Device, type DeviceOptions, type DevicePorts } from './device.ts';
import { type Alert, AlertBook, type AlertContent } from './monitoring/alerts.ts';
import { type Lags, VENDOR_LAGS } from './monitoring/lags.ts';
import type { AlertingPorts } from './monitoring/monitor.ts';
import { diskAlert, offlineAlert } from './monitoring/monitoring-alerts.ts';
import { type AgentAway, NetworkBook } from './network/network-book.ts';
import { type Customer, People } from './people.ts';
import { Person } from './person.ts';
import { Schedule } from './schedule.ts';
import { ServiceBook } from './services/service-book.ts';
import { type Ticket, TicketBook } from './tickets.ts';

export interface WorldOptions {
  readonly clock: Clock;
  /** Fixes every lag and id; default 1. */
  readonly seed?: number;
  /** Default the vendor's own figures. */
  readonly lags?: Partial<Lags>;
  /**
   * Atera opens a ticket itself for a monitoring alert (a setting of the tenant); default never.
   */
  readonly opensTicket?: (alert: Alert) => boolean;
  /**
   * How the tenant words its monitoring alerts, where it renamed them or speaks another language;
   * default as the vendor does.
   */
  readonly wording?: (alert: AlertContent) => Partial<AlertContent>;
  /**
   * What Atera reports of network devices whose monitoring agent is away; default that they are
   * down.
   */
  readonly agentAway?: AgentAway;
  readonly companyName?: string;
  /** Windows time zone name, as the vendor has it. */
  readonly timeZoneName?: string;
}

/** An alert made by hand: whatever is not given is filled in from the device. */
export interface CustomAlert extends Partial<AlertContent> {
  readonly device?: Device;
}

/**
 * The tenant: customers, machines and what goes on at them, and everything Atera knows about it.
 * Scenarios and tests script it; the HTTP side only reads and changes it.
 */
export class World {
  readonly seed: number;
  readonly lags: Lags;
  readonly account: { readonly companyName: string; readonly timeZoneName: string };
  readonly people: People;
  readonly devices = new Map<number, Device>();
  readonly alerts: AlertBook;
  readonly tickets: TicketBook;
  readonly customFields: CustomFields;
  /** Devices without an agent: printers, firewalls, switches, websites. */
  readonly network: NetworkBook;
  /** The Windows services that Atera watches on machines. */
  readonly services: ServiceBook;
  /** What a person does in Atera's own pages. */
  readonly person: Person;
  /** The machines under their new agents, by the old ones. */
  readonly successors = new Map<Device, Device>();
  readonly #schedule: Schedule;
  readonly #opensTicket: (alert: Alert) => boolean;
  readonly #wording: (alert: AlertContent) => Partial<AlertContent>;
  #lastAgent = 1_000;

  constructor(options: WorldOptions) {
    this.seed = options.seed ?? 1;
    this.lags = { ...VENDOR_LAGS, ...options.lags };
    this.account = {
      companyName: options.companyName ?? 'Example MSP',
      timeZoneName: options.timeZoneName ?? 'W. Europe Standard Time',
    };
    this.#opensTicket = options.opensTicket ?? (() => false);
    this.#wording = options.wording ?? (() => ({}));
    this.#schedule = new Schedule(options.clock);
    this.people = new People(this.#schedule);
    this.alerts = new AlertBook(this.#schedule, (alert) => this.#alertClosed(alert));
    this.tickets = new TicketBook(this.#schedule);
    this.customFields = new CustomFields(this.seed);
    const ports: AlertingPorts = {
      schedule: this.#schedule,
      seed: this.seed,
      lags: this.lags,
      raise: (content) => this.#raise(content).id,
      clear: (alertId) => void this.alerts.archive(alertId, 'atera'),
    };
    this.network = new NetworkBook(ports, options.agentAway ?? 'all-down');
    this.services = new ServiceBook(ports);
    this.person = new Person(this);
  }

  /** Epoch milliseconds on the world's clock. */
  now(): number {
    return this.#schedule.now();
  }

  /** Runs a step of a scenario after `delayMs`; the answer cancels it. */
  after(delayMs: number, step: () => void): () => void {
    return this.#schedule.after(delayMs, step);
  }

  /** Adds a customer with a main contact `office@<its domain>`. */
  addCustomer(name: string, fields: Record<string, unknown> = {}): Customer {
    const customer = this.people.addCustomer(name, fields);
    this.people.addContact(customer.id, `office@${customer.domain}`, {
      Firstname: 'Office',
      Lastname: name,
      IsContactPerson: true,
    });
    return customer;
  }

  /**
   * Adds a machine with the agent. A disk above its threshold raises its alert after the usual lag.
   */
  addDevice(customer: Customer, options: DeviceOptions): Device {
    const ports: DevicePorts = {
      schedule: this.#schedule,
      seed: this.seed,
      lags: this.lags,
      raiseDisk: (device, drive, threshold) => this.#raise(diskAlert(device, drive, threshold)).id,
      raiseOffline: (device) => this.#raise(offlineAlert(device)).id,
      clear: (alertId) => void this.alerts.archive(alertId, 'atera'),
    };
    const device = new Device(++this.#lastAgent, customer, options, ports);
    this.devices.set(device.agentId, device);
    return device;
  }

  /**
   * The agent is reinstalled on a machine: it gets a new id, with the same serial number and name,
   * and is online. The old agent never reports again, and stays in the lists until somebody deletes
   * it.
   */
  reinstall(old: Device, options: Partial<DeviceOptions> = {}): Device {
    old.goOffline();
    const { name, kind, serialNumber, customer } = old;
    const created = { ...old.options, name, kind, serialNumber, createdAt: this.now(), ...options };
    const device = this.addDevice(customer, created);
    this.successors.set(old, device);
    return device;
  }

  /** The machine with this GUID. */
  deviceByGuid(guid: string): Device | undefined {
    return [...this.devices.values()].find((device) => device.guid === guid.toLowerCase());
  }

  /**
   * Opens any alert, well-formed or not; no condition stands behind it, so nothing clears it or
   * brings it back.
   */
  raiseCustomAlert({ device, ...content }: CustomAlert): Alert {
    const title = content.title ?? 'Failed Login Attempts';
    return this.alerts.raise({
      title,
      message: title,
      severity: 'Information',
      category: 'General',
      deviceGuid: device?.guid ?? null,
      agentId: device?.agentId ?? null,
      deviceName: device?.name ?? null,
      deviceType: device ? 'Agent' : null,
      customerId: device?.customer.id ?? null,
      customerName: device?.customer.name ?? null,
      ...content,
    });
  }

  /**
   * Opens a ticket for an alert the way Atera does itself, for the customer's main contact, and
   * links the two.
   */
  openTicketFor(alert: Alert): Ticket {
    const contact = this.people.mainContact(alert.customerId ?? 0);
    if (!contact) throw new Error(`Alert ${alert.id} has no customer with a main contact`);
    const ticket = this.tickets.open({
      title: alert.title,
      description: alert.message,
      endUserId: contact.id,
      customerId: contact.customerId,
      source: 'Alert',
    });
    alert.ticketId = ticket.id;
    return ticket;
  }

  /** Cancels everything that is still to happen. */
  close(): void {
    this.#schedule.close();
  }

  #raise(content: AlertContent): Alert {
    const alert = this.alerts.raise({ ...content, ...this.#wording(content) });
    if (this.#opensTicket(alert)) this.openTicketFor(alert);
    return alert;
  }

  #alertClosed(alert: Alert): void {
    for (const device of this.devices.values()) if (device.alertClosed(alert.id)) return;
    if (!this.network.alertClosed(alert.id)) this.services.alertClosed(alert.id);
  }
}
