import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { collectRegistrations } from '../../../dev/host/functions/core-api.ts';
import { buildDependencies } from '../../../functions/dependencies.ts';
import { registerApp } from '../../../functions/register.ts';
import { keptDays } from '../../../shared/domain/lists/retention-rules.ts';
import { readSettings } from '../../../shared/settings.ts';

const page = (name: string) => readFileSync(new URL(`../../../docs/${name}`, import.meta.url), 'utf8');

/** Every HTTP trigger as `METHOD /api/route`. */
function routes(): string[] {
  const settings = readSettings({ ATERA_API_KEY: 'a'.repeat(32), STORAGE_CONNECTION: 'UseDevelopmentStorage=true' });
  const { functions } = collectRegistrations(() => registerApp(buildDependencies(settings)));
  const triggers = functions.flatMap(({ metadata }) => Object.values(metadata.bindings ?? {}));
  return triggers
    .filter(({ type }) => type === 'httpTrigger')
    .flatMap((trigger) => {
      const { methods, route } = trigger as { methods?: string[]; route?: string };
      return (methods ?? []).map((method) => `${method.toUpperCase()} /api/${route}`);
    });
}

describe('docs/api.md', () => {
  it('lists every route there is, and no other', () => {
    const listed = [...page('api.md').matchAll(/^\| `((?:GET|HEAD|OPTIONS|POST|PUT|DELETE) [^`]+)` \|/gm)].map(
      ([, route]) => route,
    );

    expect(listed.toSorted()).toEqual(routes().toSorted());
  });
});

describe('docs/storage.md', () => {
  it.each([
    [/closed: (\d+) days/, keptDays.closedAlerts],
    [/closed over (\d+) days ago/, keptDays.closedAlerts],
    [/begun over (\d+) days ago/, keptDays.effects],
    [/first seen over (\d+) days ago/, keptDays.outcomes],
    [/started over (\d+) days ago/, keptDays.instances],
  ])('says %s as the purge does it', (words, days) => {
    expect(Number(words.exec(page('storage.md'))?.[1])).toBe(days);
  });
});
