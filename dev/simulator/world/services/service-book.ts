import type { Device } from '../device.ts';
import type { AlertingPorts } from '../monitoring/monitor.ts';
import { WindowsService, type WindowsServiceOptions } from './windows-service.ts';

/** The Windows services of all machines. */
export class ServiceBook {
  readonly #ports: AlertingPorts;
  readonly #services: WindowsService[] = [];

  constructor(ports: AlertingPorts) {
    this.#ports = ports;
  }

  /**
   * Adds a service that Atera watches; one that is stopped raises its alert after the usual lag.
   */
  add(device: Device, options: WindowsServiceOptions): WindowsService {
    const service = new WindowsService(device, options, this.#ports);
    this.#services.push(service);
    return service;
  }

  /** The service of a machine by its short or display name. */
  find(device: Device, name: string): WindowsService | undefined {
    return this.#services.find((service) => service.device === device && service.isNamed(name));
  }

  /** One of the alerts is no longer open; false when it was no service's. */
  alertClosed(alertId: number): boolean {
    return this.#services.some((service) => service.alertClosed(alertId));
  }

  /** Nothing is heard of a machine's services any more. */
  retire(device: Device): void {
    for (const service of this.#services) if (service.device === device) service.retire();
  }
}
