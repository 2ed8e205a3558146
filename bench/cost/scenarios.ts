import { MemoryTables, type Verb } from '../../dev/tables/memory-tables.ts';
import { type AppOptions, startApp } from '../../test/helpers/app/app.ts';
import { type Stage, stageOf } from '../../test/helpers/app/stage.ts';
import { startWithChannels } from '../../test/helpers/app/with-channels.ts';
import { addCleanable, addFull, withAutomoxMatch } from '../../test/helpers/scenarios/disk-scenarios.ts';
import { addRebootable, withReboots } from '../../test/helpers/scenarios/reboot-scenarios.ts';
import { watchClient } from './client-requests.ts';
import { CountingStore, type DurableEvents, noEvents } from './counts.ts';
import { type Operations, operationsOf } from './model.ts';

/**
 * What is played, and what must have come of it: figures of another scenario than the one named
 * would be worse than none.
 */
export interface Scenario {
  readonly name: string;
  readonly options?: AppOptions;
  /** A webhook is notified of it; default: there is no channel. */
  readonly hasChannel?: true;
  play(stage: Stage): Promise<void>;
  readonly ends: { readonly outcome: string; readonly tickets: readonly string[] };
}

/** What a scenario cost. */
export interface Cost {
  readonly events: DurableEvents;
  /** Operations on the app's own tables, by verb. */
  readonly own: Map<Verb, number>;
  readonly operations: Operations;
}

/** Nothing is measured before: the first polls create tables and entities. */
const SETTLING_MINUTES = 30;

/** The scenarios of the table. */
export const SCENARIOS = {
  recovered: {
    name: 'a disk that passes by itself',
    async play(stage) {
      const device = addFull(stage);
      await stage.minutes(7);
      device.setDiskUsedPercent('C:', 50);
      await stage.hours(2);
    },
    ends: { outcome: 'alert-cleared', tickets: [] },
  },
  cleaned: {
    name: 'a disk cleaned after a yes',
    options: withAutomoxMatch,
    async play(stage) {
      await addCleanable(stage);
      await stage.minutes(20);
      await stage.answer('approve');
      await stage.hours(3);
    },
    ends: { outcome: 'cleanup-verified', tickets: [] },
  },
  ticket: {
    name: 'a full disk until its ticket is open',
    async play(stage) {
      addFull(stage);
      await stage.minutes(30);
    },
    ends: { outcome: 'ticket-opened', tickets: ['Open'] },
  },
  notified: {
    name: 'the same, sent to one channel',
    hasChannel: true,
    async play(stage) {
      addFull(stage);
      await stage.minutes(30);
    },
    ends: { outcome: 'ticket-opened', tickets: ['Open'] },
  },
  ended: {
    name: 'a full disk, its ticket, repaired by a person, until its ticket is ended',
    async play(stage) {
      const device = addFull(stage);
      await stage.minutes(30);
      device.setDiskUsedPercent('C:', 50);
      await stage.hours(3);
    },
    ends: { outcome: 'verified-recovered', tickets: ['Resolved'] },
  },
  returned: {
    name: 'an offline server, its ticket, its return',
    async play(stage) {
      const device = stage.add();
      device.goOffline();
      await stage.minutes(45);
      device.comeBack();
      await stage.hours(3);
    },
    ends: { outcome: 'verified-recovered', tickets: ['Resolved'] },
  },
  rebooted: {
    name: 'a pending reboot, approved and done in its window',
    options: withReboots,
    async play(stage) {
      await addRebootable(stage);
      await stage.hours(1);
      await stage.answer('approve');
      await stage.hours(6);
    },
    ends: { outcome: 'rebooted', tickets: [] },
  },
} as const satisfies Record<string, Scenario>;

/** What a scenario cost more than the same time without it. */
export async function costOf(scenario: Scenario): Promise<Cost> {
  const played = await count(scenario, scenario.play, async (stage) => {
    const found = {
      outcome: (await stage.app.outcomes()).at(-1)?.code,
      tickets: stage.app.simulator.world.tickets.all().map(({ status }) => status),
    };
    if (JSON.stringify(found) !== JSON.stringify(scenario.ends))
      throw new Error(`${scenario.name}: ended as ${JSON.stringify(found)}, not ${JSON.stringify(scenario.ends)}`);
  });
  const idle = await count(scenario, ({ app }) => app.clock.advance(played.ms));
  return withOperations(less(played.events, idle.events), lessOwn(played.own, idle.own));
}

/** What so many minutes cost in which nothing happens. */
export async function costOfIdle(minutes: number, like: Pick<Scenario, 'hasChannel'> = {}): Promise<Cost> {
  const { events, own } = await count(like, (stage) => stage.minutes(minutes));
  return withOperations(events, own);
}

async function count(
  { options, hasChannel }: Pick<Scenario, 'options' | 'hasChannel'>,
  play: (stage: Stage) => Promise<void>,
  check: (stage: Stage) => Promise<void> = async () => {},
) {
  const store = new CountingStore();
  const stop = watchClient((request) => {
    // A start is counted where it is committed.
    if (!request.startsWith('POST /durabletask/orchestrators/')) store.events.clientReads++;
  });
  try {
    await using opened = new AsyncDisposableStack();
    const given = { ...options, store };
    const app = hasChannel ? opened.use(await startWithChannels(given)).app : opened.use(await startApp(given));
    // As after any refresh of the directory.
    await app.deps.directory.saveAccount('UTC');
    const stage = stageOf(app);
    await stage.minutes(SETTLING_MINUTES);
    const from = app.clock.now();
    const before = { events: { ...store.events }, own: ownOf(app) };
    await play(stage);
    const [events, own] = [less(store.events, before.events), lessOwn(ownOf(app), before.own)];
    const ms = app.clock.now() - from;
    await check(stage);
    return { events, own, ms };
  } finally {
    stop();
  }
}

function withOperations(events: DurableEvents, own: Map<Verb, number>): Cost {
  return { events, own, operations: operationsOf(events, own) };
}

/** The bench starts every app with tables in memory, which count. */
function ownOf({ tables }: Stage['app']): Map<Verb, number> {
  if (!(tables instanceof MemoryTables)) throw new Error('The tables are not in memory');
  return new Map(tables.transactions);
}

function less(all: DurableEvents, before: DurableEvents): DurableEvents {
  const entries = Object.entries(all).map(([kind, count]) => [kind, count - before[kind as keyof DurableEvents]]);
  return { ...noEvents(), ...Object.fromEntries(entries) };
}

function lessOwn(all: ReadonlyMap<Verb, number>, before: ReadonlyMap<Verb, number>): Map<Verb, number> {
  const verbs = new Set([...all.keys(), ...before.keys()]);
  return new Map([...verbs].map((verb) => [verb, (all.get(verb) ?? 0) - (before.get(verb) ?? 0)]));
}

/** An equal part of a cost. */
export function shareOf({ events, own }: Cost, parts: number): Cost {
  const each = Object.entries(events).map(([kind, count]) => [kind, count / parts]);
  const ownEach = new Map([...own].map(([verb, count]) => [verb, count / parts]));
  return withOperations({ ...noEvents(), ...Object.fromEntries(each) }, ownEach);
}
