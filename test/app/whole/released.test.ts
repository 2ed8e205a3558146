import { describe, expect, it } from 'vitest';
import { replayHistories } from '../../../dev/host/replay-history.ts';
import { MemoryTables } from '../../../dev/tables/memory-tables.ts';
import { buildDependencies } from '../../../functions/dependencies.ts';
import { registerApp } from '../../../functions/register.ts';
import { readSettings } from '../../../shared/settings.ts';
import { HOUR, startApp } from '../../helpers/app/app.ts';
import { type Recorded, releasedScenarios, restored } from '../../releases/fixture.ts';
import { releaseScenarios } from '../../releases/scenarios.ts';

const released = releasedScenarios();
const cases = released.map(({ release, recorded }) => [`${release} ${recorded.scenario}`, recorded] as const);

/** The app of today on tables of then; nothing is started. */
function depsOn(tables: MemoryTables, unreadable: string[]) {
  const settings = readSettings({
    ATERA_API_KEY: '0123456789abcdef0123456789abcdef',
    AzureWebJobsStorage: 'UseDevelopmentStorage=true',
  });
  const log = (event: string, facts: object) => unreadable.push(JSON.stringify({ event, ...facts }));
  return buildDependencies(settings, { tables, log });
}

describe('what each release has left', () => {
  it('is there: every scenario of the first release, which no later one may remove', () => {
    const first = released.filter(({ release }) => release === released[0]?.release);

    expect(first.map(({ recorded }) => recorded.scenario)).toEqual(releaseScenarios.map(({ name }) => name).sort());
  });

  it.each(cases)('%s: its histories are replayed by the code of today', async (_name, { open, end }) => {
    const deps = depsOn(new MemoryTables(), []);
    const kept = [...open.hub.instances, ...end.hub.instances].filter(({ record }) => record.entity === null);

    const problems = await replayHistories(() => registerApp(deps), kept);

    expect(kept.length).toBeGreaterThan(0);
    expect(problems).toEqual([]);
  });

  it.each(cases)('%s: every row is read by the code of today', async (_name, { open, end }) => {
    const unreadable: string[] = [];
    for (const moment of [open, end]) {
      const { tables } = await restored(moment);
      const deps = depsOn(tables, unreadable);
      const listed = (moment.tables.alerts ?? []).filter(({ alertId }) => alertId !== undefined);
      const alerts = await Promise.all(listed.map(({ alertId }) => deps.alerts.get(Number(alertId))));
      const { rows } = await deps.conditions.list({}, { top: 1_000 });
      const conditions = await Promise.all(rows.map((row) => deps.conditions.get(row.deviceKey, row.conditionKey)));
      const outcomes = await Array.fromAsync(deps.outcomes.between(0, Date.parse(moment.at) + HOUR));
      const due = await Array.fromAsync(deps.conditions.due(Date.parse(moment.at) + 1_000 * HOUR));
      const effects = await Promise.all(rows.map((row) => deps.effects.written(row.deviceKey, row.conditionKey)));
      await Promise.all([
        deps.sites.get(),
        deps.directory.lastRefresh(),
        deps.ticketWatch.get(),
        deps.killSwitch.get(),
        deps.mutes.current(),
        deps.outboxStore.waiting(),
      ]);
      expect(alerts.filter((row) => row !== undefined)).toHaveLength(listed.length);
      expect(effects.reduce((sum, found) => sum + found.unreadable, 0)).toBe(0);
      const entries = Map.groupBy(moment.tables.due ?? [], ({ partitionKey }) => partitionKey);
      expect(due).toHaveLength(entries.get('due')?.length ?? 0);
      const tickets = (entries.get('ticket') ?? []).map(({ rowKey }) => Number(String(rowKey).slice(0, 16)));
      for (const ticketId of tickets) expect((await deps.conditions.carriedBy(ticketId)).length).toBeGreaterThan(0);
      expect([conditions.length, outcomes.length]).toEqual([
        moment.tables.conditions?.length,
        moment.tables.outcomes?.length,
      ]);
    }
    expect(unreadable).toEqual([]);
  });

  it.each(cases)('%s: its task hub and rows are gone on with, and what was under way ends', async (_name, recorded) => {
    const { tables, store } = await restored(recorded.open);
    await using app = await startApp({ ...optionsOf(recorded), tables, store, startAt: recorded.open.at });

    await app.clock.advance(30 * HOUR);

    const failed = app.host.client.list(({ runtimeStatus }) => runtimeStatus === 'Failed');
    expect(failed.map(({ instanceId, output }) => `${instanceId}: ${String(output)}`)).toEqual([]);
    expect(app.log.filter((line) => /row-unreadable|Non-Deterministic|^error/.test(line))).toEqual([]);
    for (const { record } of recorded.open.hub.instances.filter(isUnderWay))
      expect(app.host.client.status(record.instanceId)?.runtimeStatus).toBe('Completed');
  });
});

const isUnderWay = ({ record }: Recorded['open']['hub']['instances'][number]) =>
  record.entity === null && record.status === 'Running';

/** The app as the scenario had it set up: policy and Automox. */
function optionsOf({ scenario }: Recorded) {
  return { pollSchedule: '0 */10 * * * *', ...releaseScenarios.find(({ name }) => name === scenario)?.options };
}
