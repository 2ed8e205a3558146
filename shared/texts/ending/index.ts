import { byLanguage } from '../language.ts';
import { de } from './de.ts';
import { en } from './en.ts';

/** Returns the texts of how runs end. */
export const endingTexts = byLanguage({ en, de });
