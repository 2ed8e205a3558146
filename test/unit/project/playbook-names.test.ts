import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eventNames } from '../../../shared/notify/event-names.ts';
import { playbooks } from '../../../shared/playbooks/index.ts';

const ROOT = resolve(import.meta.dirname, '../../..');

/** A playbook may know another one; the two lists know all. */
const HOMES = /^(?:shared|orchestrations)\/playbooks\//;

/** What people are notified of has names as well, and one of them is a playbook's. */
const OF_EVENTS = /^shared\/(?:texts\/)?notify\/|\/channels?\b/;
const isOfEvents = (name: string, path: string, line: string) =>
  (eventNames as readonly string[]).includes(name) && (OF_EVENTS.test(path) || /\bevent\b/i.test(line));

/** Every spelling of a playbook's name: as in rows, in the policy, and of types. */
function spellings(): string[] {
  return playbooks.flatMap(({ name }) => {
    const camel = name.replaceAll(/-([a-z])/g, (_dash, letter: string) => letter.toUpperCase());
    return [name, camel, `${camel.charAt(0).toUpperCase()}${camel.slice(1)}`];
  });
}

const sources = ['functions', 'orchestrations', 'shared', 'web'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => `${folder}/${path}`),
);

describe('the name of a playbook', () => {
  it.each(spellings())('%s stands in its own folders and the two lists alone', (name) => {
    const word = new RegExp(`(?<![A-Za-z])${name}(?![A-Za-z])`);

    const elsewhere = sources
      .filter((path) => !HOMES.test(path))
      .flatMap((path) =>
        readFileSync(join(ROOT, path), 'utf8')
          .split('\n')
          .flatMap((line, index) =>
            word.test(line) && !isOfEvents(name, path, line) ? [`${path}:${index + 1} ${line.trim()}`] : [],
          ),
      );

    expect(elsewhere).toEqual([]);
  });

  it('is searched in the whole product', () => {
    expect(sources.length).toBeGreaterThan(150);
  });
});
