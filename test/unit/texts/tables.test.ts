import { describe, expect, it } from 'vitest';
import { playbookNames } from '../../../shared/playbooks/index.ts';
import { allTables, entriesOf } from '../../helpers/texts/tables.ts';

/** Entries that are the same in both languages: they put texts together, or are names. */
const SAME: readonly string[] = [
  'shared/texts/done nothingMore',
  'shared/texts/hold endedAnd',
  'shared/texts/match weak',
  'shared/texts/notify playbook',
  'shared/texts/notify ticket',
  'shared/texts/output printed',
  'shared/texts/output printedWith',
];

const NOON = Date.parse('2026-03-02T12:00:00Z');

/**
 * What entries are called with, by the names of their parameters, where that is neither a number
 * nor any text.
 */
const SAMPLES = {
  source: 'both',
  deviceClass: 'server',
  isAway: true,
  users: 'somebody',
  approved: 'nobody',
  online: 'no',
  needed: 'yes',
  window: { open: true, at: '2026-03-02 14:00 UTC' },
} as const;

/** The same where a table has a meaning of its own for a name. */
const OWN: Readonly<Record<string, object>> = { 'shared/playbooks/disk-space/texts': { by: 'Atera' } };

const MOMENT = /^(?:at|until|since|[a-zA-Z]+At)$/;

/** Numbers by name; all else is a text. */
const NUMBERS = new Set(
  'agentId attempts cap count customerId day days exitCode failed group hours id inFlight limit minutes more of organizationId perDay perWeek quiet repeats serverId starts still ticketId times week workletId'.split(
    ' ',
  ),
);

const tables = await allTables();

/**
 * Parameters for any entry of a table: all names that its source has, for an entry picks, or
 * spreads, what it wants.
 */
function paramsFor({ folder, source }: (typeof tables)[number]): object {
  const sample = (name: string) => (MOMENT.test(name) ? NOON : NUMBERS.has(name) ? 3 : `<${name}>`);
  const names = new Set(source.match(/[a-z]\w*/gi));
  return { ...Object.fromEntries([...names].map((name) => [name, sample(name)])), ...SAMPLES, ...OWN[folder] };
}

const each = tables.flatMap((table) => {
  const [german, params] = [entriesOf(table.de), paramsFor(table)];
  return [...entriesOf(table.en)].map(([name, english]) => ({
    name: `${table.folder} ${name}`,
    english: written(english, params),
    german: written(german.get(name), params),
  }));
});

function written(entry: unknown, params: object): string {
  return typeof entry === 'function' ? entry(params) : String(entry);
}

describe('the tables of texts', () => {
  it('are there for each playbook', () => {
    const without = playbookNames.filter(
      (name) => !tables.some(({ folder }) => folder.startsWith(`shared/playbooks/${name}/`)),
    );

    expect(without).toEqual([]);
  });

  it.each(tables)('have the same entries in both languages: $folder', ({ en, de }) => {
    const kinds = (table: typeof en) => [...entriesOf(table)].map(([name, entry]) => `${name} ${typeof entry}`).sort();

    expect(kinds(de)).toEqual(kinds(en));
  });

  it('say everything in German in other words than in English', () => {
    const same = each.filter(({ english, german }) => english === german).map(({ name }) => name);

    expect(same).toEqual(SAME);
  });

  it.each(each)('are whole sentences or clauses: $name', ({ english, german }) => {
    for (const text of [english, german]) {
      expect(text).toMatch(/\S/);
      expect(text).not.toMatch(/undefined|NaN|\[object|Invalid Date| {2}|\.\.(?!\.)/);
    }
  });

  it('quote in German as German does', () => {
    const wrong = each.filter(({ german }) => german.includes('"')).map(({ name }) => name);

    expect(wrong).toEqual([]);
  });
});
