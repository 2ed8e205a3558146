import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { playbookNames, policy } from '../../../shared/policy/policy.ts';

const FOLDER = new URL('../../../docs/playbooks/', import.meta.url);
const pages = readdirSync(FOLDER).map((file) => ({ file, text: readFileSync(new URL(file, FOLDER), 'utf8') }));

/** The value at `path` of the policy that has every default. */
function defaultOf(path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => Object(value)[name], policy.parse({}));
}

describe('the pages of the playbooks', () => {
  it('are one for each playbook', () => {
    expect(pages.map(({ file }) => file).sort()).toEqual(playbookNames.map((name) => `${name}.md`).sort());
  });

  it.each(pages)('name in $file only figures that the policy has by default', ({ text }) => {
    const figures = [...text.matchAll(/`([a-zA-Z.]+)` \(default ([^)]+)\)/g)];

    const wrong = figures.filter(([, path = '', said]) => String(defaultOf(path)) !== said);

    expect(wrong.map(([match]) => match)).toEqual([]);
    expect(figures.length).toBeGreaterThanOrEqual(3);
  });
});
