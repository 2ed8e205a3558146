import { byLanguage } from '../language.ts';
import { de } from './de.ts';
import { en } from './en.ts';

/** Returns the texts of what was approved, done and answered. */
export const doneTexts = byLanguage({ en, de });
