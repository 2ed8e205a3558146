import { between, chance, pick } from '../random.ts';
import type { Device } from '../world/device.ts';
import type { NetworkDevice } from '../world/network/network-device.ts';
import type { NetworkKind } from '../world/network/network-options.ts';
import type { CustomAlert, World } from '../world/world.ts';
import { addAutomoxMatch } from './enrolment.ts';
import { leftoverDiskAlert, malformedAlerts, unknownAlerts } from './oddities.ts';
import { MINUTE_MS, type Scenario, SECOND_MS } from './scenario.ts';
import { addExampleTenant, type ExampleTenant } from './tenant.ts';

const PULSE_MS = 12 * SECOND_MS;

/** What each customer has without an agent; one of its machines watches it. */
const WITHOUT_AGENT: readonly (readonly [suffix: string, kind: NetworkKind])[] = [
  ['FW01', 'snmp'],
  ['NAS01', 'tcp'],
];

/**
 * An endless small tenant for people to watch: everything happens some thirty times faster than in
 * real life.
 */
export const lively: Scenario = {
  name: 'lively',
  description:
    'endless, for watching: disks fill and recover, machines, network devices and sites come and go, a person acts now and then',
  world: {
    lags: {
      raiseMs: [4 * SECOND_MS, 10 * SECOND_MS],
      clearMs: [5 * SECOND_MS, 15 * SECOND_MS],
      offlineMs: [5 * SECOND_MS, 12 * SECOND_MS],
      onlineMs: [2 * SECOND_MS, 6 * SECOND_MS],
      inventoryMs: MINUTE_MS,
      networkCheckMs: 4 * SECOND_MS,
    },
    opensTicket: ({ customerName }) => customerName === 'Elm Street School',
  },
  automox: {
    drainMs: [SECOND_MS, 3 * SECOND_MS],
    scanMs: [2 * SECOND_MS, 5 * SECOND_MS],
    runMs: [3 * SECOND_MS, 10 * SECOND_MS],
  },
  play(world, automox) {
    const tenant = addExampleTenant(world);
    addAutomoxMatch(tenant, automox, ['BRIGHT-PC01']);
    new Play(world, tenant).begin();
  },
};

/** Picks a step every few seconds. A machine takes part in one thing at a time. */
class Play {
  readonly #world: World;
  readonly #tenant: ExampleTenant;
  readonly #network: readonly NetworkDevice[];
  readonly #busy = new Set<Device | NetworkDevice>();
  #steps = 0;

  constructor(world: World, tenant: ExampleTenant) {
    this.#world = world;
    this.#tenant = tenant;
    this.#network = tenant.sites.flatMap(({ customer, devices: [monitoringAgent] }) =>
      monitoringAgent === undefined
        ? []
        : WITHOUT_AGENT.map(([suffix, kind]) => {
            const name = `${monitoringAgent.name.split('-')[0]}-${suffix}`;
            return world.network.add(customer, { name, kind, monitoringAgent });
          }),
    );
  }

  begin(): void {
    for (const name of ['BRIGHT-PC01', 'ELM-SRV01']) this.#fill(this.#tenant.device(name));
    // Full from the start and for so long that a person is asked within the first minute.
    // No server: its question can be answered by the link in its message.
    const asksFirst = this.#tenant.device('ALDER-PC01');
    this.#fill(asksFirst, 20 * MINUTE_MS);
    asksFirst.raiseDiskAlertNow('C:');
    this.#raiseForAWhile(leftoverDiskAlert(this.#tenant.device('COBALT-DC01')));
    const first = this.#network.find(({ name }) => name === 'DUNE-NAS01');
    if (first) this.#world.after(3 * MINUTE_MS, () => this.#networkFails(first));
    this.#pulse();
  }

  #pulse(): void {
    this.#step(this.#steps++);
    this.#world.after(PULSE_MS, () => this.#pulse());
  }

  #step(step: number): void {
    const { seed } = this.#world;
    const roll = chance(seed, 'lively', step);
    const devices = this.#tenant.sites.flatMap((site) => site.devices);
    const device = pick(devices, seed, 'device', step);
    if (roll < 0.12) this.#personActs(step);
    else if (roll > 0.97) this.#siteGoesQuiet(step);
    else if (roll > 0.92) this.#networkFails(pick(this.#network, seed, 'network', step));
    else if (this.#busy.has(device)) return;
    else if (roll < 0.42) this.#fill(device);
    else if (roll < 0.48) this.#flap(device, 5);
    else if (roll < 0.55) this.#raiseForAWhile(leftoverDiskAlert(device));
    else if (roll < 0.7) this.#goAway(device);
    else if (roll < 0.85) this.#raiseForAWhile(pick(unknownAlerts(device), seed, 'unknown', step));
    // The megabyte title comes last in the list and would drown a terminal.
    else if (roll < 0.9) this.#raiseForAWhile(pick(malformedAlerts(device).slice(0, -1), seed, 'malformed', step));
  }

  /** No condition stands behind such an alert: a person clears it some minutes later. */
  #raiseForAWhile(content: CustomAlert): void {
    const { id } = this.#world.raiseCustomAlert(content);
    const minutes = between([5, 15], this.#world.seed, 'cleared after', id);
    this.#world.after(minutes * MINUTE_MS, () => void this.#world.alerts.archive(id, 'person'));
  }

  /** Most recover within minutes, some only after a long time. */
  #fill(device: Device, duration = this.#drawDuration(device)): void {
    this.#busy.add(device);
    device.setDiskUsedPercent('C:', between([91, 99], this.#world.seed, 'full', device.agentId, this.#steps));
    this.#world.after(duration, () => this.#free(device));
  }

  #drawDuration({ agentId }: Device): number {
    const stubborn = chance(this.#world.seed, 'stubborn', agentId, this.#steps) < 0.3;
    return between(stubborn ? [10, 25] : [1, 4], this.#world.seed, 'full for', agentId, this.#steps) * MINUTE_MS;
  }

  #free(device: Device): void {
    device.setDiskUsedPercent('C:', 65);
    this.#busy.delete(device);
  }

  #flap(device: Device, rounds: number): void {
    this.#busy.add(device);
    device.setDiskUsedPercent('C:', 91);
    this.#world.after(40 * SECOND_MS, () => {
      this.#free(device);
      if (rounds > 1) this.#world.after(40 * SECOND_MS, () => this.#flap(device, rounds - 1));
    });
  }

  /** Everything at one customer loses contact at once, for as long as a ticket takes. */
  #siteGoesQuiet(step: number): void {
    const { devices } = pick(this.#tenant.sites, this.#world.seed, 'quiet site', step);
    for (const device of devices) if (!this.#busy.has(device)) this.#goAway(device, 5);
  }

  #goAway(device: Device, minutes = between([1, 5], this.#world.seed, 'away', this.#steps)): void {
    this.#busy.add(device);
    device.goOffline();
    this.#world.after(minutes * MINUTE_MS, () => {
      device.comeBack();
      this.#busy.delete(device);
    });
  }

  /** Gone for some minutes; one that comes back at once gets no ticket. */
  #networkFails(device: NetworkDevice): void {
    if (this.#busy.has(device)) return;
    this.#busy.add(device);
    device.goDown();
    this.#world.after(between([1, 6], this.#world.seed, 'down', device.id, this.#steps) * MINUTE_MS, () => {
      device.comeBack();
      this.#busy.delete(device);
    });
  }

  /** Resolves the oldest open alert, or comments on, or closes the newest open ticket. */
  #personActs(step: number): void {
    const world = this.#world;
    const roll = chance(world.seed, 'person', step);
    const alert = world.alerts.in('Open').at(-1);
    const ticket = world.tickets.all().find(({ status }) => status === 'Open');
    if (roll < 0.5 && alert) world.person.resolveAlert(alert.id);
    else if (ticket && roll < 0.8) world.person.comment(ticket.id, this.#tenant.technician, 'Looking at this one.');
    else if (ticket) world.person.closeTicket(ticket.id);
  }
}
