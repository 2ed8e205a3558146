import { de } from './de/index.ts';
import { en } from './en/index.ts';

/** Every text of the dashboard, in one language. */
export type Texts = typeof en;

const tables: Readonly<Record<string, Texts>> = { en, de };

/** The first language of the browser that there is a table for. */
export const language = navigator.languages.map((name) => name.slice(0, 2)).find((name) => name in tables) ?? 'en';

/** The texts in that language. */
export const t: Texts = tables[language] ?? en;
