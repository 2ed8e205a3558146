import { byLanguage } from '../language.ts';
import { de } from './de.ts';
import { en } from './en.ts';

/** Returns the texts of tickets that people ended, changed or opened. */
export const holdTexts = byLanguage({ en, de });
