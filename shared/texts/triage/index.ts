import { byLanguage } from '../language.ts';
import { de } from './de.ts';
import { en } from './en.ts';

/** Returns the texts of what happens to a listed alert. */
export const triageTexts = byLanguage({ en, de });
