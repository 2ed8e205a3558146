import { call } from '../app/api.ts';
import type { TestApp } from '../app/app.ts';
import { allTables, type Entry, type Table } from './tables.ts';

/** Entries that are searched in texts, or change one: they stay as they are. */
const AS_THEY_ARE: ReadonlySet<unknown> = new Set(['approvedBy', 'nothingMore']);

/**
 * Replaces the German tables by the English ones with brackets round everything that an entry says
 * itself. What is put into an entry stays outside of its brackets, so that a sentence which is in
 * no table shows, wherever it was put. Returns what puts them back: other test files share them.
 */
export async function replaceGerman(): Promise<() => void> {
  const tables = await allTables();
  const before = tables.map(({ de }) => copyOf(de));
  for (const { en, de } of tables) replace(de, en);
  return () => {
    for (const [index, { de }] of tables.entries()) putBack(de, before[index] ?? {});
  };
}

function copyOf(table: Table['de']): Table['de'] {
  const copies = Object.entries(table).map(([name, entry]) => [
    name,
    typeof entry === 'object' ? copyOf(entry as Table['de']) : entry,
  ]);
  return Object.fromEntries(copies);
}

function putBack(table: Table['de'], before: Table['de']): void {
  for (const [name, entry] of Object.entries(before)) {
    if (typeof entry === 'object') putBack(table[name] as Table['de'], entry as Table['de']);
    else table[name] = entry;
  }
}

function replace(german: Table['de'], english: Table['en']): void {
  for (const [name, entry] of Object.entries(english)) {
    if (AS_THEY_ARE.has(name)) german[name] = entry;
    else if (typeof entry === 'object') replace(german[name] as Table['de'], entry);
    else german[name] = bracketed(entry);
  }
}

function bracketed(entry: Exclude<Entry, object> | ((params: object) => string)): Entry {
  if (typeof entry === 'string') return `⟦${entry}⟧`;
  return (params: object) => `⟦${entry(outside(params))}⟧`;
}

/** Single words are names, or keys of what the entry knows. */
function outside(params: object): object {
  const put = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(put);
    return typeof value === 'string' && /\s/.test(value) ? `⟧${value}⟦` : value;
  };
  return Object.fromEntries(Object.entries(params ?? {}).map(([name, value]) => [name, put(value)]));
}

/** Everything that people read in an app: tickets, comments, outcomes, decisions and questions. */
export async function readTexts(app: TestApp): Promise<string[]> {
  const tickets = app.simulator.world.tickets.all();
  const written = tickets.flatMap(({ title, description, comments }) => [
    title,
    description,
    ...comments.map(({ text }) => text),
  ]);
  const outcomes = await app.outcomes();
  const decisions = await Promise.all(
    outcomes
      .filter(({ alertId }) => alertId !== undefined)
      .map(({ alertId }) => call(app, 'GET', `/api/alerts/${alertId}/decision`)),
  );
  const views = decisions.flatMap(({ body }) => [
    body.why,
    body.remediation?.approval?.asks,
    body.remediation?.approval?.became?.why,
  ]);
  return [...written, ...outcomes.map(({ text }) => text), ...views].filter((text) => typeof text === 'string');
}

/** Markers, moments, sizes and requests that a vendor did not take: the same in every language. */
const IN_ANY_LANGUAGE = /\[rmm [^\]]*\]|[\d.-]+ \d{2}:\d{2} [A-Z]{3,4}(?:[+-]\d+)?|\d GB\b|Atera GET \S+: HTTP \d+/g;

/** What is left of a text outside of all brackets, without what was said by vendors and people. */
export function leftOutside(text: string, said: readonly string[]): string {
  let depth = 0;
  let left = '';
  for (const letter of text) {
    if (letter === '⟦') {
      depth++;
      left += ' ';
    } else if (letter === '⟧') depth--;
    else if (depth === 0) left += letter;
  }
  const longestFirst = [...said].sort((one, other) => other.length - one.length);
  const ours = longestFirst.reduce((rest, known) => rest.replaceAll(known, ' '), left);
  return ours
    .replaceAll(IN_ANY_LANGUAGE, ' ')
    .replaceAll(/[^\p{L}]+/gu, ' ')
    .trim();
}
