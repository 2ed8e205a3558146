import { byLanguage } from '../language.ts';
import { de } from './de.ts';
import { en } from './en.ts';

/** Returns the texts of what the app may not do. */
export const actingTexts = byLanguage({ en, de });
