// npm run bench:storm: storms, large sites and long lists on the embedded host in virtual time, and what they cost.
import { Agent } from 'undici';
import { startHost, VirtualClock } from '../dev/host/index.ts';
import { holdClockWhileUnequal, trackingDispatcher } from '../dev/simulator/quiescence.ts';
import { startSimulator } from '../dev/simulator/simulator.ts';
import type { Device, DeviceKind } from '../dev/simulator/world/device.ts';
import { MemoryTables } from '../dev/tables/memory-tables.ts';
import { buildDependencies } from '../functions/dependencies.ts';
import { registerApp } from '../functions/register.ts';
import { POLL_INSTANCE_ID } from '../shared/domain/occurrences/keys.ts';
import { policy } from '../shared/policy/policy.ts';
import { readSettings } from '../shared/settings.ts';

const MINUTE = 60_000;

/** The longest history of a poll that the design allows. */
const MOST_EVENTS = 100;

/** The whole app with an empty world. */
async function startStorm() {
  const clock = new VirtualClock('2026-03-02T08:00:00Z');
  const simulator = await startSimulator({ clock });
  const tracked = trackingDispatcher(new Agent());
  const release = holdClockWhileUnequal(clock, simulator, tracked);
  const tables = new MemoryTables();
  const settings = readSettings({
    ATERA_BASE_URL: simulator.ateraBaseUrl,
    ATERA_API_KEY: simulator.keys.current,
    STORAGE_CONNECTION: 'UseDevelopmentStorage=true',
    REMEDIATION_MODE: 'approve',
  });
  const log: string[] = [];
  const built = buildDependencies(settings, {
    clock,
    dispatcher: tracked.dispatcher,
    tables,
    log: (event) => log.push(event),
  });
  const deps = { ...built, policy: policy.parse({ directoryRefreshMinutes: 525_600 }) };
  await deps.directory.finishRefresh(clock.now(), clock.now());
  const host = await startHost({ register: () => registerApp(deps), clock, clientInProcess: true, log: () => {} });
  return {
    ...{ clock, simulator, deps, tables, log, host },
    async stop() {
      await host.stop();
      release();
      await tracked.dispatcher.destroy();
      await simulator.close();
    },
  };
}

type Storm = Awaited<ReturnType<typeof startStorm>>;

async function withStorm<T>(work: (app: Storm) => Promise<T>): Promise<T> {
  const app = await startStorm();
  try {
    return await work(app);
  } finally {
    await app.stop();
  }
}

interface Fleet {
  readonly name: string;
  readonly count: number;
  readonly kind?: DeviceKind;
  readonly usedPercent?: number;
}

async function addFleet({ simulator, deps, clock }: Storm, fleet: Fleet): Promise<Device[]> {
  const { kind = 'server', usedPercent = 40 } = fleet;
  const customer = simulator.world.addCustomer(fleet.name);
  const disks = [{ drive: 'C:', usedPercent }];
  const devices = Array.from({ length: fleet.count }, (_, index) =>
    simulator.world.addDevice(customer, { name: `${fleet.name}-${index}`, kind, disks }),
  );
  const deviceClass = kind === 'workstation' || kind === 'laptop' ? kind : 'server';
  const common = {
    customerId: customer.id,
    customerName: customer.name,
    deviceClass,
    online: true,
    disks: [],
  } as const;
  await deps.directory.saveAgents(
    devices.map(({ agentId: id, name: machineName, serialNumber }) => ({
      ...{ id, machineName, serialNumber, listedAt: clock.now() },
      ...common,
    })),
  );
  return devices;
}

/** 1,000 full disks at 40 customers: when each device was first inspected after its poll, minutes, by class; requests per alert. */
async function storm(app: Storm) {
  const devices: Device[] = [];
  for (let customer = 0; customer < 40; customer++) {
    const kind = customer % 4 === 0 ? 'server' : 'laptop';
    devices.push(...(await addFleet(app, { name: `C${customer}`, count: 25, kind, usedPercent: 97 })));
  }
  for (const device of devices) device.raiseDiskAlertNow('C:');
  await app.clock.advance(40 * MINUTE);
  const polledAt = app.simulator.requestsOf('GET /alerts')[20]?.at ?? 0;
  const readAt = new Map<string, number>();
  for (const { path, at } of app.simulator.requestsOf('GET /agents/{agentId}'))
    if (!readAt.has(path)) readAt.set(path, at);
  const waits = (wanted: 'server' | 'laptop') =>
    devices
      .filter(({ kind }) => kind === wanted)
      .map(({ agentId }) => ((readAt.get(`/api/v3/agents/${agentId}`) ?? Infinity) - polledAt) / MINUTE)
      .sort((a, b) => a - b);
  const polls = app.simulator.requestsOf('GET /alerts').length;
  const requests = app.simulator.requests.filter(({ half }) => half === 'atera').length;
  return {
    ...{ servers: waits('server'), laptops: waits('laptop') },
    requestsPerAlert: (requests - polls) / devices.length,
    requestsPerAlertWithPolls: requests / devices.length,
  };
}

/** A site of 1,000 of 5,000 servers: polls from the one that lists it all to its ticket, and how many tickets there are. */
async function site(app: Storm) {
  const servers = await addFleet(app, { name: 'SITE', count: 1_000 });
  await addFleet(app, { name: 'REST', count: 4_000 });
  await app.clock.advance(2 * MINUTE);
  for (const device of servers) device.goOffline();
  let polls = -1;
  for (let minute = 0; minute < 30 && app.simulator.world.tickets.all().length === 0; minute += 2) {
    await app.clock.advance(2 * MINUTE);
    if (app.log.includes('site-incident')) polls++;
  }
  await app.clock.advance(4 * MINUTE);
  return { polls, tickets: app.simulator.world.tickets.all().length };
}

/** The longest history of a poll over so many open alerts that are nobody's work, and the transactions of one that finds nothing new. */
async function longList(app: Storm, count: number) {
  for (let i = 0; i < count; i++) app.simulator.world.raiseCustomAlert({ title: `CPU Load ${i}` });
  let events = 0;
  let known = 0;
  const minutes = Math.ceil(count / 50 / 200) * 2 + 4;
  for (let second = 0; second < minutes * 60; second += 5) {
    await app.clock.advance(5_000);
    events = Math.max(events, historyOf(app));
    known = Math.max(known, app.simulator.requestsOf('GET /alerts').length);
  }
  return { events, requests: known };
}

function historyOf({ host }: Storm): number {
  return host.client.status(POLL_INSTANCE_ID) ? host.client.history(POLL_INSTANCE_ID).length : 0;
}

/** Storage transactions of a poll while there is no alert. */
async function emptyPoll(app: Storm) {
  await app.clock.advance(21 * MINUTE);
  const count = () => [...app.tables.transactions.values()].reduce((sum, n) => sum + n, 0);
  const before = count();
  await app.clock.advance(20 * MINUTE);
  return (count() - before) / 10;
}

const percentile = (sorted: readonly number[], part: number) =>
  (sorted[Math.ceil(sorted.length * part) - 1] ?? Infinity).toFixed(1);

const stormed = await withStorm(storm);
for (const [name, waits] of Object.entries({ servers: stormed.servers, laptops: stormed.laptops }))
  console.log(`${name}: taken up p50 ${percentile(waits, 0.5)} min, p95 ${percentile(waits, 0.95)} min after the poll`);
console.log(`requests per alert with the lists: ${stormed.requestsPerAlertWithPolls.toFixed(2)}`);
const quiet = await withStorm(site);
console.log(`site of 1,000 of 5,000: ${quiet.tickets} ticket(s), ${quiet.polls} polls after the rule held`);
const lists = [await withStorm((app) => longList(app, 5_000)), await withStorm((app) => longList(app, 50_000))];
for (const { events, requests } of lists) console.log(`long list: ${events} events, ${requests} list requests`);
const pollEvents = Math.max(...lists.map(({ events }) => events));
const empty = await withStorm(emptyPoll);
console.log(
  `storm: takenUpP95=${percentile(stormed.servers, 0.95)} requestsPerAlert=${stormed.requestsPerAlert.toFixed(2)} ` +
    `siteTicketPolls=${quiet.polls} pollEvents=${pollEvents} emptyPollOperations=${empty.toFixed(1)}`,
);
if (pollEvents > MOST_EVENTS || quiet.tickets !== 1) process.exitCode = 1;
