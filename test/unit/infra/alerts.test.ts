import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keyExpiry } from '../../../shared/secrets/key-expiry.ts';
import { METRICS } from '../../../shared/telemetry/metrics.ts';
import { deployed, EVERYTHING, NAMED } from '../../helpers/infra/main-template.ts';
import { typed } from '../../helpers/infra/rules.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const textOf = (path: string) => readFileSync(join(ROOT, path), 'utf8');

const RULES = [
  'poll-too-old',
  'runs-failing',
  'budget-paused',
  'questions-expiring',
  'not-ready',
  'key-expiring',
  'storage-throttled',
];

const TYPES = ['Microsoft.Insights/scheduledQueryRules', 'Microsoft.Insights/metricAlerts'];
const rulesOf = (parameters: Record<string, unknown>) => TYPES.flatMap((type) => typed(deployed(parameters), type));
const nameOf = ({ name }: { name: string }) => name.replace('rmm-abcdefghijklm-', '');

const runbook = textOf('docs/runbook.md');

/** The sections of the runbook by their anchor. */
const sections = new Map(
  runbook
    .split(/^## /m)
    .slice(1)
    .map((section) => [section.split('\n')[0] ?? '', section]),
);

/** Everything the app logs and names, as one text. */
const sources = ['functions', 'orchestrations', 'shared']
  .flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => textOf(join(folder, path))),
  )
  .join('\n');

/** The events that the code logs: the first argument of `log`, or one of two in a condition. */
const events = new Set(
  [...sources.matchAll(/\blog\(\s*([^,]*),/g)].flatMap(([, argument = '']) =>
    [...argument.matchAll(/'([a-z-]+)'/g)].map(([, event = '']) => event),
  ),
);

/** The codes that a run ends with. */
const codes = new Set(
  [...sources.matchAll(/\bcode: '([a-z-]+)'|stepFailed\(context, run, '([a-z-]+)'/g)].map(
    ([, one, other]) => one ?? other ?? '',
  ),
);

const queries = readdirSync(join(ROOT, 'infra/kql')).map((name) => [name, textOf(join('infra/kql', name))] as const);

/** Words in single quotes that have a dash: events and codes. */
const namedIn = (query: string) => [...query.matchAll(/'([a-z]+(?:-[a-z]+)+)'/g)].map(([, word = '']) => word);

/** Names that a query makes up for itself. */
const OWN_WORDS = ['given-up'];

describe('alert rules', () => {
  it('are made when somebody is to be mailed, and cost nothing otherwise', () => {
    expect(rulesOf(NAMED)).toEqual([]);
    expect(rulesOf(EVERYTHING).map(nameOf).toSorted()).toEqual(RULES.toSorted());
  });

  it.each(RULES)('%s links to its section of the runbook, in its text and in what it sends', (name) => {
    const rule = rulesOf(EVERYTHING).find((one) => nameOf(one) === name);
    const link = `/docs/runbook.md#${name}`;

    expect(rule?.properties.description).toMatch(new RegExp(`${link}$`));
    expect(JSON.stringify(rule?.properties.actions)).toContain(`${link}"`);
    expect(sections.has(name)).toBe(true);
  });

  it.each(RULES)('%s is explained: what it means, where to check, what to do, how to verify that it worked', (name) => {
    const parts = [...(sections.get(name) ?? '').matchAll(/^\*\*([^*]+)\.\*\*/gm)].map(([, title]) => title);

    expect(parts).toEqual(['What it means', 'First look', 'What to do', 'How to tell that it worked']);
  });

  it.each(RULES)('%s is found from docs/troubleshooting.md', (name) => {
    expect(textOf('docs/troubleshooting.md')).toContain(`(runbook.md#${name})`);
  });

  it('mail one address, and fire again when it happens again', () => {
    const [group] = typed(deployed(EVERYTHING), 'Microsoft.Insights/actionGroups');

    expect(group?.properties.emailReceivers).toMatchObject([{ emailAddress: 'night@msp.example' }]);
    expect(rulesOf(EVERYTHING).filter(({ properties }) => properties.autoMitigate !== true)).toEqual([]);
  });

  it('ask their logs no more often than every quarter of an hour, which is what they cost by', () => {
    const rules = typed(deployed(EVERYTHING), 'Microsoft.Insights/scheduledQueryRules');

    expect(rules.map(({ properties }) => properties.evaluationFrequency)).toEqual(rules.map(() => 'PT15M'));
  });

  it('read back no further than the window that Azure gives them', () => {
    const hours = { PT1H: 1, PT2H: 2, P2D: 48 } as Record<string, number>;
    const lateness = typed(
      deployed({ ...EVERYTHING, pollLateMinutes: 110, questionWarnHours: 47 }),
      TYPES[0] ?? '',
    ).map(({ properties }) => {
      const query = String((properties.criteria as { allOf: { query: string }[] }).allOf[0]?.query);
      const back = [...query.matchAll(/ago\((\d+)([mhd])\)/g)].map(([, count, unit]) => {
        return Number(count) * { m: 1 / 60, h: 1, d: 24 }[unit as 'm' | 'h' | 'd'];
      });
      return (
        Math.max(...back) <= (hours[String(properties.windowSize)] ?? 0) &&
        !query.includes('{poll') &&
        !query.includes('{question')
      );
    });

    expect(lateness).toEqual([true, true, true, true]);
  });
});

describe('what the queries name', () => {
  it.each(queries)('%s names only events and codes that the app writes', (_, query) => {
    expect(namedIn(query).filter((word) => !events.has(word) && !codes.has(word) && !OWN_WORDS.includes(word))).toEqual(
      [],
    );
  });

  it.each(queries)('%s names only metrics that there are, with their attributes', (_, query) => {
    const named = [...query.matchAll(/'(rmm\.[a-z._]+)'/g)].map(([, name = '']) => name);
    const attributes = [...query.matchAll(/customDimensions\['(\w+)'\]/g)].map(([, name = '']) => name);
    const known = Object.entries(METRICS).filter(([name]) => named.includes(name));

    expect(known.map(([name]) => name).toSorted()).toEqual([...new Set(named)].toSorted());
    for (const [, metric] of known) expect(metric.attributes).toEqual(expect.arrayContaining(attributes));
  });

  it('is read from enough of the code', () => {
    expect(events.size).toBeGreaterThan(35);
    expect(events).toContain('atera-suspected');
    expect(codes).toContain('unexpected-error');
  });

  it('counts polls by the event of a complete one', () => {
    const polls = queries.filter(([, query]) => query.includes("'poll-complete'")).map(([name]) => name);

    expect(polls).toEqual(['poll-too-old.kql', 'workbook-polls.kql']);
  });

  it.each(queries)('%s is in the template as it stands in its file', (name, query) => {
    const template = JSON.stringify(JSON.parse(textOf('infra/main.json')));

    expect(template.includes(JSON.stringify(query).slice(1, -1)), name).toBe(true);
  });
});

describe('the probes of health', () => {
  const probes = typed(deployed(EVERYTHING), 'Microsoft.Insights/webtests');
  const textLookedFor = (name: string) => {
    const rules = probes.find((probe) => nameOf(probe) === name)?.properties.ValidationRules as
      | { ContentValidation: { ContentMatch: string; PassIfTextFound: boolean } }
      | undefined;
    return rules?.ContentValidation;
  };

  it('take a health that is ready, in the words of the answer', () => {
    expect(textLookedFor('not-ready')).toMatchObject({
      ContentMatch: JSON.stringify({ status: 'ready' }).slice(1, -1),
      PassIfTextFound: true,
    });
  });

  it('fail on the words of a key that ends soon, and of one that has ended', () => {
    const now = Date.UTC(2026, 10, 29);
    const { ContentMatch = '', PassIfTextFound } = textLookedFor('key-expiring') ?? {};

    expect(PassIfTextFound).toBe(false);
    expect(keyExpiry({ expiresAt: now + 1000 }, now)).toContain(ContentMatch);
    expect(keyExpiry({ expiresAt: now - 1000 }, now)).toContain(ContentMatch);
  });

  it('come from one place, four times an hour', () => {
    expect(probes.map(({ properties }) => [properties.Frequency, (properties.Locations as []).length])).toEqual([
      [900, 1],
      [900, 1],
    ]);
  });
});

describe('the workbook', () => {
  it('is a notebook whose parts all have a query or a metric', () => {
    const [workbook] = typed(deployed(), 'Microsoft.Insights/workbooks');
    const { items } = JSON.parse(String(workbook?.properties.serializedData));

    expect(items.map(({ type }: { type: number }) => type)).toEqual([9, 3, 3, 3, 3, 3, 3, 3, 3, 10]);
    expect(
      items.filter(({ type, content }: { type: number; content: { query?: string } }) => type === 3 && !content.query),
    ).toEqual([]);
  });
});
