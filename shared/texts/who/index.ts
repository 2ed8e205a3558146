import { byLanguage } from '../language.ts';
import { de } from './de.ts';
import { en } from './en.ts';

/** Returns the texts of who did something. */
export const whoTexts = byLanguage({ en, de });
