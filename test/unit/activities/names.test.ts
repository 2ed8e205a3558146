import { describe, expect, it } from 'vitest';
import { collectRegistrations } from '../../../dev/host/functions/core-api.ts';
import { buildDependencies } from '../../../functions/dependencies.ts';
import { registerApp } from '../../../functions/register.ts';
import { activities, budgets, entities, orchestrators } from '../../../orchestrations/runtime/names.ts';
import { readSettings } from '../../../shared/settings.ts';

/** Every name the app registers, as the host has them. */
function registeredNames(): string[] {
  const settings = readSettings({ ATERA_API_KEY: 'a'.repeat(32), STORAGE_CONNECTION: 'UseDevelopmentStorage=true' });
  const { functions } = collectRegistrations(() => registerApp(buildDependencies(settings)));
  return functions.map(({ metadata }) => metadata.name);
}

describe('durable names', () => {
  it('are all registered: an unknown one would hang an orchestration indefinitely', () => {
    const registered = new Set(registeredNames());

    const named = [...Object.values(orchestrators), ...Object.values(activities), ...Object.values(entities)];

    expect(named.filter((name) => !registered.has(name))).toEqual([]);
  });

  it('differ without regard to case: the real host does not start otherwise', () => {
    const lower = registeredNames().map((name) => name.toLowerCase());

    expect(new Set(lower).size).toBe(lower.length);
  });

  it('of budgets are those the app has once Automox is set up', () => {
    const given = { ATERA_API_KEY: 'a'.repeat(32), AUTOMOX_API_KEY: 'b'.repeat(36), AUTOMOX_ORG_ID: '7' };
    const settings = readSettings({ ...given, STORAGE_CONNECTION: 'UseDevelopmentStorage=true' });

    expect(Object.keys(buildDependencies(settings).budgets)).toEqual(Object.values(budgets));
  });

  it('of entities are lower case', () => {
    expect(Object.values(entities).map((name) => name.toLowerCase())).toEqual(Object.values(entities));
  });
});
