import type { StoredHub } from '../../dev/host/engine/types.ts';
import type { HistoryEvent } from '../../dev/host/index.ts';
import { MemoryStore } from '../../dev/host/index.ts';
import { startApp, type TestApp } from '../helpers/app/app.ts';
import { stageOf } from '../helpers/app/stage.ts';
import { type Moment, type Recorded, TABLES } from './fixture.ts';
import type { ReleaseScenario } from './scenarios.ts';

/**
 * Plays one scenario with the app as it is, under this version of its histories, and returns what it
 * left.
 */
export async function recordScenario(
  { name, options, begin, hours }: ReleaseScenario,
  version: string,
): Promise<Recorded> {
  const store = new MemoryStore();
  await using app = await startApp({ ...options, store, version });
  const stage = stageOf(app);
  const goOn = await begin(stage);
  const open = await momentOf(app, store.load());
  await goOn();
  await stage.hours(hours);
  const end = await momentOf(app, since(open.hub, store.load()));
  return { scenario: name, version: app.deps.version, open, end };
}

/** Histories that had ended before are known already. */
function since(before: StoredHub, hub: StoredHub): StoredHub {
  const known = new Set(before.instances.map(({ record, history }) => `${record.executionId} ${history.length}`));
  const instances = hub.instances.filter(
    ({ record, history }) => !known.has(`${record.executionId} ${history.length}`),
  );
  return { ...hub, instances };
}

async function momentOf(
  { tables: service, clock }: TestApp,
  { instances, messages, timers }: StoredHub,
): Promise<Moment> {
  const tables: Record<string, readonly Readonly<Record<string, unknown>>[]> = {};
  for (const name of TABLES) {
    const rows = await Array.fromAsync(service.open(name).query("PartitionKey ge ''"));
    tables[name] = rows.map(({ etag: _etag, timestamp: _timestamp, ...row }) => row);
  }
  const kept = instances.map(({ record, history }) => ({ record, history: history.map(withoutNulls) }));
  return { at: new Date(clock.now()).toISOString(), tables, hub: { instances: kept, messages, timers } };
}

/** Half of an event is fields that are null in every event of its kind. */
function withoutNulls(event: HistoryEvent): HistoryEvent {
  return Object.fromEntries(Object.entries(event).filter(([, value]) => value !== null)) as HistoryEvent;
}
