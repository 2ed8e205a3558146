import type { EnrolledServer, EnrollOptions } from '../../../dev/simulator/automox/enrolled-server.ts';
import type { Device, DeviceOptions } from '../../../dev/simulator/world/device.ts';
import type { Customer, Technician } from '../../../dev/simulator/world/people.ts';
import type { Ticket } from '../../../dev/simulator/world/tickets.ts';
import { automoxPlace } from '../../../shared/policy/customer.ts';
import { call } from './api.ts';
import { HOUR, MINUTE, type TestApp } from './app.ts';
import { FIRST_CUSTOMER } from './app-setup.ts';

/** The stage of one scenario: the app, and a world that the scenario moves. */
export interface Stage {
  readonly app: TestApp;
  /** The first customer, `FIRST_CUSTOMER`. */
  readonly customer: Customer;
  /** Adds a device of the first customer; by default a server. */
  add(options?: Partial<DeviceOptions>): Device;
  /** Matches a device in Automox: enrols it and enters it into the directory. */
  enroll(device: Device, options?: EnrollOptions): Promise<EnrolledServer>;
  minutes(count: number): Promise<void>;
  hours(count: number): Promise<void>;
  /** A person's answer to the question that waits for one. Fails when there is none. */
  answer(how: 'approve' | 'reject'): Promise<void>;
  /** The last ticket there is. Fails when there is none. */
  ticket(): Ticket;
  /** A technician of the MSP, another one each time. */
  technician(): Technician;
}

/** The stage of an app, with its first customer. */
export function stageOf(app: TestApp): Stage {
  const { world, automox } = app.simulator;
  const customer = world.addCustomer('North Wind Ltd');
  if (customer.id !== FIRST_CUSTOMER) throw new Error(`The first customer is ${customer.id}, not ${FIRST_CUSTOMER}`);
  let added = 0;
  return {
    app,
    customer,
    add: (options = {}) => world.addDevice(customer, { name: `NW-SRV-0${++added}`, kind: 'server', ...options }),
    async enroll(device, options) {
      const server = automox.enroll(device, options);
      await enterIntoDirectory(app, device, server);
      return server;
    },
    minutes: (count) => app.clock.advance(count * MINUTE),
    hours: (count) => app.clock.advance(count * HOUR),
    answer: (how) => answer(app, how),
    ticket() {
      const [last] = world.tickets.all();
      if (!last) throw new Error('There is no ticket');
      return last;
    },
    technician: () => world.people.addTechnician(`person${world.people.technicians.size}@msp.example`, 'Ann Person'),
  };
}

async function enterIntoDirectory(
  { deps, clock, simulator }: TestApp,
  device: Device,
  server: EnrolledServer,
): Promise<void> {
  const { agentId: id, guid: deviceGuid, name: machineName, serialNumber, customer, kind } = device;
  const deviceClass = kind === 'laptop' || kind === 'workstation' ? kind : 'server';
  const row = {
    id,
    deviceGuid,
    machineName,
    serialNumber,
    customerId: customer.id,
    deviceClass,
    listedAt: clock.now(),
  };
  await deps.directory.saveAgents([{ ...row, deviceClass, online: true, disks: [] }]);
  const { organizationId } = automoxPlace(deps.policy, customer.id, simulator.automox.id) ?? {
    organizationId: simulator.automox.id,
  };
  const found = { name: server.name, serialNumber: server.serialNumber ?? '' };
  await deps.directory.saveServers([{ ...found, id: server.id, organizationId, listedAt: clock.now() }]);
  const marks = { agent: { machineName, serialNumber }, server: found };
  const automoxMatch = { matched: true, serverId: server.id, by: 'serial+name', marks } as const;
  await deps.directory.saveMatches(new Map([[id, automoxMatch]]), clock.now());
}

async function answer(app: TestApp, how: 'approve' | 'reject'): Promise<void> {
  const { rows } = await app.deps.conditions.list({ state: 'remediating' }, { top: 100, token: undefined });
  const asked = rows.find(({ approval }) => approval && !approval.answer);
  if (!asked?.approval) throw new Error('Nobody is asked for an approval');
  const { deviceKey, conditionKey, occurrence } = asked;
  const id = `rem.${deviceKey}.${conditionKey}.${occurrence}`;
  const body = { evidence: asked.approval.evidence, by: 'Ada', reason: 'it was asked for' };
  const reply = await call(app, 'POST', `/api/remediations/${id}/${how}`, body);
  if (reply.status !== 200) throw new Error(`${how} answered ${reply.status}: ${reply.text}`);
}
