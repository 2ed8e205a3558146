import { de } from './de/index.ts';
import { en } from './en/index.ts';

/** Every text of the dashboard, in one language. */
export type Texts = typeof en;

const tables: Readonly<Record<string, Texts>> = { en, de };

const known = navigator.languages.find((name) => Object.hasOwn(tables, name.slice(0, 2))) ?? 'en';

/** The first language of the browser that there is a table for. */
export const language = known.slice(0, 2);

/** The same with its country, for dates and numbers; `en` alone would write them as in the States. */
export const locale = known === 'en' ? 'en-GB' : known;

/** The texts in that language. */
export const t: Texts = tables[language] ?? en;
