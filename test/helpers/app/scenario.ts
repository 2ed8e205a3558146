import { expect, it } from 'vitest';
import type { Alert } from '../../../dev/simulator/world/monitoring/alerts.ts';
import type { Outcome } from '../../../shared/domain/occurrences/course/outcome.ts';
import { isVolume } from '../../../shared/domain/volumes/volume.ts';
import { type AppOptions, startApp, type TestApp } from './app.ts';
import { type Stage, stageOf } from './stage.ts';

export type { Stage } from './stage.ts';

/** What has come of a scenario. Everything that is not said must not have happened. */
export interface Ending {
  /** Codes of the outcome rows, in order of their alerts. */
  readonly outcomes: readonly string[];
  /** Status of each ticket, in order of their ids; default none. */
  readonly tickets?: readonly string[];
  /** Comments by the app's technician, over all tickets; default 0. */
  readonly comments?: number;
  /** Commands that devices took through Automox, scans apart; default none. */
  readonly commands?: readonly string[];
  /** Open alerts at the end; default 0. */
  readonly openAlerts?: number;
  /**
   * What the description of the last ticket must say, beside the five parts that each ticket of
   * ours must have.
   */
  readonly says?: readonly string[];
  /** What the last comment of that ticket must say. */
  readonly noted?: readonly string[];
  /** What the outcome of the last alert must say. */
  readonly explained?: readonly string[];
  /**
   * The most requests the scenario may take, where that is promised: polls, directory and finding
   * or making a contact apart.
   */
  readonly most?: { readonly atera: number; readonly automox?: number };
}

/** Half as often as by default: scenarios last for days, and a poll costs most of their time. */
const POLLED = '0 */4 * * * *';

/** The app's own schedule, for scenarios in which every poll counts. */
export const oftenPolled = { pollSchedule: '0 */2 * * * *' } as const satisfies AppOptions;

/** Technician of the app, as in the tests' policy. */
const ROBOT = 'robot@msp.example';

/** Requests of all scenarios of a file, for the table that is printed at its end. */
const used: { readonly scenario: string; readonly atera: number; readonly automox: number }[] = [];

/**
 * One scenario: sets the stage, plays it, and compares its end. No alert may be resolved while its
 * condition holds.
 */
export function scenario(
  name: string,
  options: AppOptions,
  play: (stage: Stage) => Promise<void>,
  ending: Ending,
): void {
  it(name, async () => {
    await using app = await startApp({ pollSchedule: POLLED, ...options });
    const wrong: string[] = [];
    app.simulator.world.alerts.resolvedListeners.add((alert) => {
      if (alert.archivedBy === 'api' && holds(app, alert)) wrong.push(`${alert.title} of ${alert.deviceName}`);
    });
    await play(stageOf(app));

    const calls = { atera: requestsOf(app, 'atera'), automox: requestsOf(app, 'automox') };
    used.push({ scenario: name, atera: calls.atera.length, automox: calls.automox.length });
    expect(await endOf(app)).toEqual({
      tickets: [],
      comments: 0,
      commands: [],
      openAlerts: 0,
      ...withoutTexts(ending),
    });
    expectTexts(await textsOf(app), ending);
    expect(wrong, 'resolved while the condition held').toEqual([]);
    expect(app.simulator.automox.remediatedAll).toEqual([]);
    if (ending.most) {
      expect(calls.atera.length, calls.atera.join('\n')).toBeLessThanOrEqual(ending.most.atera);
      expect(calls.automox.length, calls.automox.join('\n')).toBeLessThanOrEqual(ending.most.automox ?? 0);
    }
  });
}

/** Prints how many requests each scenario of the file took; call it in `afterAll`. */
export function printRequests(): void {
  const lines = used.map(
    ({ scenario, atera, automox }) => `${String(atera).padStart(5)} ${String(automox).padStart(7)}  ${scenario}`,
  );
  console.log(['Atera Automox  requests of each scenario', ...lines].join('\n'));
}

/** Whether what the alert says still holds in the world. */
function holds({ simulator }: TestApp, { title, message, category, agentId, deviceGuid }: Alert): boolean {
  const watched = simulator.world.network.byGuid(deviceGuid ?? '');
  if (watched) return watched.isFailing;
  const device = simulator.world.devices.get(agentId ?? 0);
  if (!device) return false;
  const [, volume] = /\(([A-Za-z]:\\?|\/[^()]*)\)/.exec(title) ?? [];
  const disk = volume && device.state.disks.find(({ drive }) => isVolume(drive, volume));
  const [, limit] = /threshold of ([\d.]+)\s*%/.exec(message) ?? [];
  if (disk) return device.diskUsedPercent(disk.drive) > (limit ? Number(limit) : Math.min(...device.diskThresholds));
  const [, service] = /windows service ?\((.*)\) state is stopped/i.exec(`${message} ${title}`) ?? [];
  if (service !== undefined) return simulator.world.services.find(device, service)?.running === false;
  // A machine whose agent was installed again is where its new agent is.
  if (category === 'Availability') return !(simulator.world.successors.get(device) ?? device).online;
  if (/reboot|restart|neustart/i.test(title)) return device.needsReboot;
  throw new Error(`Whether "${title}" still holds is not known here`);
}

async function endOf(app: TestApp): Promise<ReturnType<typeof withoutTexts>> {
  const { world, automox } = app.simulator;
  const outcomes = await outcomesOf(app);
  const tickets = world.tickets.all().sort((one, other) => one.id - other.id);
  const robot = [...world.people.technicians.values()].find(({ email }) => email === ROBOT)?.id;
  const comments = tickets.flatMap((ticket) => ticket.comments);
  return {
    outcomes: outcomes.map(({ code }) => code),
    tickets: tickets.map(({ status }) => status),
    comments: comments.filter(({ author }) => 'technicianId' in author && author.technicianId === robot).length,
    commands: [...automox.servers.values()].flatMap(({ taken }) => taken.filter((name) => name !== 'GetOS')),
    openAlerts: world.alerts.in('Open').length,
  };
}

function withoutTexts({ most: _most, says: _says, noted: _noted, explained: _explained, ...ending }: Ending) {
  return ending;
}

async function outcomesOf(app: TestApp): Promise<Outcome[]> {
  return (await app.outcomes()).sort((one, other) => (one.alertId ?? 0) - (other.alertId ?? 0));
}

async function textsOf(app: TestApp) {
  // Newest first.
  const tickets = app.simulator.world.tickets.all();
  return {
    ours: tickets.filter(({ source }) => source !== 'Alert').map(({ description }) => description),
    comment: tickets[0]?.comments.at(-1)?.text ?? '',
    outcome: (await outcomesOf(app)).at(-1)?.text ?? '',
  };
}

/**
 * A ticket of ours says what is wrong and since when, on what evidence, what was tried and what a
 * person should do.
 */
const PARTS =
  /^(?:What|Was): .+\n(?:Since|Seit): .+\n(?:Evidence|Befund): .+\n(?:Tried|Unternommen): .+\n(?:Please do|Bitte): .+\n/;

function expectTexts(
  { ours, comment, outcome }: Awaited<ReturnType<typeof textsOf>>,
  { says = [], noted = [], explained = [] }: Ending,
): void {
  for (const description of ours) expect(description).toMatch(PARTS);
  for (const text of says) expect(ours[0]).toContain(text);
  for (const text of noted) expect(comment).toContain(text);
  for (const text of explained) expect(outcome).toContain(text);
}

/**
 * Requests of one vendor, as `METHOD /template`: polls, the directory's lists and contacts apart.
 */
function requestsOf({ simulator }: TestApp, vendor: string): string[] {
  const apart = ['GET /account', 'GET /alerts', 'GET /agents', 'GET /servers', 'GET /contacts', 'POST /contacts'];
  const lists = /^GET \/devices\/(?:snmp|tcp|http|generic)devices$/;
  return simulator.requests
    .filter((request) => request.vendor === vendor)
    .map(({ method, template }) => `${method} ${template}`)
    .filter((operation) => !apart.includes(operation) && !lists.test(operation));
}
