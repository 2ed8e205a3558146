import { playbooks } from '../../playbooks/index.ts';
import type { Language } from '../../texts/language.ts';
import { policyTexts } from '../../texts/policy/index.ts';
import type { Policy } from '../policy.ts';
import { type Difference, differences, widenings } from './differences.ts';
import { type ModeChange, modeChanges } from './mode-changes.ts';
import { shortJson } from './short-json.ts';

/** One thing that changes, for people. */
export interface PolicyChange {
  /** In the table of all values. */
  readonly field: string;
  readonly text: string;
  /** The app may do more than before. */
  readonly widens: boolean;
  /** Customer ids, where it is about some. */
  readonly customers: string[];
}

/** Names of customers by id, as far as they are known. */
export type CustomerNames = Readonly<Record<string, string>>;

/** So many names are read; who wants all has the ids. */
const MOST_NAMES = 5;

/** Returns what changes from one policy to another, what widens first. */
export function policyChanges(
  before: Policy,
  after: Policy,
  { names, language }: { readonly names: CustomerNames; readonly language: Language },
): PolicyChange[] {
  const words = { names, language };
  const changes = [
    ...modeChanges(before, after, Object.keys(names)).map((change) => ofModes(change, words)),
    ...differences(before, after).map((difference) => ofValue(difference, words)),
  ];
  return [...changes.filter(({ widens }) => widens), ...changes.filter(({ widens }) => !widens)];
}

interface Words {
  readonly names: CustomerNames;
  readonly language: Language;
}

function ofModes({ section, customers, widens, ...change }: ModeChange, { names, language }: Words): PolicyChange {
  const texts = policyTexts(language);
  const playbook = playbooks.find(({ policy }) => policy.section === section)?.label[language] ?? section;
  const shown = customers.slice(0, MOST_NAMES).map((id) => nameOf(id, names));
  const left = customers.length - shown.length;
  const list = [...shown, ...(left > 0 ? [texts.more({ count: left })] : [])].join(', ');
  const text = texts.modes({ ...change, playbook, count: customers.length, names: list });
  return { field: `modes.${section}`, text, widens, customers: [...customers] };
}

function ofValue({ path, field, from, to, widens }: Difference, { names, language }: Words): PolicyChange {
  const [first, id = ''] = path;
  const isOne = first === 'customers';
  const place = isOne ? `${nameOf(id, names)}: ${path.slice(2).join('.')}` : path.join('.');
  const sentence = inWords(place, from, to, language);
  const text = generalValues().has(field) ? policyTexts(language).withoutOwn({ sentence }) : sentence;
  return { field, text, widens, customers: isOne ? [id] : [] };
}

function inWords(path: string, from: unknown, to: unknown, language: Language): string {
  const texts = policyTexts(language);
  if (from === undefined) return texts.set({ path, to: shortJson(to) });
  if (to === undefined) return texts.removed({ path, from: shortJson(from) });
  if (!Array.isArray(from) || !Array.isArray(to))
    return texts.changed({ path, from: shortJson(from), to: shortJson(to) });
  const added = without(to, from);
  const gone = without(from, to);
  if (added.length === 0 && gone.length === 0) return texts.reordered({ path });
  const listed = (entries: readonly unknown[]) => (entries.length === 0 ? '' : shortJson(entries, true));
  return texts.list({ path, added: listed(added), gone: listed(gone) });
}

/** The entries of one list that another does not hold, each as often as it is missing there. */
function without(list: readonly unknown[], other: readonly unknown[]): unknown[] {
  const left = other.map((entry) => JSON.stringify(entry));
  return list.filter((entry) => {
    const index = left.indexOf(JSON.stringify(entry));
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}

function nameOf(id: string, names: CustomerNames): string {
  const name = names[id];
  return name === undefined ? id : `${name} (${id})`;
}

let overridable: ReadonlySet<string> | undefined;

/** The general values that a customer may have of its own. */
function generalValues(): ReadonlySet<string> {
  const own = 'customers.<id>.';
  overridable ??= new Set(widenings().flatMap(([field]) => (field.startsWith(own) ? [field.slice(own.length)] : [])));
  return overridable;
}
