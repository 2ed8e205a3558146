import { byLanguage } from '../language.ts';
import { de } from './de.ts';
import { en } from './en.ts';

/** Returns the texts of a report. */
export const reportTexts = byLanguage({ en, de });
