import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, inject } from 'vitest';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../../dev/simulator/simulator.ts';
import type { Device } from '../../../dev/simulator/world/device.ts';
import { Closers } from '../../../dev/start/closers.ts';
import { systemClock } from '../../../shared/clock.ts';
import { type Answer, call } from '../../helpers/api.ts';
import { HostProcess } from './host-process.ts';
import { startStorage } from './storage.ts';
import { DEADLINE_MS, until } from './until.ts';

const SECOND = 1 / 60;
const TECHNICIAN = 'robot@msp.example';
/** Of the log, when a test fails. */
const SHOWN_LINES = 200;

/** What takes minutes in life takes a second or two. */
const LAGS = {
  raiseMs: [300, 800],
  clearMs: [300, 800],
  offlineMs: [300, 800],
  onlineMs: [300, 800],
  inventoryMs: 1_500,
} as const;

/** Every wait of the disk playbook in seconds; an inventory reading is at most 1.5 s old. */
const DISK_SPACE = {
  inventoryLagMinutes: 4 * SECOND,
  confirmAfterMinutes: 3 * SECOND,
  followUpEveryMinutes: 6 * SECOND,
  clearConfirmMinutes: 3 * SECOND,
};

export interface WorldOptions {
  readonly settings?: Readonly<Record<string, string>>;
  /** Over the waits of seconds that the policy has. */
  readonly diskSpace?: Partial<typeof DISK_SPACE>;
  readonly simulator?: Omit<SimulatorOptions, 'clock'>;
}

/** The built app on a host, storage of its own, and a simulated Atera; all in real time. */
export interface World {
  readonly simulator: Simulator;
  readonly host: HostProcess;
  /** Calls a route of the app. */
  api(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>;
}

/**
 * Starts a world before the tests of a file and ends it after them. The answer gives it to a test. A host that does not start
 * fails every test; a test that fails shows the end of the host's log.
 */
export function useWorld(options: WorldOptions = {}): () => World {
  const closers = new Closers();
  let world: World | undefined;
  beforeAll(async () => {
    world = await startWorld(options, closers);
  });
  afterEach(({ task }) => {
    if (task.result?.state !== 'fail' || !world) return;
    const lines = world.host.log.trimEnd().split('\n').slice(-SHOWN_LINES);
    console.error(`The host's log (last ${lines.length} lines), for "${task.name}":\n${lines.join('\n')}`);
  });
  afterAll(async () => {
    await closers.closeAll();
    world?.simulator.assertNoUnknownRequests();
  });
  return () => {
    if (!world) throw new Error('The world has not started');
    return world;
  };
}

async function startWorld(options: WorldOptions, closers: Closers): Promise<World> {
  const folder = mkdtempSync(join(inject('runFolder'), 'world-'));
  const storage = await startStorage();
  closers.add(() => storage.stop());
  const simulator = await startSimulator({
    clock: systemClock,
    ...options.simulator,
    world: { lags: LAGS, ...options.simulator?.world },
  });
  closers.add(() => simulator.close());
  simulator.world.people.addTechnician(TECHNICIAN, 'Remediation Robot');
  const policyFile = join(folder, 'policy.json');
  const diskSpace = { ...DISK_SPACE, ...options.diskSpace };
  const policy = { technicianEmail: TECHNICIAN, ticketLagMinutes: 5 * SECOND, diskSpace };
  writeFileSync(policyFile, JSON.stringify(policy));
  const host = new HostProcess({
    appFolder: join(inject('runFolder'), 'app'),
    funcPath: inject('funcPath'),
    stateFolder: folder,
    settings: {
      ATERA_BASE_URL: simulator.ateraBaseUrl,
      ATERA_API_KEY: simulator.keys.current,
      AzureWebJobsStorage: storage.connectionString,
      REMEDIATION_MODE: 'approve',
      POLL_SCHEDULE: '*/3 * * * * *',
      POLICY_FILE: policyFile,
      ...options.settings,
    },
  });
  closers.add(() => host.kill());
  await host.start();
  const api: World['api'] = (method, path, body, headers) => call({ host }, method, path, body, headers);
  return { simulator, host, api };
}

/** A server whose drive C: is `usedPercent` full, at a customer of its own. Its alert comes within a second. */
export function addServer({ simulator }: World, customerName: string, usedPercent = 95): Device {
  const customer = simulator.world.addCustomer(customerName);
  const disks = [{ drive: 'C:', totalMb: 256_000, usedPercent }];
  return simulator.world.addDevice(customer, { name: 'SRV-01', kind: 'server', disks });
}

/** The tickets of a device's customer, oldest first. */
export function ticketsOf({ simulator }: World, { customer }: Device) {
  const tickets = simulator.world.tickets.all().filter(({ customerId }) => customerId === customer.id);
  return tickets.sort((a, b) => a.id - b.id);
}

/** Resolves once the decision on an alert has this state or code; answers the decision as the API tells it. */
export async function decided(world: World, alertId: number, stateOrCode: string, withinMs = DEADLINE_MS) {
  const look = async () => {
    const { body } = await world.api('GET', `/api/alerts/${alertId}/decision`);
    if (body?.state === stateOrCode || body?.code === stateOrCode) return body;
    throw new Error(`It is ${JSON.stringify(body)}`);
  };
  return until(`alert ${alertId} is ${stateOrCode}`, look, withinMs);
}

/** Resolves after the app has read the alerts this often more: long enough for a second ticket to show, were there one. */
export async function polledAgain({ simulator }: World, polls = 3): Promise<void> {
  const before = simulator.requestsOf('GET /alerts').length;
  await until(`${polls} more polls`, () => simulator.requestsOf('GET /alerts').length >= before + polls);
}
