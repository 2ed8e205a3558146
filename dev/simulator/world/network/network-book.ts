import { chance } from '../../random.ts';
import type { Device } from '../device.ts';
import type { AlertingPorts } from '../monitoring/monitor.ts';
import type { Customer } from '../people.ts';
import { NetworkDevice } from './network-device.ts';
import type { NetworkDeviceOptions } from './network-options.ts';

/**
 * What Atera makes of devices whose monitoring agent is away, which is not documented: `all-down` =
 * all of them at once, up or not; `kept` = nothing is raised or cleared, and the rows go on showing
 * what the last check found.
 */
export type AgentAway = 'all-down' | 'kept';

/**
 * Every network device. Those of one monitoring agent are checked in the same second, so that they
 * fall in the same second.
 */
export class NetworkBook {
  readonly devices = new Map<number, NetworkDevice>();
  /** May be changed at any time. */
  agentAway: AgentAway;
  readonly #ports: AlertingPorts;
  readonly #planned = new Set<Device>();
  readonly #agents = new Set<Device>();
  #lastId = 20_000;

  constructor(ports: AlertingPorts, agentAway: AgentAway) {
    this.#ports = ports;
    this.agentAway = agentAway;
  }

  /** Adds a device, which is up. */
  add(customer: Customer, options: NetworkDeviceOptions): NetworkDevice {
    const device = new NetworkDevice(++this.#lastId, customer, options, this.#ports);
    const agent = options.monitoringAgent;
    this.devices.set(device.id, device);
    device.changeListeners.add(() => this.#plan(agent));
    if (!this.#agents.has(agent)) agent.contactListeners.add(() => this.#plan(agent));
    this.#agents.add(agent);
    return device;
  }

  /** The device with this GUID. */
  byGuid(guid: string): NetworkDevice | undefined {
    return [...this.devices.values()].find((device) => device.guid === guid.toLowerCase());
  }

  /** One of the alerts is no longer open; false when it was no network device's. */
  alertClosed(alertId: number): boolean {
    return [...this.devices.values()].some((device) => device.alertClosed(alertId));
  }

  /** Checks go on only while they would bring something new: no timer runs in a quiet network. */
  #plan(agent: Device): void {
    if (this.#planned.has(agent) || !this.#isWatching(agent)) return;
    if (!this.#of(agent).some((device) => device.isUnsettled(!agent.online))) return;
    this.#planned.add(agent);
    this.#ports.schedule.after(this.#untilCheck(agent), () => {
      this.#planned.delete(agent);
      if (this.#isWatching(agent)) for (const device of this.#of(agent)) device.check(!agent.online);
      this.#plan(agent);
    });
  }

  #isWatching(agent: Device): boolean {
    return agent.online || this.agentAway === 'all-down';
  }

  #of(agent: Device): NetworkDevice[] {
    return [...this.devices.values()].filter(({ options }) => options.monitoringAgent === agent);
  }

  #untilCheck({ agentId }: Device): number {
    const { schedule, seed, lags } = this.#ports;
    const every = lags.networkCheckMs;
    const phase = Math.floor(chance(seed, 'network check', agentId) * every);
    return every - ((schedule.now() - phase) % every);
  }
}
