import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../../dev/simulator/simulator.ts';
import type { Device, DeviceOptions } from '../../../dev/simulator/world/device.ts';
import { Closers } from '../../../dev/start/closers.ts';
import { systemClock } from '../../../shared/clock.ts';
import { type Answer, call } from '../../helpers/app/api.ts';
import { HostProcess } from './host-process.ts';
import { type PolicyOptions, quickPolicy, TECHNICIAN } from './policy.ts';
import { type Storage, startStorage } from './storage.ts';
import { DEADLINE_MS, until } from './until.ts';

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

/** The same for Automox, whose own times are unknown. */
const AUTOMOX_LAGS = { drainMs: [100, 300], scanMs: [200, 500], runMs: [200, 500] } as const;

/** Requests that the app may send to each vendor, and the time in which it may. */
const SHARES = { atera: { requests: 350, windowMs: 60_000 }, automox: { requests: 400, windowMs: 300_000 } } as const;

export interface WorldOptions extends Pick<PolicyOptions, 'diskSpace'> {
  readonly settings?: Readonly<Record<string, string>>;
  /**
   * Sets up Automox for every customer, with a worklet that frees half of drive C:. Default: no
   * Automox.
   */
  readonly automox?: boolean;
  readonly simulator?: Omit<SimulatorOptions, 'clock' | 'automox'>;
}

/** The built app on a host, storage of its own, and both vendors simulated; all in real time. */
export interface World {
  readonly simulator: Simulator;
  readonly host: HostProcess;
  readonly storage: Pick<Storage, 'goAway' | 'comeBack'>;
  /** Calls a route of the app. */
  api(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>;
}

/**
 * Starts a world before the tests of a file and ends it after them. The answer gives it to a test.
 * A host that does not start fails every test; a test that fails shows the end of the host's log.
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
    if (world) expect(overShare(world), 'requests beyond the share of a vendor').toEqual([]);
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
    automox: { behaviour: AUTOMOX_LAGS },
    world: { lags: LAGS, ...options.simulator?.world },
  });
  closers.add(() => simulator.close());
  simulator.world.people.addTechnician(TECHNICIAN, 'Remediation Robot');
  const policyFile = join(folder, 'policy.json');
  const worklet = options.automox ? simulator.automox.addWorklet('Disk cleanup', freeHalf).id : undefined;
  writeFileSync(policyFile, JSON.stringify(quickPolicy({ ...options, worklet })));
  const host = new HostProcess({
    appFolder: join(inject('runFolder'), 'app'),
    funcPath: inject('funcPath'),
    stateFolder: folder,
    settings: {
      ATERA_BASE_URL: simulator.ateraBaseUrl,
      ATERA_API_KEY: simulator.keys.current,
      ATERA_REQUESTS_PER_MINUTE: String(SHARES.atera.requests),
      ...(options.automox && automoxSettings(simulator)),
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
  return { simulator, host, storage, api };
}

function automoxSettings({ automoxBaseUrl, automox, automoxKeys }: Simulator): Record<string, string> {
  return {
    AUTOMOX_BASE_URL: automoxBaseUrl,
    AUTOMOX_ORG_ID: String(automox.id),
    AUTOMOX_API_KEY: automoxKeys.current,
    AUTOMOX_REQUESTS_PER_5_MINUTES: String(SHARES.automox.requests),
  };
}

function freeHalf(device: Device): undefined {
  device.setDiskUsedPercent('C:', 50);
}

/** The vendors that were asked more often than the settings allow, as `vendor: peak of share`. */
export function overShare({ simulator }: World): string[] {
  return Object.entries(SHARES).flatMap(([vendor, { requests, windowMs }]) => {
    const peak = simulator.peakRequests(windowMs, vendor);
    return peak > requests ? [`${vendor}: ${peak} of ${requests}`] : [];
  });
}

/**
 * A server whose drive C: is `usedPercent` full, at a customer of its own. Its alert comes within a
 * second.
 */
export function addServer(
  { simulator }: World,
  customerName: string,
  usedPercent = 95,
  options: Partial<DeviceOptions> = {},
): Device {
  const customer = simulator.world.addCustomer(customerName);
  const disks = [{ drive: 'C:', totalMb: 256_000, usedPercent }];
  return simulator.world.addDevice(customer, { name: 'SRV-01', kind: 'server', disks, ...options });
}

/** The tickets of a device's customer, oldest first. */
export function ticketsOf({ simulator }: World, { customer }: Pick<Device, 'customer'>) {
  const tickets = simulator.world.tickets.all().filter(({ customerId }) => customerId === customer.id);
  return tickets.sort((a, b) => a.id - b.id);
}

/**
 * Resolves once the decision on an alert has this state or code; returns the decision as the API
 * reports it.
 */
export async function decided(world: World, alertId: number, stateOrCode: string, withinMs = DEADLINE_MS) {
  const inspection = async () => {
    const { body } = await world.api('GET', `/api/alerts/${alertId}/decision`);
    if (body?.state === stateOrCode || body?.code === stateOrCode) return body;
    throw new Error(`It is ${JSON.stringify(body)}`);
  };
  return until(`alert ${alertId} is ${stateOrCode}`, inspection, withinMs);
}

/**
 * Resolves after the app has read the alerts this often more: long enough for a second ticket to
 * show, were there one.
 */
export async function polledAgain({ simulator }: World, polls = 3): Promise<void> {
  const before = simulator.requestsOf('GET /alerts').length;
  await until(`${polls} more polls`, () => simulator.requestsOf('GET /alerts').length >= before + polls);
}
