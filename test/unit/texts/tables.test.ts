import { describe, expect, it } from 'vitest';
import { playbookNames } from '../../../shared/playbooks/index.ts';
import { allTables, entriesOf } from '../../helpers/texts/tables.ts';

/** Playbooks whose texts are not in tables yet: none may be added. */
const TODO: readonly string[] = [
  'disk-space',
  'network-device',
  'offline-device',
  'pending-reboot',
  'service-stopped',
  'site-incident',
  'tracked-alert',
];

/** Entries that are the same in both languages: they put texts together, or are names. */
const SAME: readonly string[] = [
  'shared/texts/done nothingMore',
  'shared/texts/hold endedAnd',
  'shared/texts/match weak',
  'shared/texts/output printed',
  'shared/texts/output printedWith',
];

const NOON = Date.parse('2026-03-02T12:00:00Z');

/** What entries are called with, by the names of their parameters, where that is neither a number nor any text. */
const SAMPLES: Readonly<Record<string, unknown>> = { source: 'both' };

const MOMENT = /^(?:at|until|since|[a-z]+At)$/;

/** Numbers by name; all else is a text. */
const NUMBERS = new Set(
  'agentId attempts cap count customerId day days exitCode failed group hours id inFlight limit minutes more of organizationId perDay perWeek quiet repeats serverId starts still ticketId times week workletId'.split(
    ' ',
  ),
);

/** Parameters for any entry. */
const params = new Proxy(
  {},
  {
    get(_target, name) {
      const known = String(name);
      if (known in SAMPLES) return SAMPLES[known];
      if (MOMENT.test(known)) return NOON;
      return NUMBERS.has(known) ? 3 : `<${known}>`;
    },
  },
);

const tables = await allTables();
const each = tables.flatMap(({ folder, en, de }) => {
  const german = entriesOf(de);
  return [...entriesOf(en)].map(([name, english]) => ({
    name: `${folder} ${name}`,
    english,
    german: german.get(name),
  }));
});

function written(entry: unknown): string {
  return typeof entry === 'function' ? entry(params) : String(entry);
}

describe('the tables of texts', () => {
  it('are there for each playbook', () => {
    const without = playbookNames.filter(
      (name) => !tables.some(({ folder }) => folder.startsWith(`shared/playbooks/${name}/`)),
    );

    expect([...without].sort()).toEqual(TODO);
  });

  it.each(tables)('have the same entries in both languages: $folder', ({ en, de }) => {
    const kinds = (table: typeof en) => [...entriesOf(table)].map(([name, entry]) => `${name} ${typeof entry}`).sort();

    expect(kinds(de)).toEqual(kinds(en));
  });

  it('say everything in German in other words than in English', () => {
    const same = each.filter(({ english, german }) => written(english) === written(german)).map(({ name }) => name);

    expect(same).toEqual(SAME);
  });

  it.each(each)('are whole sentences or clauses: $name', ({ english, german }) => {
    for (const text of [written(english), written(german)]) {
      expect(text).toMatch(/\S/);
      expect(text).not.toMatch(/undefined|NaN|\[object|Invalid Date| {2}|\.\.(?!\.)/);
    }
  });

  it('quote in German as German does', () => {
    const wrong = each.filter(({ german }) => written(german).includes('"')).map(({ name }) => name);

    expect(wrong).toEqual([]);
  });
});
