import { byLanguage } from '../language.ts';
import { de } from './de.ts';
import { en } from './en.ts';

/** Returns the texts of a condition that could not be verified. */
export const unverifiedTexts = byLanguage({ en, de });
