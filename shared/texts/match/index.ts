import { byLanguage } from '../language.ts';
import { de } from './de.ts';
import { en } from './en.ts';

/** Returns the texts of why a device has no match in Automox. */
export const matchTexts = byLanguage({ en, de });
